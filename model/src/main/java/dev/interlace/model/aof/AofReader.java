package dev.interlace.model.aof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.rdb.LoadFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the commands of an append-only file one by one.
 *
 * <p><b>Errors:</b> {@link LoadFault} of {@link LoadFault.Kind#FORMAT} where something else stands than a command; {@link #isTorn} where the
 * file ends within one. <b>Source:</b> {@code loadSingleAppendOnlyFile} of Redis 7.0, to the length of a line that it reads at once.
 */
public final class AofReader {
  /** Of a line that is read at once. */
  private static final int LONGEST_LINE = 127;
  /** An array of more words could not be made. */
  private static final int MOST_WORDS = 1 << 28;

  private final byte[] data;
  private int at;
  private boolean isTorn;

  /** @param from where the commands begin */
  public AofReader(byte[] data, int from) {
    this.data = data;
    at = from;
  }

  /** Where the next command begins. */
  public int at() {
    return at;
  }

  /** Whether the file ended in the middle of a command. */
  public boolean isTorn() {
    return isTorn;
  }

  /** The next command; no words if the file is at its end or {@linkplain #isTorn torn}. */
  public List<Bytes> next() {
    while (at < data.length) {
      var line = line();
      if (line.startsWith("#")) {
        continue; // a time
      }
      require(line.startsWith("*"));
      if (line.length() == 1 || line.charAt(1) == 0) {
        if (at < data.length || line.endsWith("\n")) {
          throw new LoadFault(LoadFault.Kind.UNREADABLE);
        }
        return torn();
      }
      var count = number(line, 1, Integer.MAX_VALUE);
      require(count >= 1 && count < MOST_WORDS);
      return words((int) count);
    }
    return List.of();
  }

  private List<Bytes> words(int count) {
    var words = new ArrayList<Bytes>();
    for (var i = 0; i < count; i++) {
      if (at >= data.length) {
        return torn();
      }
      var line = line();
      require(line.startsWith("$"));
      var length = number(line, 1, Long.MAX_VALUE);
      require(length >= 0);
      if (length > data.length - at) {
        return torn();
      }
      words.add(Bytes.wrap(Arrays.copyOfRange(data, at, at + (int) length)));
      at += (int) length;
      if (data.length - at < 2) {
        return torn();
      }
      at += 2; // whatever they are
    }
    return words;
  }

  private List<Bytes> torn() {
    isTorn = true;
    at = data.length;
    return List.of();
  }

  private static void require(boolean isFine) {
    if (!isFine) {
      throw new LoadFault(LoadFault.Kind.FORMAT);
    }
  }

  /** Up to a line break, which belongs to it. <b>Source:</b> {@code fgets}. */
  private String line() {
    var end = at;
    while (end < data.length && end - at < LONGEST_LINE) {
      if (data[end++] == '\n') {
        break;
      }
    }
    var line = new String(data, at, end - at, ISO_8859_1);
    at = end;
    return line;
  }

  /** What stands from a place on, up to what is no digit; too large ones become {@code most}. <b>Source:</b> {@code strtol}. */
  static long number(String line, int from, long most) {
    var i = from;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) >= '\t' && line.charAt(i) <= '\r')) {
      i++;
    }
    var isNegative = i < line.length() && line.charAt(i) == '-';
    i += isNegative || i < line.length() && line.charAt(i) == '+' ? 1 : 0;
    var number = 0L;
    for (; i < line.length() && line.charAt(i) >= '0' && line.charAt(i) <= '9'; i++) {
      var digit = line.charAt(i) - '0';
      number = number > (most - digit) / 10 ? most : number * 10 + digit;
    }
    return isNegative ? -number : number;
  }
}

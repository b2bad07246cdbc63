package dev.interlace.model.resp;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;

/** Bytes received and not taken yet. Offsets count from the first byte not taken. */
final class ByteQueue {
  private static final byte[] NOTHING = new byte[0];
  /** A drained queue keeps no more than this: ten thousand idle connections must not hold what each once needed. */
  private static final int MOST_KEPT = 8192;
  /** So many digits always fit in a long. */
  private static final int SURE_DIGITS = 18;

  private byte[] data = NOTHING;
  private int start;
  private int end;

  void append(byte[] source, int from, int to) {
    var added = to - from;
    makeRoom(added);
    System.arraycopy(source, from, data, end, added);
    end += added;
  }

  void append(ByteBuffer source) {
    var added = source.remaining();
    makeRoom(added);
    source.get(data, end, added);
    end += added;
  }

  private void makeRoom(int added) {
    if (added <= data.length - end) {
      return;
    }
    var size = size();
    var needed = (long) size + added;
    var target = needed > data.length ? new byte[Growth.of(data.length, needed)] : data;
    System.arraycopy(data, start, target, 0, size);
    data = target;
    start = 0;
    end = size;
  }

  int size() {
    return end - start;
  }

  /** How many bytes would fit without growing. */
  int free() {
    return data.length - size();
  }

  byte at(int offset) {
    return data[start + offset];
  }

  /**
   * The offset of the first {@code wanted}, -1 if there is none. A NUL hides all that follows it, because the server looks for line
   * ends with {@code strchr} (Redis 7.0, {@code networking.c}): {@code "GET a\0b\r\n"} is never answered.
   */
  int find(char wanted) {
    for (var i = start; i < end && data[i] != 0; i++) {
      if (data[i] == wanted) {
        return i - start;
      }
    }
    return -1;
  }

  /** The offset of the first CR that has another byte after it, -1 if there is none. */
  int findLineEnd() {
    for (var i = start; i < end - 1; i++) {
      if (data[i] == '\r') {
        return i - start;
      }
    }
    return -1;
  }

  /** The decimal number in the bytes from {@code from} to {@code to}. <b>Source:</b> {@code string2ll}. */
  OptionalLong number(int from, int to) {
    var first = from < to ? at(from) : 0;
    if (first < '1' || first > '9' || to - from > SURE_DIGITS) {
      return Numbers.parseLong(Bytes.copyOf(data, start + from, start + to));
    }
    var value = 0L;
    for (var i = start + from; i < start + to; i++) {
      var digit = data[i] - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      value = 10 * value + digit;
    }
    return OptionalLong.of(value);
  }

  /** Takes {@code length} bytes and drops {@code trailing} more. */
  Bytes take(int length, int trailing) {
    var taken = Bytes.wrap(Arrays.copyOfRange(data, start, start + length));
    skip(length + trailing);
    return taken;
  }

  void skip(int length) {
    start += length;
    if (start == end) {
      start = 0;
      end = 0;
      if (data.length > MOST_KEPT) {
        data = NOTHING;
      }
    }
  }
}

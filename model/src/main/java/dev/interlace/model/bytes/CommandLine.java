package dev.interlace.model.bytes;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commands written on one line, with the quoting of {@code redis-cli} and of inline commands.
 *
 * <p>Between double quotes {@code \n \r \t \b \a} and {@code \x41} stand for bytes and any other escaped byte for itself; between single
 * quotes only {@code \'} is an escape. Quotes may begin inside a word ({@code foo"bar"}), but a closing quote ends the word.
 * <b>Source:</b> Redis 7.0, {@code sds.c}, {@code sdssplitargs}.
 */
public final class CommandLine {
  private final Bytes line;
  private int next;

  private CommandLine(Bytes line) {
    this.line = line;
  }

  /** The words of {@code line}, possibly none; empty if a quote is not closed or a closing quote is not followed by a blank. */
  public static Optional<List<Bytes>> parse(Bytes line) {
    return new CommandLine(line).words();
  }

  /** The words of {@code line}, read as UTF-8. */
  public static Optional<List<Bytes>> parse(String line) {
    return parse(Bytes.of(line));
  }

  /** The words on one line of printable ASCII, each in its shortest form: {@code parse} gives them back. */
  public static String format(List<Bytes> words) {
    return String.join(" ", words.stream().map(CommandLine::quote).toList());
  }

  /** The shortest of: the bare word, the word in double quotes, the word in single quotes. Printable ASCII. */
  public static String quote(Bytes word) {
    var text = word.toLatin1();
    var isPrintable = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    if (isPrintable && !text.isEmpty() && text.chars().noneMatch(c -> c == ' ' || c == '"' || c == '\'')) {
      return text;
    }
    var twice = word.toQuoted();
    // A backslash at the end would turn the closing single quote into an escaped one.
    if (!isPrintable || text.endsWith("\\")) {
      return twice;
    }
    var once = "'" + text.replace("'", "\\'") + "'";
    return once.length() < twice.length() ? once : twice;
  }

  private Optional<List<Bytes>> words() {
    var words = new ArrayList<Bytes>();
    while (true) {
      while (peek() != 0 && isSpace(peek())) {
        next++;
      }
      if (peek() == 0) {
        return Optional.of(words);
      }
      var word = word();
      if (word.isEmpty()) {
        return Optional.empty();
      }
      words.add(word.get());
    }
  }

  /** The byte at hand; 0 at the end and, as in the C string this is for the server, at a NUL. */
  private byte peek() {
    return next < line.length() ? line.at(next) : 0;
  }

  private Optional<Bytes> word() {
    var out = new ByteArrayOutputStream();
    while (true) {
      var b = peek();
      switch (b) {
        case 0, ' ', '\n', '\r', '\t' -> {
          return Optional.of(Bytes.wrap(out.toByteArray()));
        }
        case '"', '\'' -> {
          next++;
          var isClosed = b == '"' ? doubleQuoted(out) : singleQuoted(out);
          return isClosed ? Optional.of(Bytes.wrap(out.toByteArray())) : Optional.empty();
        }
        default -> {
          out.write(b);
          next++;
        }
      }
    }
  }

  private boolean doubleQuoted(ByteArrayOutputStream out) {
    while (peek() != '"') {
      if (peek() == 0) {
        return false;
      }
      if (peek() == '\\' && byteAfter(1) != 0) {
        escape(out);
      } else {
        out.write(peek());
        next++;
      }
    }
    return close();
  }

  private void escape(ByteArrayOutputStream out) {
    var kind = byteAfter(1);
    var high = Character.digit(byteAfter(2), 16);
    var low = Character.digit(byteAfter(3), 16);
    if (kind == 'x' && high >= 0 && low >= 0) {
      out.write(high * 16 + low);
      next += 4;
      return;
    }
    out.write(switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> kind;
    });
    next += 2;
  }

  private boolean singleQuoted(ByteArrayOutputStream out) {
    while (peek() != '\'') {
      if (peek() == 0) {
        return false;
      }
      if (peek() == '\\' && byteAfter(1) == '\'') {
        next++;
      }
      out.write(peek());
      next++;
    }
    return close();
  }

  private byte byteAfter(int distance) {
    return next + distance < line.length() ? line.at(next + distance) : 0;
  }

  /** Steps over the closing quote; false unless a blank or the end follows. */
  private boolean close() {
    next++;
    return peek() == 0 || isSpace(peek());
  }

  /** {@code isspace} of the C locale. */
  private static boolean isSpace(byte b) {
    return b == ' ' || b >= 9 && b <= 13;
  }
}

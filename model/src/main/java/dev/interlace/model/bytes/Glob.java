package dev.interlace.model.bytes;

/**
 * A pattern of KEYS, SCAN and PSUBSCRIBE: {@code *}, {@code ?}, {@code [a-c]}, {@code [^a]}, {@code \}.
 *
 * <p>A class that never ends goes to the end of the pattern; {@code [a-]} is a range up to the bracket, and so never ends either.
 * Nothing but the empty pattern matches the empty text, not even {@code *}: KEYS and SCAN treat that one pattern on their own.
 * <b>Source:</b> {@code stringmatchlen} in {@code util.c} of Redis 7.0.
 */
public final class Glob {
  private static final Bytes EVERYTHING = Bytes.of("*");

  private Glob() {}

  /** As KEYS and SCAN match: {@code *} alone takes everything. */
  public static boolean selects(Bytes pattern, Bytes text) {
    return pattern.equals(EVERYTHING) || matches(pattern, text);
  }

  /** Whether the whole of {@code text} has the form of {@code pattern}. */
  public static boolean matches(Bytes pattern, Bytes text) {
    return matches(pattern, text, false);
  }

  /** The same, an ASCII letter matching its other case too, as in CONFIG GET. */
  public static boolean matchesIgnoringCase(Bytes pattern, Bytes text) {
    return matches(pattern, text, true);
  }

  private static boolean matches(Bytes pattern, Bytes text, boolean ignoresCase) {
    if (text.isEmpty()) {
      return pattern.isEmpty();
    }
    var p = 0;
    var behindStar = -1;
    var starReaches = 0;
    for (var t = 0; t < text.length(); ) {
      if (p < pattern.length() && pattern.at(p) == '*') {
        behindStar = ++p;
        starReaches = t;
        continue;
      }
      var next = p < pattern.length() ? behind(pattern, p, text.at(t), ignoresCase) : -1;
      if (next >= 0) {
        p = next;
        t++;
      } else if (behindStar >= 0) { // the last star takes one byte more
        p = behindStar;
        t = ++starReaches;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.at(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Where the pattern goes on behind the part at {@code p}, or -1 if that part does not match {@code b}. */
  private static int behind(Bytes pattern, int p, byte b, boolean ignoresCase) {
    return switch (pattern.at(p)) {
      case '?' -> p + 1;
      case '[' -> behindClass(pattern, p + 1, b, ignoresCase);
      case '\\' -> {
        var at = p + 1 < pattern.length() ? p + 1 : p;
        yield fold(pattern.at(at), ignoresCase) == fold(b, ignoresCase) ? at + 1 : -1;
      }
      default -> fold(pattern.at(p), ignoresCase) == fold(b, ignoresCase) ? p + 1 : -1;
    };
  }

  private static int behindClass(Bytes pattern, int start, byte byteSought, boolean ignoresCase) {
    var b = fold(byteSought, ignoresCase);
    var isInverted = start < pattern.length() && pattern.at(start) == '^';
    var isMember = false;
    var p = isInverted ? start + 1 : start;
    while (p < pattern.length() && pattern.at(p) != ']') {
      if (pattern.at(p) == '\\' && p + 1 < pattern.length()) {
        isMember |= pattern.at(p + 1) == byteSought; // never folded
        p += 2;
      } else if (p + 2 < pattern.length() && pattern.at(p + 1) == '-') {
        var low = Math.min(pattern.at(p), pattern.at(p + 2));
        var high = Math.max(pattern.at(p), pattern.at(p + 2));
        isMember |= fold((byte) low, ignoresCase) <= b && b <= fold((byte) high, ignoresCase);
        p += 3;
      } else {
        isMember |= fold(pattern.at(p), ignoresCase) == b;
        p++;
      }
    }
    return isMember == isInverted ? -1 : Math.min(p + 1, pattern.length());
  }

  private static byte fold(byte b, boolean ignoresCase) {
    return ignoresCase && b >= 'A' && b <= 'Z' ? (byte) (b + 'a' - 'A') : b;
  }
}

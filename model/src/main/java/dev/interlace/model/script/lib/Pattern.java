package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Value;

/**
 * One pattern being matched against one string, by backtracking.
 *
 * <p>A pattern ends at its first zero byte. Every step is charged, since the worst case is exponential. Source: Lua 5.1.5, {@code
 * lstrlib.c}.
 */
final class Pattern {
  private static final int MAX_CAPTURES = 32;
  private static final int UNFINISHED = -1;
  private static final int POSITION = -2;
  private static final int NO_MATCH = -1;
  /** <b>Deviation:</b> Lua 5.1 recurs as deep as the pattern asks, into the end of its C stack. */
  private static final int MAX_DEPTH = 500;
  private static final int STEPS_PER_UNIT = 32;

  private final Call call;
  private final Str source;
  private final Str pattern;
  private final int end;
  private final int[] captureStart = new int[MAX_CAPTURES];
  private final int[] captureLength = new int[MAX_CAPTURES];
  private int captures;
  private int depth;
  private int steps;

  Pattern(Call call, Str source, Str pattern) {
    this.call = call;
    this.source = source;
    this.pattern = pattern;
    var nul = 0;
    while (nul < pattern.length() && pattern.at(nul) != 0) {
      nul++;
    }
    this.end = nul;
  }

  /** Where a match that starts at {@code from} ends, or -1; {@code patternFrom} is 1 behind an anchor. */
  int match(int from, int patternFrom) {
    captures = 0;
    depth = 0;
    return run(from, patternFrom);
  }

  /** The byte of the pattern at {@code p}; 0 behind its end. */
  private int at(int p) {
    return p < end ? pattern.at(p) : 0;
  }

  private int run(int from, int patternFrom) {
    if (++depth > MAX_DEPTH) {
      throw call.error("pattern too complex");
    }
    if ((++steps & STEPS_PER_UNIT - 1) == 0) {
      call.charge(1);
    }
    var result = step(from, patternFrom);
    depth--;
    return result;
  }

  private int step(int from, int patternFrom) {
    var s = from;
    var p = patternFrom;
    while (p < end) {
      switch (at(p)) {
        case '(' -> {
          return at(p + 1) == ')' ? open(s, p + 2, POSITION) : open(s, p + 1, UNFINISHED);
        }
        case ')' -> {
          return close(s, p + 1);
        }
        case '$' -> {
          if (p + 1 == end) {
            return s == source.length() ? s : NO_MATCH;
          }
        }
        case '%' -> {
          var next = at(p + 1);
          if (next == 'b' || next == 'f' || next >= '0' && next <= '9') {
            s = special(next, s, p);
            if (s == NO_MATCH) {
              return NO_MATCH;
            }
            p = next == 'b' ? p + 4 : next == 'f' ? itemEnd(p + 2) : p + 2;
            continue;
          }
        }
        default -> { }
      }
      var itemEnd = itemEnd(p);
      var matches = s < source.length() && isSingleMatch(source.at(s), p, itemEnd);
      switch (at(itemEnd)) {
        case '?' -> {
          var rest = matches ? run(s + 1, itemEnd + 1) : NO_MATCH;
          if (rest != NO_MATCH) {
            return rest;
          }
          p = itemEnd + 1;
        }
        case '*' -> {
          return expandMost(s, p, itemEnd);
        }
        case '+' -> {
          return matches ? expandMost(s + 1, p, itemEnd) : NO_MATCH;
        }
        case '-' -> {
          return expandLeast(s, p, itemEnd);
        }
        default -> {
          if (!matches) {
            return NO_MATCH;
          }
          s++;
          p = itemEnd;
        }
      }
    }
    return s;
  }

  /** The items {@code %b}, {@code %f} and {@code %1} to {@code %9}: where the string goes on, or no match. */
  private int special(int kind, int s, int p) {
    return switch (kind) {
      case 'b' -> balance(s, p + 2);
      case 'f' -> frontier(s, p + 2);
      default -> backReference(s, kind);
    };
  }

  private int open(int s, int p, int kind) {
    if (captures >= MAX_CAPTURES) {
      throw call.error("too many captures");
    }
    captureStart[captures] = s;
    captureLength[captures] = kind;
    captures++;
    var result = run(s, p);
    if (result == NO_MATCH) {
      captures--;
    }
    return result;
  }

  private int close(int s, int p) {
    var open = captures - 1;
    while (open >= 0 && captureLength[open] != UNFINISHED) {
      open--;
    }
    if (open < 0) {
      throw call.error("invalid pattern capture");
    }
    captureLength[open] = s - captureStart[open];
    var result = run(s, p);
    if (result == NO_MATCH) {
      captureLength[open] = UNFINISHED;
    }
    return result;
  }

  private int expandMost(int s, int p, int itemEnd) {
    var count = 0;
    while (s + count < source.length() && isSingleMatch(source.at(s + count), p, itemEnd)) {
      count++;
    }
    call.charge(count >> 2);
    for (; count >= 0; count--) {
      var result = run(s + count, itemEnd + 1);
      if (result != NO_MATCH) {
        return result;
      }
    }
    return NO_MATCH;
  }

  private int expandLeast(int from, int p, int itemEnd) {
    var s = from;
    while (true) {
      var result = run(s, itemEnd + 1);
      if (result != NO_MATCH) {
        return result;
      }
      if (s >= source.length() || !isSingleMatch(source.at(s), p, itemEnd)) {
        return NO_MATCH;
      }
      s++;
    }
  }

  private int balance(int s, int p) {
    if (p >= end || p + 1 >= end) {
      throw call.error("unbalanced pattern");
    }
    if (s >= source.length() || source.at(s) != at(p)) {
      return NO_MATCH;
    }
    var nesting = 1;
    for (var i = s + 1; i < source.length(); i++) {
      if (source.at(i) == at(p + 1)) {
        if (--nesting == 0) {
          return i + 1;
        }
      } else if (source.at(i) == at(p)) {
        nesting++;
      }
    }
    return NO_MATCH;
  }

  private int frontier(int s, int p) {
    if (at(p) != '[') {
      throw call.error("missing '[' after '%f' in pattern");
    }
    var setEnd = itemEnd(p) - 1;
    var before = s == 0 ? 0 : source.at(s - 1);
    var after = s < source.length() ? source.at(s) : 0;
    return !isInSet(before, p, setEnd) && isInSet(after, p, setEnd) ? s : NO_MATCH;
  }

  private int backReference(int s, int digit) {
    var index = digit - '1';
    if (index < 0 || index >= captures || captureLength[index] == UNFINISHED) {
      throw call.error("invalid capture index");
    }
    var length = captureLength[index];
    if (length < 0 || source.length() - s < length) {
      return NO_MATCH;
    }
    for (var i = 0; i < length; i++) {
      if (source.at(captureStart[index] + i) != source.at(s + i)) {
        return NO_MATCH;
      }
    }
    return s + length;
  }

  /** The end of the single-character item at {@code from}. */
  private int itemEnd(int from) {
    var p = from;
    var first = at(p++);
    if (first == '%') {
      if (p >= end) {
        throw call.error("malformed pattern (ends with '%')");
      }
      return p + 1;
    }
    return first == '[' ? setEnd(p) : p;
  }

  /** A bracket right at the start of a set belongs to it. */
  private int setEnd(int from) {
    var p = at(from) == '^' ? from + 1 : from;
    do {
      if (p >= end) {
        throw call.error("malformed pattern (missing ']')");
      }
      if (at(p++) == '%' && p < end) {
        p++;
      }
    } while (at(p) != ']');
    return p + 1;
  }

  private boolean isSingleMatch(int c, int p, int itemEnd) {
    return switch (at(p)) {
      case '.' -> true;
      case '%' -> CharacterClasses.contains(at(p + 1), c);
      case '[' -> isInSet(c, p, itemEnd - 1);
      default -> at(p) == c;
    };
  }

  /** Whether {@code c} is in the set from its bracket at {@code open} to the one at {@code close}. */
  private boolean isInSet(int c, int open, int close) {
    var isNegated = at(open + 1) == '^';
    var p = isNegated ? open + 1 : open;
    while (++p < close) {
      if (at(p) == '%') {
        p++;
        if (CharacterClasses.contains(at(p), c)) {
          return !isNegated;
        }
      } else if (at(p + 1) == '-' && p + 2 < close) {
        p += 2;
        if (at(p - 2) <= c && c <= at(p)) {
          return !isNegated;
        }
      } else if (at(p) == c) {
        return !isNegated;
      }
    }
    return isNegated;
  }

  /** Capture {@code index}; the whole match from {@code from} to {@code to} stands in for the first if there is none. */
  Value capture(int index, int from, int to) {
    if (index >= captures) {
      if (index != 0) {
        throw call.error("invalid capture index");
      }
      return whole(from, to);
    }
    return switch (captureLength[index]) {
      case UNFINISHED -> throw call.error("unfinished capture");
      case POSITION -> Num.of(captureStart[index] + 1.0);
      default -> Str.copyOf(source.data(), captureStart[index], captureStart[index] + captureLength[index]);
    };
  }

  Str whole(int from, int to) {
    return Str.copyOf(source.data(), from, to);
  }

  /** The number of captures, of which a pattern without any has none. */
  int captures() {
    return captures;
  }

  /** Pushes all captures, or the whole match if there are none. */
  int pushCaptures(int from, int to) {
    var count = captures == 0 ? 1 : captures;
    for (var i = 0; i < count; i++) {
      call.push(capture(i, from, to));
    }
    return count;
  }
}

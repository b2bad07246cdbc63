package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.NumberReader;
import dev.interlace.model.script.lua.Value;

/**
 * {@code tonumber} with a base: C's {@code strtoul}, which takes a sign and, in base 16, {@code 0x}, and stays at its maximum on
 * overflow.
 */
final class IntegerReader {
  private IntegerReader() {}

  static Value read(String text, int base) {
    var at = 0;
    while (at < text.length() && NumberReader.isSpace(text.charAt(at))) {
      at++;
    }
    var isNegative = at < text.length() && text.charAt(at) == '-';
    if (isNegative || at < text.length() && text.charAt(at) == '+') {
      at++;
    }
    if (base == 16 && (text.startsWith("0x", at) || text.startsWith("0X", at)) && digit(text, at + 2, base) >= 0) {
      at += 2;
    }
    var start = at;
    var value = 0L;
    var isOverflow = false;
    for (; digit(text, at, base) >= 0; at++) {
      isOverflow |= Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit(text, at, base), base)) > 0;
      value = value * base + digit(text, at, base);
    }
    if (at == start) {
      return Nil.NIL;
    }
    while (at < text.length() && NumberReader.isSpace(text.charAt(at))) {
      at++;
    }
    if (at < text.length()) {
      return Nil.NIL;
    }
    return Num.of(unsigned(isOverflow ? -1L : isNegative ? -value : value));
  }

  private static int digit(String text, int at, int base) {
    return at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), base) : -1;
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (double) (value >>> 1 | value & 1) * 2;
  }
}

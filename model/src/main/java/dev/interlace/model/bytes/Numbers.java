package dev.interlace.model.bytes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers as Redis reads and writes them. <b>Source:</b> Redis 7.0 {@code util.c} (string2ll, ld2string), {@code object.c} (getDoubleFromObject). */
public final class Numbers {
  private static final int LONGEST_LONG = 20;

  private Numbers() {}

  /** A 64-bit integer in its one canonical spelling: no plus, no leading zeros, no {@code -0}, no blanks. */
  public static OptionalLong parseLong(Bytes text) {
    var length = text.length();
    if (length == 0 || length > LONGEST_LONG) {
      return OptionalLong.empty();
    }
    if (length == 1 && text.at(0) == '0') {
      return OptionalLong.of(0);
    }
    var negative = text.at(0) == '-';
    var at = negative ? 1 : 0;
    if (at == length || text.at(at) < '1' || text.at(at) > '9') {
      return OptionalLong.empty();
    }
    var value = 0L; // kept negative: the range is larger by one there
    for (; at < length; at++) {
      var digit = text.at(at) - '0';
      if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
        return OptionalLong.empty();
      }
      value = value * 10 - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(negative ? value : -value);
  }

  /** A double as {@code strtod} reads it, with nothing before or behind; {@code nan} is refused. */
  public static OptionalDouble parseDouble(Bytes text) {
    var line = text.toLatin1();
    if (line.isEmpty() || line.length() > 5_000 || isBlank(line.charAt(0))) {
      return OptionalDouble.empty();
    }
    var unsigned = line.charAt(0) == '-' || line.charAt(0) == '+' ? line.substring(1) : line;
    var lower = Bytes.latin1(unsigned).toLowerCase();
    if (lower.equals("inf") || lower.equals("infinity")) {
      return OptionalDouble.of(line.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    try {
      if (lower.startsWith("0x")) {
        var hex = lower.contains("p") ? line : line + "p0";
        return OptionalDouble.of(Double.parseDouble(hex));
      }
      if (!isDecimal(lower)) {
        return OptionalDouble.empty();
      }
      var value = Double.parseDouble(line);
      // ERANGE: strtod overflowed, or lost everything.
      var lost = Double.isInfinite(value) || value == 0 && hasNonZeroDigit(lower);
      return lost ? OptionalDouble.empty() : OptionalDouble.of(value);
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  /** Whether {@code text} is digits with at most one point, and perhaps an exponent: what strtod and BigDecimal agree on. */
  private static boolean isDecimal(String text) {
    var digits = 0;
    var at = 0;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
      digits++;
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
        digits++;
      }
    }
    if (digits == 0) {
      return false;
    }
    if (at == text.length()) {
      return true;
    }
    if (text.charAt(at++) != 'e') {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      at++;
    }
    var exponentStart = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at == text.length() && at > exponentStart;
  }

  private static boolean hasNonZeroDigit(String text) {
    for (var i = 0; i < text.length() && text.charAt(i) != 'e'; i++) {
      if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  /** The text of a score on the wire: {@code %.17g}, and {@code inf}, {@code -inf}. */
  public static Bytes formatDouble(double value) {
    return Bytes.latin1(general(value, 17));
  }

  /** What C's {@code %.<digits>g} prints. */
  public static String general(double value, int digits) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    var rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    var exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent >= digits) {
      var mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
      var magnitude = Math.abs(exponent);
      return mantissa + (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + magnitude;
    }
    return rounded.stripTrailingZeros().toPlainString();
  }
}

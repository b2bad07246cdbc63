package dev.interlace.model.bytes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Numbers as Redis reads and writes them. <b>Source:</b> Redis 7.0 {@code util.c} (string2ll, ld2string), {@code object.c}
 * (getDoubleFromObject).
 */
public final class Numbers {
  private static final int LONGEST_LONG = 20;

  /** What strtod reads, in lower case: digits, then the exponent. */
  static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:e([+-]?[0-9]++))?");

  static final Pattern HEX = Pattern.compile("[+-]?0x([0-9a-f]++(?:\\.[0-9a-f]*+)?|\\.[0-9a-f]++)(?:p([+-]?[0-9]++))?");
  static final Pattern INFINITY = Pattern.compile("[+-]?inf(inity)?");

  /** A zero up to its exponent. */
  private static final Pattern ZERO = Pattern.compile("[+-]?(0x)?[0.]++([ep]|$)");

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

  /** A double as {@code strtod} reads it, with nothing before or behind; empty for NaN, and for what overflows or underflows to zero. */
  public static OptionalDouble parseDouble(Bytes text) {
    var integer = parseLong(text);
    if (integer.isPresent()) {
      return OptionalDouble.of(integer.getAsLong()); // rounded as its text would be; and the usual score
    }
    var line = text.toLowerCase();
    if (line.isEmpty() || isBlank(line.charAt(0))) {
      return OptionalDouble.empty();
    }
    return strtod(line).stream().filter(value -> !isLost(value, line)).findFirst();
  }

  private static boolean isLost(double value, String line) {
    return Double.isInfinite(value) && !INFINITY.matcher(line).matches() || value == 0 && !ZERO.matcher(line).lookingAt();
  }

  /**
   * A double as {@code strtod} reads it, blanks before it skipped and nothing behind it; empty for NaN. What is too large is infinite,
   * what is too small is zero.
   */
  public static OptionalDouble strtod(String text) {
    var start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    var line = Bytes.latin1(text.substring(start)).toLowerCase();
    if (INFINITY.matcher(line).matches()) {
      return OptionalDouble.of(line.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    if (DECIMAL.matcher(line).matches()) {
      return OptionalDouble.of(Double.parseDouble(line));
    }
    return HEX.matcher(line).matches()
        ? OptionalDouble.of(Double.parseDouble(line.contains("p") ? line : line + "p0"))
        : OptionalDouble.empty();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  /** The text of a score on the wire: {@code %.17g}, and {@code inf}, {@code -inf}. */
  public static Bytes formatDouble(double value) {
    return Bytes.latin1(general(value, 17));
  }

  /** What C's {@code %.<digits>f} prints. */
  public static String fixed(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return general(value, digits);
    }
    var magnitude = new BigDecimal(Math.abs(value)).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return (value < 0 || value == 0 && 1 / value < 0 ? "-" : "") + magnitude;
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

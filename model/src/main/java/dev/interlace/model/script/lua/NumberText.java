package dev.interlace.model.script.lua;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as C's {@code printf} writes them: {@code %e}, {@code %f} and {@code %g} of the exact binary value, ties to even.
 *
 * <p>Lua writes every number with {@code %.14g}, whole ones too: {@code 2^53} is {@code 9.007199254741e+15}.
 */
public final class NumberText {
  /** Lua's own precision; a whole number of fewer digits is written out. */
  private static final int WHOLE_DIGITS = 14;

  private NumberText() {}

  /** The text of a number in Lua. */
  public static String of(Num number) {
    var value = number.value();
    return isPlainlyWhole(value) ? Long.toString((long) value) : general(number, WHOLE_DIGITS, false);
  }

  private static boolean isPlainlyWhole(double value) {
    return value == (long) value && Math.abs(value) < 1e14 && (value != 0 || Double.doubleToRawLongBits(value) == 0);
  }

  /** {@code %.<precision>g}; {@code alternative} keeps trailing zeros and the point. */
  public static String general(Num number, int precision, boolean alternative) {
    var value = number.value();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(number);
    }
    if (precision >= WHOLE_DIGITS && !alternative && isPlainlyWhole(value)) {
      return Long.toString((long) value);
    }
    var digits = Math.max(1, precision);
    var exact = rounded(value, digits);
    var exponent = exact.signum() == 0 ? 0 : exact.precision() - exact.scale() - 1;
    if (exponent < -4 || exponent >= digits) {
      return sign(value) + withExponent(exact.abs(), exponent, digits - 1, alternative, !alternative);
    }
    return sign(value) + plain(exact.abs(), digits - 1 - exponent, alternative, !alternative);
  }

  /** {@code %.<precision>f}. */
  public static String fixed(Num number, int precision, boolean alternative) {
    var value = number.value();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(number);
    }
    var exact = new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN);
    return sign(value) + plain(exact.abs(), precision, alternative, false);
  }

  /** {@code %.<precision>e}. */
  public static String scientific(Num number, int precision, boolean alternative) {
    var value = number.value();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(number);
    }
    var exact = rounded(value, precision + 1);
    var exponent = exact.signum() == 0 ? 0 : exact.precision() - exact.scale() - 1;
    return sign(value) + withExponent(exact.abs(), exponent, precision, alternative, false);
  }

  private static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private static String special(Num number) {
    if (number.isNaN()) {
      return number.isNegativeNaN() ? "-nan" : "nan";
    }
    return number.value() < 0 ? "-inf" : "inf";
  }

  private static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  private static String plain(BigDecimal value, int decimals, boolean keepPoint, boolean trim) {
    return trimmed(value.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString(), keepPoint, trim);
  }

  private static String withExponent(BigDecimal value, int exponent, int decimals, boolean keepPoint, boolean trim) {
    var mantissa = value.movePointLeft(exponent).setScale(decimals, RoundingMode.UNNECESSARY).toPlainString();
    var size = Math.abs(exponent);
    return trimmed(mantissa, keepPoint, trim) + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }

  private static String trimmed(String text, boolean keepPoint, boolean trim) {
    var hasPoint = text.indexOf('.') >= 0;
    if (keepPoint && !hasPoint) {
      return text + ".";
    }
    if (!trim || !hasPoint) {
      return text;
    }
    var end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}

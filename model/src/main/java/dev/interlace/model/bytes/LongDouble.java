package dev.interlace.model.bytes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A {@code long double} as C has it on x86-64, with which INCRBYFLOAT and HINCRBYFLOAT reckon: a significand of 64 bits, exponents to
 * ±16383, gradual underflow, rounding to nearest, ties to even.
 *
 * <p>The value is {@code significand · 2^exponent}. Zero has no sign here: nothing that Redis prints shows one.
 *
 * <p><b>Source:</b> {@code string2ld}, {@code ld2string} in {@code util.c} of Redis 7.0.
 */
public final class LongDouble {
  public static final LongDouble ZERO = new LongDouble(BigInteger.ZERO, 0, true);

  private static final LongDouble NOT_FINITE = new LongDouble(BigInteger.ZERO, 0, false);
  private static final int PRECISION = 64;
  private static final int LEAST_EXPONENT = -16_445;
  private static final int LARGEST_BIT_LENGTH = 16_384;
  private static final int LONGEST_TEXT = 5 * 1024 - 1;
  /** No exponent of ten beyond this gives a value, however many digits precede it. */
  private static final int FAR = 100_000;

  private final BigInteger significand;
  private final int exponent;
  private final boolean isFinite;

  private LongDouble(BigInteger significand, int exponent, boolean isFinite) {
    this.significand = significand;
    this.exponent = exponent;
    this.isFinite = isFinite;
  }

  /** The number that {@code strtold} reads, with nothing before or behind; empty for NaN, and for what overflows or underflows to zero. */
  public static Optional<LongDouble> parse(Bytes text) {
    var line = text.toLowerCase();
    if (line.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    if (Numbers.INFINITY.matcher(line).matches()) {
      return Optional.of(NOT_FINITE);
    }
    return fraction(line).flatMap(exact -> {
      var rounded = rounded(exact.numerator, exact.denominator);
      var isLost = rounded.significand.signum() == 0 && exact.numerator.signum() != 0;
      return rounded.isFinite && !isLost ? Optional.of(rounded) : Optional.empty();
    });
  }

  private record Fraction(BigInteger numerator, BigInteger denominator) {}

  private static Optional<Fraction> fraction(String line) {
    var decimal = Numbers.DECIMAL.matcher(line);
    if (decimal.matches()) {
      return fraction(line, decimal.group(1), decimal.group(2), 10, BigInteger.TEN, 1);
    }
    var hex = Numbers.HEX.matcher(line);
    return hex.matches() ? fraction(line, hex.group(1), hex.group(2), 16, BigInteger.TWO, 4) : Optional.empty();
  }

  /** @param exponentsPerDigit what one digit behind the point takes off the exponent */
  private static Optional<Fraction> fraction(
      String line, String digits, String exponentText, int radix, BigInteger base, int exponentsPerDigit) {
    var point = digits.indexOf('.');
    var behind = point < 0 ? 0 : digits.length() - point - 1;
    var unsigned = new BigInteger(digits.replace(".", ""), radix);
    var exponent = exponent(exponentText) - (long) behind * exponentsPerDigit;
    if (unsigned.signum() == 0) {
      return Optional.of(new Fraction(BigInteger.ZERO, BigInteger.ONE));
    }
    if (Math.abs(exponent) > FAR) {
      return Optional.empty();
    }
    var numerator = line.startsWith("-") ? unsigned.negate() : unsigned;
    var power = base.pow((int) Math.abs(exponent));
    return Optional.of(exponent < 0 ? new Fraction(numerator, power) : new Fraction(numerator.multiply(power), BigInteger.ONE));
  }

  private static long exponent(String text) {
    if (text == null) {
      return 0;
    }
    var most = BigInteger.valueOf(Integer.MAX_VALUE);
    return new BigInteger(text).min(most).max(most.negate()).longValue();
  }

  public LongDouble plus(LongDouble other) {
    if (!isFinite || !other.isFinite) {
      return NOT_FINITE;
    }
    var least = Math.min(exponent, other.exponent);
    var sum = significand.shiftLeft(exponent - least).add(other.significand.shiftLeft(other.exponent - least));
    return least < 0 ? rounded(sum, BigInteger.ONE.shiftLeft(-least)) : rounded(sum.shiftLeft(least), BigInteger.ONE);
  }

  public LongDouble times(long factor) {
    var product = significand.multiply(BigInteger.valueOf(factor));
    if (!isFinite) {
      return NOT_FINITE;
    }
    return exponent < 0 ? rounded(product, BigInteger.ONE.shiftLeft(-exponent)) : rounded(product.shiftLeft(exponent), BigInteger.ONE);
  }

  /**
   * The least integer that is not less, as C makes a {@code long long} of it on x86-64: what does not fit, infinity too, becomes the most
   * negative number.
   */
  public long ceiling() {
    if (!isFinite) {
      return Long.MIN_VALUE;
    }
    var fraction = exponent < 0 ? significand.negate().shiftRight(-exponent).negate() : significand.shiftLeft(exponent);
    return fraction.bitLength() < Long.SIZE ? fraction.longValue() : Long.MIN_VALUE;
  }

  /** False of infinity and NaN. */
  public boolean isFinite() {
    return isFinite;
  }

  /** What {@code %.17Lf} prints, without the zeros at its end. */
  public Bytes toBytes() {
    var exact = exponent < 0
        ? new BigDecimal(significand.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent)
        : new BigDecimal(significand.shiftLeft(exponent));
    var shown = exact.setScale(17, RoundingMode.HALF_EVEN);
    return Bytes.latin1(shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString());
  }

  /** The nearest value to a fraction. */
  private static LongDouble rounded(BigInteger numerator, BigInteger denominator) {
    if (numerator.signum() == 0) {
      return ZERO;
    }
    var magnitude = numerator.abs();
    var exponent = Math.max(LEAST_EXPONENT, magnitude.bitLength() - denominator.bitLength() - PRECISION);
    var nearest = divided(magnitude, denominator, exponent);
    if (nearest.bitLength() > PRECISION) { // the quotient may have a bit more than the difference of the lengths says
      exponent++;
      nearest = divided(magnitude, denominator, exponent);
    }
    if (nearest.bitLength() + exponent > LARGEST_BIT_LENGTH) {
      return NOT_FINITE;
    }
    return new LongDouble(numerator.signum() < 0 ? nearest.negate() : nearest, exponent, true);
  }

  /** {@code numerator / (denominator · 2^exponent)}, to the nearest integer, ties to even. */
  private static BigInteger divided(BigInteger numerator, BigInteger denominator, int exponent) {
    var dividend = exponent < 0 ? numerator.shiftLeft(-exponent) : numerator;
    var divisor = exponent < 0 ? denominator : denominator.shiftLeft(exponent);
    var parts = dividend.divideAndRemainder(divisor);
    var half = parts[1].shiftLeft(1).compareTo(divisor);
    var isUp = half > 0 || half == 0 && parts[0].testBit(0);
    return isUp ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  @Override
  public String toString() {
    return isFinite ? toBytes().toLatin1() : "not finite";
  }
}

package dev.interlace.model.script.lua;

/**
 * A number: always a double, as in Lua 5.1.
 *
 * <p>The sign of NaN is visible ({@code nan} or {@code -nan}): an x86 processor answers the negative NaN for an invalid operation and
 * hands a NaN operand on unchanged. Java leaves that open, so {@link #result} decides it.
 */
public final class Num extends Value {
  private static final int CACHE_LOW = -128;
  private static final int CACHE_HIGH = 1024;
  private static final Num[] CACHE = new Num[CACHE_HIGH - CACHE_LOW];

  static {
    for (var i = 0; i < CACHE.length; i++) {
      CACHE[i] = new Num(i + CACHE_LOW);
    }
  }

  public static final Num ZERO = of(0);
  public static final Num ONE = of(1);
  public static final Num NAN = new Num(Double.longBitsToDouble(0x7ff8000000000000L));
  public static final Num NEGATIVE_NAN = new Num(Double.longBitsToDouble(0xfff8000000000000L));

  private final double value;

  private Num(double value) {
    this.value = value;
  }

  public static Num of(double value) {
    var whole = (int) value;
    if (whole == value && whole >= CACHE_LOW && whole < CACHE_HIGH && (whole != 0 || Double.doubleToRawLongBits(value) == 0)) {
      return CACHE[whole - CACHE_LOW];
    }
    return new Num(value);
  }

  public double value() {
    return value;
  }

  /** The number {@code value} that an operation made of {@code left} and {@code right}. */
  public static Num result(double value, Num left, Num right) {
    if (value == value) {
      return of(value);
    }
    return left.isNaN() ? left : right.isNaN() ? right : NEGATIVE_NAN;
  }

  /** The number an operation of the C library made of other numbers; an invalid operation gives the negative NaN. */
  public static Num computed(double value) {
    return value == value ? of(value) : NEGATIVE_NAN;
  }

  Num negated() {
    if (isNaN()) {
      return isNegativeNaN() ? NAN : NEGATIVE_NAN;
    }
    return of(-value);
  }

  boolean isNaN() {
    return value != value;
  }

  public boolean isNegativeNaN() {
    return isNaN() && Double.doubleToRawLongBits(value) < 0;
  }

  /** A double cut to 64 bits as the processor does it: NaN and everything out of range become the smallest. */
  public static long toInt64(double value) {
    return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
  }

  /** A double cut to 64 bits, of which C keeps the low 32. */
  public static int toInt32(double value) {
    return (int) toInt64(value);
  }

  @Override
  public String toString() {
    return NumberText.of(this);
  }
}

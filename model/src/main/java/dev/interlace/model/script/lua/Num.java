package dev.interlace.model.script.lua;

/**
 * A number: always a double, as in Lua 5.1.
 *
 * <p>The sign of NaN is visible ({@code nan} or {@code -nan}): an x86 processor answers the negative NaN for an invalid operation and
 * hands a NaN operand on unchanged. Java leaves that open, so {@link #result} decides it.
 */
public final class Num extends Value {
  static final int NOT_WHOLE = Integer.MIN_VALUE;

  /** A power of two. */
  private static final int CACHE_SIZE = 2048;
  private static final int CACHE_LOW = -512;
  /** Small whole numbers, each at the place that its low bits name. */
  private static final Num[] CACHE = new Num[CACHE_SIZE];

  static {
    for (var i = CACHE_LOW; i < CACHE_LOW + CACHE_SIZE; i++) {
      CACHE[i & CACHE_SIZE - 1] = new Num(i, i);
    }
  }

  public static final Num ZERO = of(0);
  public static final Num ONE = of(1);
  public static final Num NAN = new Num(Double.longBitsToDouble(0x7ff8000000000000L), NOT_WHOLE);
  public static final Num NEGATIVE_NAN = new Num(Double.longBitsToDouble(0xfff8000000000000L), NOT_WHOLE);

  private final double value;
  /** The same number as an int, {@link #NOT_WHOLE} if it is none; minus zero is none. It spares many a conversion, and takes no room. */
  final int whole;

  private Num(double value, int whole) {
    this.value = value;
    this.whole = whole;
  }

  public static Num of(double value) {
    var whole = (int) value;
    return Double.doubleToRawLongBits(whole) == Double.doubleToRawLongBits(value) ? of(whole) : new Num(value, NOT_WHOLE);
  }

  public static Num of(int value) {
    return Integer.compareUnsigned(value - CACHE_LOW, CACHE_SIZE) < 0 ? CACHE[value & CACHE_SIZE - 1] : new Num(value, value);
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

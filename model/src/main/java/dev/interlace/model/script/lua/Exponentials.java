package dev.interlace.model.script.lua;

/**
 * Powers, exponentials and logarithms rounded to the nearest double, as the C library of the real server nearly always answers them; {@link
 * StrictMath} is further off in the last bit of one result in some ten.
 *
 * <p>A number of about 100 bits is the sum of a double and a much smaller one.
 */
public final class Exponentials {
  private static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
  private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;
  private static final double LN10_HIGH = 0x1.26bb1bbb55516p1;
  private static final double LN10_LOW = -0x1.f48ad494ea3e9p-53;
  private static final int TERMS = 26;
  private static final double LARGEST = 700;

  private Exponentials() {}

  private record Wide(double high, double low) {
    static Wide sum(double a, double b) {
      var s = a + b;
      var t = s - a;
      return new Wide(s, a - (s - t) + (b - t));
    }

    static Wide product(double a, double b) {
      var p = a * b;
      return new Wide(p, Math.fma(a, b, -p));
    }

    Wide plus(Wide other) {
      var s = sum(high, other.high);
      return sum(s.high, s.low + low + other.low);
    }

    Wide times(Wide other) {
      var p = product(high, other.high);
      return sum(p.high, p.low + high * other.low + low * other.high);
    }

    Wide over(double divisor) {
      var q = high / divisor;
      var rest = Math.fma(-q, divisor, high) + low;
      return sum(q, rest / divisor);
    }

    Wide over(Wide divisor) {
      var q = high / divisor.high;
      var back = divisor.times(new Wide(q, 0));
      return sum(q, (high - back.high - back.low + low) / divisor.high);
    }

    Wide negated() {
      return new Wide(-high, -low);
    }
  }

  /** Of a negative NaN, which counts as negative, an odd power is positive. */
  public static Num pow(Num x, Num y) {
    return x.isNegativeNaN() && Math.abs(y.value() % 2) == 1 ? Num.NAN : Num.result(pow(x.value(), y.value()), x, y);
  }

  private static double pow(double x, double y) {
    if (x == 1 || y == 0 || x == -1 && Double.isInfinite(y)) {
      return 1; // C says so even if the other is not a number
    }
    var near = StrictMath.pow(x, y);
    if (isSpecial(near) || x == -1 || y == 1) {
      return near;
    }
    var exponent = log(new Wide(Math.abs(x), 0)).times(new Wide(y, 0));
    return Math.abs(exponent.high) > LARGEST ? near : Math.copySign(exp(exponent).high, near);
  }

  public static double exp(double x) {
    var near = StrictMath.exp(x);
    return isSpecial(near) || Math.abs(x) > LARGEST ? near : exp(new Wide(x, 0)).high;
  }

  public static double log(double x) {
    var near = StrictMath.log(x);
    return isSpecial(near) || x < Double.MIN_NORMAL ? near : log(new Wide(x, 0)).high;
  }

  public static double log10(double x) {
    var near = StrictMath.log10(x);
    return isSpecial(near) || x < Double.MIN_NORMAL ? near : log(new Wide(x, 0)).over(new Wide(LN10_HIGH, LN10_LOW)).high;
  }

  /** Zero, infinite, not a number, or smaller than doubles hold with all their bits. */
  private static boolean isSpecial(double result) {
    return !(Math.abs(result) >= Double.MIN_NORMAL && Math.abs(result) <= Double.MAX_VALUE);
  }

  private static Wide exp(Wide x) {
    var halvings = (int) Math.rint(x.high / LN2_HIGH);
    var rest = x.plus(Wide.product(-halvings, LN2_HIGH)).plus(Wide.product(-halvings, LN2_LOW));
    var sum = new Wide(1, 0);
    for (var n = TERMS; n > 0; n--) {
      sum = new Wide(1, 0).plus(sum.times(rest).over(n));
    }
    return new Wide(Math.scalb(sum.high, halvings), Math.scalb(sum.low, halvings));
  }

  /** One step of Newton's from a result of 53 bits. */
  private static Wide log(Wide x) {
    var exponent = Math.getExponent(x.high);
    var mantissa = new Wide(Math.scalb(x.high, -exponent), 0);
    var near = new Wide(StrictMath.log(mantissa.high), 0);
    var error = mantissa.times(exp(near.negated())).plus(new Wide(-1, 0));
    var fine = near.plus(error).plus(new Wide(-error.high * error.high / 2, 0));
    return fine.plus(Wide.product(exponent, LN2_HIGH)).plus(Wide.product(exponent, LN2_LOW));
  }
}

package dev.interlace.model.bytes;

/**
 * Sine, cosine and arc sine, rounded to the nearest double; {@link StrictMath} may be one off.
 *
 * <p>Everything is computed with about 106 bits, as the sum of two doubles.
 *
 * <p><b>Deviation:</b> the C library under Redis (glibc 2.36) rounds the other way for about one argument in a thousand, which shows only
 * where all digits of a distance do: in the scores of STOREDIST.
 */
public final class Trigonometry {
  private static final Sum HALF_PI = new Sum(0x1.921fb54442d18p0, 0x1.1a62633145c07p-54);

  /** Beyond this the terms of the series are of no account. */
  private static final double NEGLIGIBLE = 0x1p-115;

  /** So far the sum of two doubles is enough to take off quarter turns. */
  private static final double FEW_TURNS = 100;

  private Trigonometry() {}

  /** An unevaluated sum; {@code low} is at most half a unit in the last place of {@code high}. */
  private record Sum(double high, double low) {
    static Sum of(double high, double low) {
      var sum = high + low;
      return new Sum(sum, low - (sum - high));
    }

    Sum plus(Sum other) {
      var sum = high + other.high;
      var part = sum - high;
      var error = high - (sum - part) + (other.high - part);
      var lows = low + other.low;
      var lowPart = lows - low;
      var lowError = low - (lows - lowPart) + (other.low - lowPart);
      var first = of(sum, error + lows);
      return of(first.high, first.low + lowError);
    }

    Sum times(Sum other) {
      var product = high * other.high;
      return of(product, Math.fma(high, other.high, -product) + (high * other.low + low * other.high));
    }

    Sum dividedBy(double divisor) {
      var quotient = high / divisor;
      return of(quotient, (Math.fma(-quotient, divisor, high) + low) / divisor);
    }

    Sum negated() {
      return new Sum(-high, -low);
    }
  }

  public static double sin(double x) {
    return Math.abs(x) < FEW_TURNS && x != 0 ? sine(x, 0).high : StrictMath.sin(x);
  }

  public static double cos(double x) {
    return Math.abs(x) < FEW_TURNS ? sine(x, 1).high : StrictMath.cos(x);
  }

  /** One step of Newton's from a value that is nearly right. */
  public static double asin(double x) {
    var near = StrictMath.asin(x);
    if (!(Math.abs(x) < 1) || x == 0) {
      return near;
    }
    var missing = new Sum(x, 0).plus(sine(near, 0).negated()).high;
    return near + missing / StrictMath.cos(near);
  }

  /** The sine of {@code x} and some quarter turns. */
  private static Sum sine(double x, int quarters) {
    var turns = Math.rint(x / HALF_PI.high);
    var rest = new Sum(x, 0).plus(HALF_PI.times(new Sum(-turns, 0)));
    var quadrant = (int) turns + quarters & 3;
    var value = (quadrant & 1) == 0 ? series(rest, rest, 1) : series(new Sum(1, 0), rest, 0);
    return quadrant < 2 ? value : value.negated();
  }

  /** {@code first - first·x²/((n+1)(n+2)) + …}: Taylor's series for the sine from x, for the cosine from 1. */
  private static Sum series(Sum first, Sum x, int power) {
    var square = x.times(x).negated();
    var sum = first;
    var term = first;
    for (var n = power; Math.abs(term.high) > NEGLIGIBLE * Math.abs(sum.high); n += 2) {
      term = term.times(square).dividedBy((n + 1.0) * (n + 2.0));
      sum = sum.plus(term);
    }
    return sum;
  }
}

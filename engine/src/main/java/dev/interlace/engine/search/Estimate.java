package dev.interlace.engine.search;

import java.math.BigDecimal;
import java.math.MathContext;

/** Knuth's estimate of the number of executions, from random ones. */
final class Estimate {
  private static final MathContext TWO_DIGITS = new MathContext(2);

  private double sum;
  private double squares;
  private int count;

  /** @param product of the numbers of choices in an execution */
  void add(double product) {
    sum += product;
    squares += product * product;
    count++;
  }

  double mean() {
    return sum / count;
  }

  /** One standard deviation of {@link #mean}. */
  double error() {
    var variance = Math.max(0, squares / count - mean() * mean());
    return Math.sqrt(variance / Math.max(1, count - 1));
  }

  /** Empty without two executions: one says nothing about the error. */
  String inWords() {
    return count < 2 || Double.isInfinite(squares) ? "" : " of about " + rounded(mean()) + " ± " + rounded(error());
  }

  private static String rounded(double number) {
    return new BigDecimal(number, TWO_DIGITS).toString();
  }
}

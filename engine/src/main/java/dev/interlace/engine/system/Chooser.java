package dev.interlace.engine.system;

/** Decides what is left open inside a step: which member SPOP takes, which key RANDOMKEY names. */
@FunctionalInterface
public interface Chooser {
  /** Always the first: for steps that leave nothing open. */
  Chooser FIRST = n -> 0;

  /**
   * One of {@code n} equally possible outcomes.
   *
   * @param n at least 1
   * @return from 0 (inclusive) to {@code n} (exclusive)
   */
  int choose(int n);
}

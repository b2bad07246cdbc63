package dev.interlace.engine.search;

/** What a strategy walks: states of a fixed number of ints, none negative. */
public interface StateSpace {
  /** Ints in a state. */
  int width();

  /** A copy of the state before the first step. */
  int[] initial();

  /**
   * Fills {@code out} with every step from {@code state}: clients in order with their outcomes in order, then the environment's
   * steps, then faults in client order.
   */
  void expand(int[] state, Successors out);

  /** Whether every client has ended. Such a state has no successors. */
  boolean isEnded(int[] data, int offset);
}

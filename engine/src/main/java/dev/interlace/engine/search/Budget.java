package dev.interlace.engine.search;

import java.util.function.BooleanSupplier;

/**
 * How much may be searched, and with what.
 *
 * @param states distinct states; at most 2<sup>31</sup> - 1
 * @param transitions steps taken
 * @param steps length of an execution
 * @param bytes memory of the tables that tell old states from new ones; the search stops before it takes more
 * @param isTimeUp asked now and then; the engine itself has no clock
 * @param progressEvery states between two calls of {@code progress}
 * @param threads how many threads search together; what they find does not depend on it
 * @param savepoint where a breadth-first search is saved
 */
public record Budget(
    long states, long transitions, int steps, long bytes, BooleanSupplier isTimeUp, Progress progress, int progressEvery, int threads, Savepoint savepoint) {
  public static final Budget DEFAULT = new Budget(50_000_000, 2_000_000_000L, 10_000, Long.MAX_VALUE, () -> false, Progress.SILENT, 100_000, 1, Savepoint.NONE);

  public Budget {
    if (states < 1 || transitions < 1 || steps < 1 || bytes < 1 || progressEvery < 1 || threads < 1) {
      throw new IllegalArgumentException("a budget is at least 1 of each");
    }
  }

  public Budget withStates(long most) {
    return new Budget(most, transitions, steps, bytes, isTimeUp, progress, progressEvery, threads, savepoint);
  }

  public Budget withTransitions(long most) {
    return new Budget(states, most, steps, bytes, isTimeUp, progress, progressEvery, threads, savepoint);
  }

  public Budget withSteps(int most) {
    return new Budget(states, transitions, most, bytes, isTimeUp, progress, progressEvery, threads, savepoint);
  }

  public Budget withBytes(long most) {
    return new Budget(states, transitions, steps, most, isTimeUp, progress, progressEvery, threads, savepoint);
  }

  public Budget withDeadline(BooleanSupplier asked) {
    return new Budget(states, transitions, steps, bytes, asked, progress, progressEvery, threads, savepoint);
  }

  public Budget withProgress(Progress told, int every) {
    return new Budget(states, transitions, steps, bytes, isTimeUp, told, every, threads, savepoint);
  }

  public Budget withThreads(int number) {
    return new Budget(states, transitions, steps, bytes, isTimeUp, progress, progressEvery, number, savepoint);
  }

  public Budget withSavepoint(Savepoint place) {
    return new Budget(states, transitions, steps, bytes, isTimeUp, progress, progressEvery, threads, place);
  }
}

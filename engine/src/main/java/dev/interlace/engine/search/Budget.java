package dev.interlace.engine.search;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How much may be searched, and with what.
 *
 * @param states distinct states; at most 2<sup>31</sup> - 1
 * @param transitions steps taken
 * @param steps length of an execution
 * @param bytes memory of all tables, and an estimate of what they refer to; the search stops before it takes more
 * @param interruption asked now and then for a reason to stop; the engine itself has no clock
 * @param progressEvery states between two calls of {@code progress}
 * @param threads how many threads search together; what they find does not depend on it
 * @param savepoint where a breadth-first search is saved
 */
public record Budget(
    long states, long transitions, int steps, long bytes, Supplier<Optional<String>> interruption, Progress progress, int progressEvery, int threads,
    Savepoint savepoint) {
  public static final Budget DEFAULT =
      new Budget(50_000_000, 2_000_000_000L, 10_000, Long.MAX_VALUE, Optional::empty, Progress.SILENT, 100_000, 1, Savepoint.NONE);

  public Budget {
    if (states < 1 || transitions < 1 || steps < 1 || bytes < 1 || progressEvery < 1 || threads < 1) {
      throw new IllegalArgumentException("a budget is at least 1 of each");
    }
  }

  public Budget withStates(long most) {
    return new Budget(most, transitions, steps, bytes, interruption, progress, progressEvery, threads, savepoint);
  }

  public Budget withTransitions(long most) {
    return new Budget(states, most, steps, bytes, interruption, progress, progressEvery, threads, savepoint);
  }

  public Budget withSteps(int most) {
    return new Budget(states, transitions, most, bytes, interruption, progress, progressEvery, threads, savepoint);
  }

  public Budget withBytes(long most) {
    return new Budget(states, transitions, steps, most, interruption, progress, progressEvery, threads, savepoint);
  }

  /** @param isTimeUp asked now and then, besides what was asked before */
  public Budget withDeadline(BooleanSupplier isTimeUp) {
    return withInterruption(() -> isTimeUp.getAsBoolean() ? Optional.of("time is up") : Optional.empty());
  }

  /** @param reason to stop; asked now and then, besides what was asked before */
  public Budget withInterruption(Supplier<Optional<String>> reason) {
    Supplier<Optional<String>> both = () -> reason.get().or(interruption);
    return new Budget(states, transitions, steps, bytes, both, progress, progressEvery, threads, savepoint);
  }

  public Budget withProgress(Progress told, int every) {
    return new Budget(states, transitions, steps, bytes, interruption, told, every, threads, savepoint);
  }

  public Budget withThreads(int number) {
    return new Budget(states, transitions, steps, bytes, interruption, progress, progressEvery, number, savepoint);
  }

  public Budget withSavepoint(Savepoint place) {
    return new Budget(states, transitions, steps, bytes, interruption, progress, progressEvery, threads, place);
  }
}

package dev.interlace.engine.search;

import java.util.Optional;
import java.util.function.LongSupplier;

/** Counts what a search does, and says when it has to stop. */
final class Tally {
  private static final int POLL_EVERY = 1024;

  private final Budget budget;
  private final Visitor visitor;
  private final LongSupplier memory;
  long states;
  long transitions;
  long executions;
  int depth;
  private long nextProgress;
  private int untilPoll;
  private String unfinished = "";

  /** @param memory what the search takes at the moment, in bytes */
  Tally(Budget budget, Visitor visitor, LongSupplier memory) {
    this.memory = memory;
    this.budget = budget;
    this.visitor = visitor;
    nextProgress = budget.progressEvery();
    untilPoll = 1; // the first time at once: a deadline may have passed before the search
  }

  /** Whether another state may be expanded. */
  boolean goesOn(int atDepth, long frontier) {
    depth = Math.max(depth, atDepth);
    if (!unfinished.isEmpty() && !unfinished.equals(STEPS)) {
      return false;
    }
    if (!visitor.wantsMore()) {
      return stop("stopped at the first violation");
    }
    if (states > budget.states()) {
      return stop("more than " + budget.states() + " states");
    }
    if (transitions > budget.transitions()) {
      return stop("more than " + budget.transitions() + " transitions");
    }
    if (--untilPoll == 0) {
      untilPoll = POLL_EVERY;
      if (budget.isTimeUp().getAsBoolean()) {
        return stop("time is up");
      }
      if (memory.getAsLong() > budget.bytes()) {
        return stop("more than " + budget.bytes() + " bytes of memory");
      }
    }
    if (states >= nextProgress) {
      nextProgress += budget.progressEvery();
      return budget.progress().reached(states, transitions, atDepth, frontier) || stop("stopped from outside");
    }
    return true;
  }

  private static final String STEPS = "some execution is longer than the bound of steps";

  /** Whether an execution may get longer than {@code length}; if not, that is noted. */
  boolean mayStep(int length) {
    if (length < budget.steps()) {
      return true;
    }
    unfinished = STEPS;
    return false;
  }

  boolean stop(String reason) {
    unfinished = reason;
    return false;
  }

  Coverage coverage(String strategy, int fingerprintBits, long bytes) {
    return new Coverage(strategy, unfinished.isEmpty() ? Optional.empty() : Optional.of(unfinished), states, transitions, depth,
        fingerprintBits, bytes, executions);
  }
}

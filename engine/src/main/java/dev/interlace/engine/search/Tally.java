package dev.interlace.engine.search;

import dev.interlace.engine.search.Progress.SoFar;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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

  /** Whether another state may be expanded, as {@link #mayGoOn}, and time and memory are not scarce. */
  boolean goesOn(int atDepth, long frontier) {
    if (--untilPoll == 0) {
      untilPoll = POLL_EVERY;
      scarce().ifPresent(this::stop);
    }
    return mayGoOn(atDepth, frontier);
  }

  /** Whether another state may be expanded, for all that is counted. */
  boolean mayGoOn(int atDepth, long frontier) {
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
    if (states >= nextProgress) {
      nextProgress += budget.progressEvery();
      return budget.progress().reached(new SoFar(states, transitions, atDepth, frontier, memory.getAsLong())) || stop("stopped from outside");
    }
    return true;
  }

  /** What there is not enough of any more, as the reason for stopping. */
  Optional<String> scarce() {
    var interrupted = budget.interruption().get();
    if (interrupted.isPresent()) {
      return interrupted;
    }
    return memory.getAsLong() > budget.bytes() ? Optional.of("more than " + budget.bytes() + " bytes of memory") : Optional.empty();
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

  void save(DataOutputStream out) throws IOException {
    out.writeLong(states);
    out.writeLong(transitions);
    out.writeInt(depth);
    out.writeBoolean(!unfinished.isEmpty());
  }

  void restore(DataInputStream in) throws IOException {
    states = in.readLong();
    transitions = in.readLong();
    depth = in.readInt();
    unfinished = in.readBoolean() ? STEPS : "";
    nextProgress = states - states % budget.progressEvery() + budget.progressEvery();
  }
}

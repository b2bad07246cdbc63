package dev.interlace.engine.search;

import dev.interlace.engine.parallel.Crew;
import dev.interlace.engine.state.IntLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many small searches that know nothing of each other, numbered from 0. They are made by all threads and told of in order, so who makes which does not
 * matter; what one does must depend on its number alone.
 */
final class Sampling implements Visitor.Trail {
  /** One of the searches. */
  @FunctionalInterface
  interface Sample {
    void take(int number, StateSpace space, Recording out);
  }

  /** Picks one of the enabled choices. */
  @FunctionalInterface
  interface Picker {
    int pick(int[] state, Successors out);
  }

  private final StateSpace space;
  private final Budget budget;
  private final Visitor visitor;
  private final Visited visited;
  private final Tally tally;
  private final IntLog path = new IntLog();
  private final Estimate estimate = new Estimate();
  private final int[] state;
  private List<Recording> finished = List.of();
  private boolean goesOn = true;
  /** States that the searches entered, each counted for itself. */
  private long entered;

  Sampling(StateSpace space, Budget budget, Visitor visitor) {
    this.space = space;
    this.budget = budget;
    this.visitor = visitor;
    visited = new Visited(space, false);
    tally = new Tally(budget, visitor, () -> visited.bytes() + space.bytes());
    state = new int[space.width()];
  }

  /** Makes {@code samples} searches, {@code atOnce} by each thread before anything is told of them. */
  void run(int samples, int atOnce, Sample sample) {
    var spaces = StateSpace.forThreads(space, budget.threads());
    try (var crew = new Crew(spaces.size())) {
      List<Recording> spare = new ArrayList<>();
      for (var next = 0; next < samples && goesOn; ) {
        var fresh = spare;
        var count = Math.min(atOnce * crew.size(), samples - next);
        while (fresh.size() < count) {
          fresh.add(new Recording(space.width()));
        }
        var from = next;
        var claimed = new AtomicInteger();
        var told = finished;
        crew.run(worker -> {
          if (worker == 0) {
            tell(told);
          }
          for (var i = claimed.getAndIncrement(); i < count; i = claimed.getAndIncrement()) {
            take(sample, from + i, spaces.get(worker), fresh.get(i));
          }
        });
        spare = told.isEmpty() ? new ArrayList<>() : new ArrayList<>(told);
        finished = fresh.subList(0, count);
        next += count;
      }
      tell(finished);
      finished = List.of();
    }
  }

  private static void take(Sample sample, int number, StateSpace space, Recording out) {
    try {
      var initial = space.initial();
      out.begin(initial, space.fingerprint(initial, 0));
      sample.take(number, space, out);
    } catch (RuntimeException | Error thrown) { // a program or the system failed, which is to be told in its turn
      out.failure = thrown;
    }
  }

  /** One execution, until nothing is enabled or there are too many steps. */
  static void walk(StateSpace space, int mostSteps, Picker picker, Recording out) {
    var successors = new Successors(space.width());
    var state = space.initial();
    for (var length = 0; ; length++) {
      space.expand(state, successors);
      if (successors.isStuck()) {
        out.stuck();
      }
      out.isCut = successors.count() > 0 && length == mostSteps;
      if (successors.count() == 0 || out.isCut) {
        return;
      }
      out.choices *= successors.count();
      var pick = picker.pick(state, successors);
      state = successors.state(pick);
      out.add(successors.code(pick), length + 1, successors.alarms(pick), Recording.ENTERED, successors.fingerprint(pick), state, 0);
    }
  }

  private void tell(List<Recording> recordings) {
    for (var recording : recordings) {
      var log = recording.log;
      for (var at = 0; at < log.size() && goesOn; at += recording.stride()) {
        tell(log, at);
      }
      if (!goesOn) {
        return;
      }
      Crew.throwAgain(recording.failure);
      tally.transitions += recording.untold;
      if (recording.isCut) {
        tally.mayStep(budget.steps());
      }
      estimate.add(recording.choices);
    }
  }

  private void tell(IntLog log, int at) {
    var depth = log.get(at + Recording.DEPTH);
    if (depth > 0) {
      path.truncate(depth - 1);
      path.add(log.get(at + Recording.CODE));
      tally.transitions++;
      if (log.get(at + Recording.ALARMS) != 0) {
        visitor.alarmed(log.get(at + Recording.ALARMS), this);
      }
    } else {
      path.truncate(0);
    }
    var kind = log.get(at + Recording.KIND);
    if (kind == Recording.KNOWN) {
      return;
    }
    log.copyTo(at + Recording.HEAD, state, state.length);
    var fingerprint = (long) log.get(at + Recording.FINGERPRINT) << 32 | log.get(at + Recording.FINGERPRINT + 1) & 0xffff_ffffL;
    entered++;
    if (visited.add(state, 0, fingerprint)) {
      tally.states++;
      visitor.entered(state, 0, this);
    }
    goesOn = tally.goesOn(depth, 1);
    if (goesOn && kind == Recording.STUCK) {
      visitor.stuck(space, state, this);
    }
  }

  /** The estimated number of executions; of use if each choice was equally likely. */
  Estimate estimate() {
    return estimate;
  }

  long states() {
    return tally.states;
  }

  long entered() {
    return entered;
  }

  Coverage coverage(String strategy, String sampled) {
    var coverage = tally.coverage(strategy, visited.fingerprintBits(), visited.bytes());
    if (coverage.isExhaustive()) {
      tally.stop(sampled);
    }
    return tally.coverage(strategy, visited.fingerprintBits(), visited.bytes());
  }

  @Override
  public int[] codes() {
    var codes = new int[path.size()];
    path.copyTo(0, codes, codes.length);
    return codes;
  }
}

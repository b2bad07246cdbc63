package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;

/** Single executions, one after another, each from the start. */
final class Sampling implements Visitor.Trail {
  /** Picks one of the enabled choices. */
  @FunctionalInterface
  interface Picker {
    int pick(int[] state, Successors out);
  }

  private final StateSpace space;
  private final Visitor visitor;
  private final Visited visited;
  private final Tally tally;
  private final Successors out;
  private final IntLog path = new IntLog();

  Sampling(StateSpace space, Budget budget, Visitor visitor) {
    this.space = space;
    this.visitor = visitor;
    visited = new Visited(space, false);
    tally = new Tally(budget, visitor, () -> visited.bytes() + space.bytes());
    out = new Successors(space.width());
  }

  /** Walks until nothing is enabled or the bound of steps is reached; false if the search has to stop. */
  boolean walk(Picker picker) {
    var state = space.initial();
    path.truncate(0);
    enter(state);
    while (tally.goesOn(path.size(), 1)) {
      space.expand(state, out);
      if (out.isStuck()) {
        visitor.stuck(space, state, this);
      }
      if (out.count() == 0 || !tally.mayStep(path.size())) {
        return true;
      }
      var pick = picker.pick(state, out);
      tally.transitions++;
      path.add(out.code(pick));
      if (out.alarms(pick) != 0) {
        visitor.alarmed(out.alarms(pick), this);
      }
      state = out.state(pick);
      enter(state);
    }
    return false;
  }

  private void enter(int[] state) {
    if (visited.add(state, 0, space.fingerprint(state, 0))) {
      tally.states++;
      visitor.entered(state, 0, this);
    }
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

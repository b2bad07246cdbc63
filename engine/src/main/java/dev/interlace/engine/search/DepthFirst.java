package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;

/** Follows each execution to its end before the next. Keeps the steps not yet taken along one execution. */
public final class DepthFirst implements Strategy {
  private final boolean exact;

  /** @param exact whether to compare whole states, for those who distrust fingerprints */
  public DepthFirst(boolean exact) {
    this.exact = exact;
  }

  @Override
  public boolean takesReductions() {
    return true;
  }

  @Override
  public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
    while (true) {
      space.startOver();
      var coverage = new Walk(space, budget, visitor, exact).run();
      if (!space.mustStartOver()) {
        return coverage;
      }
    }
  }

  private static final class Walk implements Visitor.Trail {
    /** Ints of a step before its state. */
    private static final int HEAD = 4;
    /** States between two questions whether the search goes wrong. */
    private static final int ASK_EVERY = 256;

    private final StateSpace space;
    private final Visitor visitor;
    private final Visited visited;
    private final Tally tally;
    private final Successors out;
    private final int[] state;
    /** The steps of every open state, last ones first: per step code, alarms, both halves of the fingerprint, state. */
    private final IntLog steps = new IntLog();
    /** Per open state: where its steps begin in {@link #steps}, and the code of the step that led to it. */
    private final IntLog open = new IntLog();
    /** The last code of the trail, -1 for none. */
    private int last = -1;

    Walk(StateSpace space, Budget budget, Visitor visitor, boolean exact) {
      this.space = space;
      this.visitor = visitor;
      visited = new Visited(space, exact);
      tally = new Tally(budget, visitor, () -> visited.bytes() + space.bytes());
      out = new Successors(space.width());
      state = space.initial();
    }

    Coverage run() {
      visited.add(state, 0, space.fingerprint(state, 0));
      tally.states++;
      visitor.entered(state, 0, this);
      if (tally.goesOn(0, 1)) {
        open(0);
        loop();
      }
      return tally.coverage("depth-first", visited.fingerprintBits(), visited.bytes());
    }

    private void loop() {
      var stride = HEAD + state.length;
      while (open.size() > 0) {
        if (steps.size() == open.get(open.size() - 2)) {
          open.truncate(open.size() - 2);
          continue;
        }
        var at = steps.size() - stride;
        var code = steps.get(at);
        var alarms = steps.get(at + 1);
        var fingerprint = (long) steps.get(at + 2) << 32 | steps.get(at + 3) & 0xffff_ffffL;
        steps.copyTo(at + HEAD, state, state.length);
        steps.truncate(at);
        if (!take(code, alarms, fingerprint)) {
          return;
        }
      }
    }

    private boolean take(int code, int alarms, long fingerprint) {
      tally.transitions++;
      last = code;
      if (alarms != 0) {
        visitor.alarmed(alarms, this);
      }
      if (!visited.add(state, 0, fingerprint)) {
        return true;
      }
      if ((++tally.states & ASK_EVERY - 1) == 0 && space.mustStartOver()) {
        return false;
      }
      visitor.entered(state, 0, this);
      if (!tally.goesOn(open.size() / 2, steps.size() / (HEAD + state.length))) {
        return false;
      }
      open(code);
      return true;
    }

    private void open(int code) {
      var depth = open.size() / 2;
      space.expand(state, out);
      if (out.isStuck()) {
        visitor.stuck(space, state, this);
      }
      open.add(steps.size());
      open.add(code);
      last = -1;
      if (out.count() > 0 && tally.mayStep(depth)) {
        for (var i = out.count() - 1; i >= 0; i--) {
          steps.add(out.code(i));
          steps.add(out.alarms(i));
          steps.add((int) (out.fingerprint(i) >>> 32));
          steps.add((int) out.fingerprint(i));
          steps.addAll(out.data(), out.offset(i), state.length);
        }
      }
    }

    @Override
    public int[] codes() {
      var depth = Math.max(0, open.size() / 2 - 1);
      var path = new int[depth + (last == -1 ? 0 : 1)];
      for (var i = 0; i < depth; i++) {
        path[i] = open.get(2 * (i + 1) + 1);
      }
      if (last != -1) {
        path[depth] = last;
      }
      return path;
    }
  }
}

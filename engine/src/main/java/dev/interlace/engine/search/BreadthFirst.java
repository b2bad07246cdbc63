package dev.interlace.engine.search;

import dev.interlace.engine.state.TupleQueue;

/**
 * Nearest states first, so that what it meets first it meets by a shortest way. Keeps the states of two levels, and of all others
 * a fingerprint and about two bytes.
 */
public final class BreadthFirst implements Strategy {
  private final boolean exact;

  /** @param exact whether to compare whole states, for those who distrust fingerprints */
  public BreadthFirst(boolean exact) {
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
    private final StateSpace space;
    private final int width;
    private final Visitor visitor;
    private final Visited visited;
    private final Tally tally;
    private final Successors out;
    private final Ancestry ancestry = new Ancestry();
    private final TupleQueue open;
    /** The trail: a state, and one more code (-1: none). */
    private int here;
    private int last = -1;

    Walk(StateSpace space, Budget budget, Visitor visitor, boolean exact) {
      this.space = space;
      this.visitor = visitor;
      width = space.width();
      visited = new Visited(space, exact);
      open = new TupleQueue(width);
      tally = new Tally(budget, visitor, () -> bytes() + open.bytes());
      out = new Successors(width);
    }

    Coverage run() {
      enter(space.initial(), 0, space.fingerprint(space.initial(), 0), 0);
      var depth = 0;
      var first = 0;
      while (open.size() > 0) {
        var after = ancestry.size();
        if (!expandLevel(first, depth) || space.mustStartOver()) {
          break;
        }
        first = after;
        depth++;
      }
      return tally.coverage("breadth-first", visited.fingerprintBits(), bytes());
    }

    private long bytes() {
      return visited.bytes() + ancestry.bytes();
    }

    private boolean expandLevel(int first, int depth) {
      var state = new int[width];
      var count = (int) open.size();
      for (var i = 0; i < count; i++) {
        if (!tally.goesOn(depth, open.size())) {
          return false;
        }
        open.remove(state);
        space.expand(state, out);
        here = first + i;
        last = -1;
        if (out.isStuck()) {
          visitor.stuck(space, state, this);
        }
        ancestry.open();
        if (out.count() > 0 && tally.mayStep(depth)) {
          follow();
        }
      }
      return true;
    }

    private void follow() {
      var from = here;
      var count = out.count();
      var data = out.data();
      tally.transitions += count;
      for (var i = 0; i < count; i++) {
        if (out.alarms(i) != 0) {
          here = from;
          last = out.code(i);
          visitor.alarmed(out.alarms(i), this);
        }
        enter(data, out.offset(i), out.fingerprint(i), out.code(i));
      }
    }

    private void enter(int[] data, int offset, long fingerprint, int code) {
      if (!visited.add(data, offset, fingerprint)) {
        return;
      }
      tally.states++;
      here = ancestry.add(code);
      last = -1;
      open.add(data, offset);
      visitor.entered(data, offset, this);
    }

    @Override
    public int[] codes() {
      return ancestry.path(here, last);
    }
  }
}

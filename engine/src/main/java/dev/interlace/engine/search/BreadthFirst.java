package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.VisitedSet;

/**
 * Nearest states first, so that what it meets first it meets by a shortest way. Keeps the states of two levels, and of all others
 * the step that led to them.
 */
public final class BreadthFirst implements Strategy {
  private final boolean exact;

  /** @param exact whether to compare whole states, for those who distrust fingerprints */
  public BreadthFirst(boolean exact) {
    this.exact = exact;
  }

  @Override
  public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
    return new Walk(space, budget, visitor, exact).run();
  }

  private static final class Walk implements Visitor.Trail {
    private final StateSpace space;
    private final Visitor visitor;
    private final VisitedSet visited;
    private final Tally tally;
    private final IntLog parents = new IntLog();
    private final IntLog codes = new IntLog();
    private IntLog level = new IntLog();
    private IntLog next = new IntLog();
    /** The trail: a state, and one more code (-1: none). */
    private int here;
    private int last = -1;

    Walk(StateSpace space, Budget budget, Visitor visitor, boolean exact) {
      this.space = space;
      this.visitor = visitor;
      visited = VisitedSet.of(exact, space.width());
      tally = new Tally(budget, visitor);
    }

    Coverage run() {
      enter(space.initial(), 0, -1, -1);
      var depth = 0;
      var first = 0;
      while (next.size() > 0) {
        var done = level;
        level = next;
        next = done;
        next.truncate(0);
        var after = parents.size();
        if (!expandLevel(first, depth)) {
          break;
        }
        first = after;
        depth++;
      }
      return tally.coverage("breadth-first", visited.fingerprintBits());
    }

    private boolean expandLevel(int first, int depth) {
      var width = space.width();
      var state = new int[width];
      var out = new Successors(width);
      var count = level.size() / width;
      for (var i = 0; i < count; i++) {
        if (!tally.goesOn(depth, count - i + next.size() / width)) {
          return false;
        }
        level.copyTo(i * width, state, width);
        space.expand(state, out);
        here = first + i;
        last = -1;
        if (out.isStuck()) {
          visitor.stuck(space, state, this);
        }
        if (out.count() > 0 && tally.mayStep(depth)) {
          follow(out);
        }
      }
      return true;
    }

    private void follow(Successors out) {
      var from = here;
      for (var i = 0; i < out.count(); i++) {
        tally.transitions++;
        if (out.alarms(i) != 0) {
          here = from;
          last = out.code(i);
          visitor.alarmed(out.alarms(i), this);
        }
        enter(out.data(), out.offset(i), from, out.code(i));
      }
    }

    private void enter(int[] data, int offset, int parent, int code) {
      if (!visited.add(data, offset)) {
        return;
      }
      tally.states++;
      here = parents.add(parent);
      last = -1;
      codes.add(code);
      next.addAll(data, offset, space.width());
      visitor.entered(data, offset, this);
    }

    @Override
    public int[] codes() {
      var length = last == -1 ? 0 : 1;
      for (var at = here; parents.get(at) >= 0; at = parents.get(at)) {
        length++;
      }
      var path = new int[length];
      if (last != -1) {
        path[--length] = last;
      }
      for (var at = here; parents.get(at) >= 0; at = parents.get(at)) {
        path[--length] = codes.get(at);
      }
      return path;
    }
  }
}

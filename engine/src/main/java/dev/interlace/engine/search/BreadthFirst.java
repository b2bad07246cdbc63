package dev.interlace.engine.search;

import dev.interlace.engine.parallel.Crew;
import dev.interlace.engine.state.TupleQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * Nearest states first, so that what it meets first it meets by a shortest way. Keeps the states of two levels, and of all others
 * a fingerprint and about two bytes.
 *
 * <p>States are taken from the queue many at a time: they are expanded, by all threads; it is found out which successors are new, each thread looking
 * through its part of the visited states; and one thread tells the visitor, counts, and appends to the queue, state by state in the order
 * of the queue, while the others expand what comes next. So whatever can be observed is the same with any number of threads.
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
    var spaces = spaces(space, budget.threads());
    try (var crew = new Crew(spaces.size())) {
      while (true) {
        space.startOver();
        var coverage = new Walk(spaces, budget, visitor, crew, exact).run();
        if (!space.mustStartOver()) {
          return coverage;
        }
      }
    }
  }

  /** One for each thread. */
  private static List<StateSpace> spaces(StateSpace space, int threads) {
    var spaces = new ArrayList<>(List.of(space));
    while (spaces.size() < threads) {
      var another = space.forAnotherThread();
      if (another.isEmpty()) {
        break;
      }
      spaces.add(another.get());
    }
    return spaces;
  }

  private static final class Walk implements Visitor.Trail {
    private static final int LEAST_BATCH = 64;
    private static final int GREATEST_BATCH = 1 << 14;

    private final List<StateSpace> spaces;
    private final StateSpace space;
    private final Visitor visitor;
    private final Crew crew;
    private final Visited visited;
    private final Tally tally;
    private final Ancestry ancestry = new Ancestry();
    private final TupleQueue open;
    private int depth;
    /** The number of the next state to be merged, and the first that is a step further away. */
    private int merged;
    private int levelEnd = 1;
    /** Expanded, and its new successors known, but not yet merged. */
    private Batch waiting;
    private Batch other;
    private boolean goesOn = true;
    /** The trail: a state, and one more code (-1: none). */
    private int here;
    private int last = -1;

    Walk(List<StateSpace> spaces, Budget budget, Visitor visitor, Crew crew, boolean exact) {
      this.spaces = spaces;
      this.visitor = visitor;
      this.crew = crew;
      space = spaces.getFirst();
      visited = new Visited(space, exact);
      open = new TupleQueue(space.width());
      waiting = new Batch(space.width());
      other = new Batch(space.width());
      tally = new Tally(budget, visitor, () -> bytes() + open.bytes() + waiting.bytes() + other.bytes());
    }

    Coverage run() {
      var initial = space.initial();
      visited.add(initial, 0, space.fingerprint(initial, 0));
      enter(initial, 0, 0);
      while (goesOn) {
        if (open.size() < batchSize()) {
          merge();
        }
        if (!goesOn || open.size() == 0) {
          break;
        }
        advance((int) Math.min(open.size(), batchSize()));
        goesOn &= !space.mustStartOver();
      }
      return tally.coverage("breadth-first", visited.fingerprintBits(), bytes());
    }

    /** So that a search that ends early has not done much in vain. */
    private int batchSize() {
      return Math.clamp(ancestry.size() / 16, LEAST_BATCH, GREATEST_BATCH);
    }

    private long bytes() {
      return visited.bytes() + ancestry.bytes();
    }

    private void advance(int count) {
      var batch = other;
      batch.take(open, count);
      if (count <= LEAST_BATCH || crew.size() == 1) {
        merge();
        batch.expand(space);
        batch.insert(visited, 0, 1);
      } else {
        crew.run(worker -> {
          if (worker == 0) {
            merge();
          }
          batch.expand(spaces.get(worker));
        });
        var parts = visited.parts(crew.size());
        crew.run(worker -> {
          if (worker < parts) {
            batch.insert(visited, worker, parts);
          }
        });
      }
      other = waiting;
      waiting = batch;
    }

    /** Does with what is waiting what a search that expands one state after another would do. */
    private void merge() {
      for (var number = 0; number < waiting.size() && goesOn; number++) {
        var slice = waiting.slice(number);
        for (var i = 0; i < slice.size() && goesOn; i++) {
          merge(slice, i);
        }
      }
      waiting.clear();
    }

    private void merge(Batch.Slice slice, int i) {
      if (merged == levelEnd) {
        depth++;
        levelEnd = ancestry.size();
      }
      if (!tally.goesOn(depth, ancestry.size() - merged)) {
        goesOn = false;
        return;
      }
      slice.rethrow(i);
      here = merged++;
      last = -1;
      if (slice.isStuck(i)) {
        visitor.stuck(space, slice.state(i), this);
      }
      ancestry.open();
      if (slice.end(i) > slice.first(i) && tally.mayStep(depth)) {
        follow(slice.out, slice, slice.first(i), slice.end(i));
      }
    }

    private void follow(Successors out, Batch.Slice slice, int from, int to) {
      var parent = here;
      var data = out.data();
      tally.transitions += to - from;
      for (var step = from; step < to; step++) {
        if (out.alarms(step) != 0) {
          here = parent;
          last = out.code(step);
          visitor.alarmed(out.alarms(step), this);
        }
        if (slice.isNew(step)) {
          enter(data, out.offset(step), out.code(step));
        }
      }
    }

    private void enter(int[] data, int offset, int code) {
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

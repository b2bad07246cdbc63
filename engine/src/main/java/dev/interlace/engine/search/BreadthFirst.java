package dev.interlace.engine.search;

import dev.interlace.engine.parallel.Crew;
import dev.interlace.engine.state.TupleQueue;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

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
  private final Sizes sizes;

  /** @param exact whether to compare whole states, for those who distrust fingerprints */
  public BreadthFirst(boolean exact) {
    this(exact, Sizes.USUAL);
  }

  BreadthFirst(boolean exact, Sizes sizes) {
    this.exact = exact;
    this.sizes = sizes;
  }

  /**
   * How the work is cut.
   *
   * @param alone one thread does so many states by itself
   * @param most states in a batch
   * @param slice states that a thread expands before it asks for more, at most
   * @param mistake for tests that must notice it
   */
  record Sizes(int alone, int most, int slice, Mistake mistake) {
    static final Sizes USUAL = new Sizes(64, 1 << 14, 512, Mistake.NONE);
  }

  /** What a parallel search could do wrong. */
  enum Mistake {
    NONE,
    /** The last slice says first which of its states are new. */
    OUT_OF_ORDER,
    /** Who has nothing left to expand looks for new states although others still expand. */
    NO_BARRIER
  }

  @Override
  public boolean takesReductions() {
    return true;
  }

  @Override
  public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
    var spaces = StateSpace.forThreads(space, budget.threads());
    try (var crew = new Crew(spaces.size())) {
      for (var isFirst = true; ; isFirst = false) {
        space.startOver();
        var coverage = new Walk(spaces, budget, visitor, crew, exact, sizes).run(budget.savepoint(), isFirst);
        if (!space.mustStartOver()) {
          return coverage;
        }
      }
    }
  }

  private static final class Walk implements Visitor.Trail {
    private final List<StateSpace> spaces;
    private final StateSpace space;
    private final Visitor visitor;
    private final Crew crew;
    private final Sizes sizes;
    private final Visited visited;
    private final Tally tally;
    private final Ancestry ancestry = new Ancestry();
    private final TupleQueue open;
    private int depth;
    /** The number of the next state to be merged, and the first that is a step further away. */
    private int merged;
    private int levelEnd = 1;
    /** How many states were known when it was found that the search must start over, 0 if it need not. */
    private int wrongAt;
    /** Expanded, and its new successors known, but not yet merged. */
    private Batch waiting;
    private Batch other;
    private boolean goesOn = true;
    /** The trail: a state, and one more code (-1: none). */
    private int here;
    private int last = -1;

    Walk(List<StateSpace> spaces, Budget budget, Visitor visitor, Crew crew, boolean exact, Sizes sizes) {
      this.sizes = sizes;
      this.spaces = spaces;
      this.visitor = visitor;
      this.crew = crew;
      space = spaces.getFirst();
      visited = new Visited(space, exact);
      open = new TupleQueue(space.width());
      var parts = visited.parts(crew.size());
      waiting = new Batch(space.width(), crew.size(), parts, sizes);
      other = new Batch(space.width(), crew.size(), parts, sizes);
      tally = new Tally(budget, visitor, () -> bytes() + open.bytes() + waiting.bytes() + other.bytes() + space.bytes());
    }

    Coverage run(Savepoint savepoint, boolean isFirst) {
      var saved = isFirst ? savepoint.saved() : Optional.<DataInputStream>empty();
      if (saved.isPresent()) {
        restore(saved.get());
      } else {
        var initial = space.initial();
        visited.add(initial, 0, space.fingerprint(initial, 0));
        enter(initial, 0, 0);
      }
      while (goesOn) {
        pause(savepoint);
        if (open.size() < batchSize()) {
          merge();
        }
        if (!goesOn || open.size() == 0) {
          break;
        }
        advance((int) Math.min(open.size(), batchSize()));
        goesOn &= mayStillLearn();
      }
      return tally.coverage("breadth-first", visited.fingerprintBits(), bytes());
    }

    /**
     * Whether nothing has gone wrong, or so late that more is likely to: whoever starts again at once starts again many times, and each time has nearly all to
     * do, so it goes on for as long again as it took to go wrong.
     */
    private boolean mayStillLearn() {
      if (wrongAt == 0 && space.mustStartOver()) {
        wrongAt = ancestry.size();
      }
      return wrongAt == 0 || ancestry.size() < 2L * wrongAt;
    }

    /** Stops if time or memory is scarce, and saves if it is time to, in both cases where everything is merged. */
    private void pause(Savepoint savepoint) {
      var scarce = tally.scarce();
      if (scarce.isEmpty() && !savepoint.isDue()) {
        return;
      }
      merge();
      if (!goesOn || open.size() == 0 || !visitor.wantsMore()) {
        return; // it ends by itself
      }
      if (!space.mustStartOver()) {
        savepoint.save(this::save);
      }
      scarce.ifPresent(reason -> goesOn = tally.stop(reason));
    }

    private void save(DataOutputStream out) throws IOException {
      visitor.save(out);
      out.writeUTF(space.getClass().getSimpleName());
      space.save(out);
      tally.save(out);
      out.writeInt(depth);
      out.writeInt(merged);
      out.writeInt(levelEnd);
      ancestry.save(out);
      open.save(out);
      visited.save(out);
    }

    private void restore(DataInputStream in) {
      try (in) {
        visitor.restore(in);
        if (!in.readUTF().equals(space.getClass().getSimpleName())) {
          throw new NotThisSearch("it leaves out other orders");
        }
        space.restore(in);
        tally.restore(in);
        depth = in.readInt();
        merged = in.readInt();
        levelEnd = in.readInt();
        ancestry.restore(in);
        open.restore(in);
        visited.restore(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** So that a search that ends early has not done much in vain. */
    private int batchSize() {
      return Math.clamp(ancestry.size() / 16, Math.min(64, sizes.most), sizes.most);
    }

    private long bytes() {
      return visited.bytes() + ancestry.bytes();
    }

    private void advance(int count) {
      var batch = other;
      batch.take(open, count);
      var isAlone = count <= sizes.alone || crew.size() == 1;
      mergeAndExpand(batch, isAlone);
      batch.complete(space);
      if (isAlone) {
        batch.insert(visited);
      } else {
        crew.run(worker -> batch.insert(visited));
      }
      other = waiting;
      waiting = batch;
    }

    private void mergeAndExpand(Batch batch, boolean isAlone) {
      space.mayLearn(false);
      try {
        if (isAlone) {
          merge();
          batch.expand(space);
        } else {
          crew.run(worker -> {
            if (worker == 0) {
              merge();
            }
            batch.expand(spaces.get(worker));
            if (sizes.mistake == Mistake.NO_BARRIER) {
              batch.insert(visited);
            }
          });
        }
      } finally {
        space.mayLearn(true);
      }
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
      if (!tally.mayGoOn(depth, ancestry.size() - merged)) {
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
        follow(slice, slice.isAlarmed(i), slice.first(i), slice.end(i));
      }
    }

    /** Steps that are not new and raised no alarm are not even looked at: most are such, and another thread made them. */
    private void follow(Batch.Slice slice, boolean isAlarmed, int from, int to) {
      var parent = here;
      var out = slice.out;
      tally.transitions += to - from;
      var looked = from;
      for (var step = slice.nextNew(to); step >= 0; step = slice.nextNew(to)) {
        looked = isAlarmed ? alarm(out, parent, looked, step + 1) : looked;
        enter(out.data(), out.offset(step), out.code(step));
      }
      if (isAlarmed) {
        alarm(out, parent, looked, to);
      }
    }

    private int alarm(Successors out, int parent, int from, int to) {
      for (var step = from; step < to; step++) {
        if (out.alarms(step) != 0) {
          here = parent;
          last = out.code(step);
          visitor.alarmed(out.alarms(step), this);
        }
      }
      return to;
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

package dev.interlace.engine.search;

import dev.interlace.engine.parallel.Crew;
import dev.interlace.engine.search.BreadthFirst.Sizes;
import dev.interlace.engine.state.FingerprintTable;
import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.TupleQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * States from the front of a breadth-first search's queue, in slices that any thread may work on.
 *
 * <p>Which of their successors are new is decided in the order of the queue, whoever found them: each thread adds what belongs to its part of the
 * table of visited states, from the first slice to the last. So there is nothing to agree on, and the result is that of one thread.
 */
final class Batch {
  private final int width;
  private final int parts;
  private final Sizes sizes;
  private final List<Slice> slices = new ArrayList<>();
  private final AtomicInteger nextSlice = new AtomicInteger();
  private final AtomicInteger nextPart = new AtomicInteger();
  private int used;

  /** <b>Shape:</b> states of {@code width} ints. @param parts of the table of visited states */
  Batch(int width, int parts, Sizes sizes) {
    this.width = width;
    this.parts = parts;
    this.sizes = sizes;
  }

  /** Takes the first {@code count} states, in place of those before. */
  void take(TupleQueue open, int count) {
    used = 0;
    nextSlice.set(0);
    nextPart.set(0);
    for (var left = count; left > 0; left -= sizes.slice()) {
      if (used == slices.size()) {
        slices.add(new Slice(width, parts, sizes.slice()));
      }
      slices.get(used++).take(open, Math.min(left, sizes.slice()));
    }
  }

  /** Expands slices until none is left that nobody else has. */
  void expand(StateSpace space) {
    for (var number = nextSlice.getAndIncrement(); number < used; number = nextSlice.getAndIncrement()) {
      slices.get(number).expand(space);
    }
  }

  /** Finds out which successors are new, in part after part until none is left that nobody else has. */
  void insert(Visited visited) {
    for (var part = nextPart.getAndIncrement(); part < parts; part = nextPart.getAndIncrement()) {
      for (var number = 0; number < used; number++) {
        slices.get(sizes.isInOrder() ? number : used - 1 - number).insert(visited, part);
      }
    }
  }

  /** Forgets its states. */
  void clear() {
    used = 0;
  }

  /** How many slices there are. */
  int size() {
    return used;
  }

  Slice slice(int number) {
    return slices.get(number);
  }

  /** Memory taken. */
  long bytes() {
    var bytes = 0L;
    for (var slice : slices) {
      bytes += slice.bytes();
    }
    return bytes;
  }

  /** Some states in a row. */
  static final class Slice {
    /** So many places in memory are waited for at the same time. */
    private static final int FETCHED = 16;

    private final int[][] states;
    private final int[] ends;
    private final boolean[] stuck;
    /** The steps of all states. */
    final Successors out;
    private boolean[] isNew = new boolean[16];
    /** Steps by the part of the table in which their states are looked for; empty if there is but one. */
    private final IntLog[] byPart;
    private int size;
    private int expanded;
    /** Of no use, so that what is fetched is. */
    private long fetched;
    private @Nullable Throwable failure;

    Slice(int width, int parts, int most) {
      states = new int[most][width];
      ends = new int[most];
      stuck = new boolean[most];
      out = new Successors(width);
      byPart = new IntLog[parts == 1 ? 0 : parts];
      Arrays.setAll(byPart, part -> new IntLog());
    }

    private void take(TupleQueue open, int count) {
      size = count;
      for (var i = 0; i < count; i++) {
        open.remove(states[i]);
      }
    }

    private void expand(StateSpace space) {
      failure = null;
      out.clearKept();
      try {
        for (expanded = 0; expanded < size; expanded++) {
          space.expand(states[expanded], out);
          stuck[expanded] = out.isStuck();
          ends[expanded] = out.keep();
        }
      } catch (RuntimeException | Error thrown) { // a program or the system failed, which is to be told in its turn
        failure = thrown;
      }
      out.showKept();
      if (isNew.length < out.count()) {
        isNew = new boolean[Math.max(out.count(), isNew.length * 2)];
      }
      Arrays.fill(isNew, 0, out.count(), false);
      sort();
    }

    private void sort() {
      for (var part : byPart) {
        part.truncate(0);
      }
      for (var i = 0; i < out.count() && byPart.length > 0; i++) {
        byPart[FingerprintTable.part(out.fingerprint(i), byPart.length)].add(i);
      }
    }

    private void insert(Visited visited, int part) {
      var count = byPart.length == 0 ? out.count() : byPart[part].size();
      for (var from = 0; from < count; from += FETCHED) {
        var to = Math.min(from + FETCHED, count);
        var all = 0L;
        for (var i = from; i < to; i++) {
          all ^= visited.fetch(out.fingerprint(step(part, i)));
        }
        fetched = all;
        for (var i = from; i < to; i++) {
          var step = step(part, i);
          if (visited.add(out.data(), out.offset(step), out.fingerprint(step))) {
            isNew[step] = true;
          }
        }
      }
    }

    private int step(int part, int i) {
      return byPart.length == 0 ? i : byPart[part].get(i);
    }

    private long bytes() {
      var bytes = out.bytes() + isNew.length + (long) states.length * (2 * Long.BYTES + Integer.BYTES * (states[0].length + 1L) + 1);
      for (var part : byPart) {
        bytes += part.bytes();
      }
      return bytes;
    }

    int size() {
      return size;
    }

    int[] state(int i) {
      return states[i];
    }

    /** Throws what was thrown when state {@code i} was expanded. */
    void rethrow(int i) {
      if (i == expanded) {
        Crew.throwAgain(failure);
      }
    }

    /** Whether nobody can go on without a fault in state {@code i}. */
    boolean isStuck(int i) {
      return stuck[i];
    }

    /** The first of the steps from state {@code i}. */
    int first(int i) {
      return i == 0 ? 0 : ends[i - 1];
    }

    /** Behind the last of the steps from state {@code i}. */
    int end(int i) {
      return ends[i];
    }

    /** Whether nothing before step {@code step} led to the same state. */
    boolean isNew(int step) {
      return isNew[step];
    }
  }
}

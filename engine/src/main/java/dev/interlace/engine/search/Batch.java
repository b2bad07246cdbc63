package dev.interlace.engine.search;

import dev.interlace.engine.parallel.Crew;
import dev.interlace.engine.state.FingerprintTable;
import dev.interlace.engine.state.TupleQueue;
import java.util.ArrayList;
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
  private final List<Slice> slices = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private int used;

  /** <b>Shape:</b> states of {@code width} ints. */
  Batch(int width) {
    this.width = width;
  }

  /** Takes the first {@code count} states, in place of those before. */
  void take(TupleQueue open, int count) {
    used = 0;
    next.set(0);
    for (var left = count; left > 0; left -= Slice.STATES) {
      if (used == slices.size()) {
        slices.add(new Slice(width));
      }
      slices.get(used++).take(open, Math.min(left, Slice.STATES));
    }
  }

  /** Expands slices until none is left that nobody else has. */
  void expand(StateSpace space) {
    for (var number = next.getAndIncrement(); number < used; number = next.getAndIncrement()) {
      slices.get(number).expand(space);
    }
  }

  /** Finds out which successors in {@code part} are new. */
  void insert(Visited visited, int part, int parts) {
    for (var number = 0; number < used; number++) {
      slices.get(number).insert(visited, part, parts);
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
      bytes += slice.out.bytes();
    }
    return bytes;
  }

  /** Some states in a row. */
  static final class Slice {
    private static final int STATES = 128;
    /** So many places in memory are waited for at the same time. */
    private static final int FETCHED = 16;

    private final int[][] states;
    private final int[] ends = new int[STATES];
    private final boolean[] stuck = new boolean[STATES];
    /** The steps of all states. */
    final Successors out;
    private boolean[] isNew = new boolean[16];
    private int size;
    private int expanded;
    /** Of no use, so that what is fetched is. */
    private long fetched;
    private @Nullable Throwable failure;

    Slice(int width) {
      states = new int[STATES][width];
      out = new Successors(width);
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
    }

    private void insert(Visited visited, int part, int parts) {
      for (var from = 0; from < out.count(); from += FETCHED) {
        var to = Math.min(from + FETCHED, out.count());
        for (var i = from; i < to; i++) {
          fetched ^= parts == 1 || FingerprintTable.part(out.fingerprint(i), parts) == part ? visited.fetch(out.fingerprint(i)) : 0;
        }
        for (var i = from; i < to; i++) {
          var fingerprint = out.fingerprint(i);
          if (parts == 1 || FingerprintTable.part(fingerprint, parts) == part) {
            isNew[i] = visited.add(out.data(), out.offset(i), fingerprint);
          }
        }
      }
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

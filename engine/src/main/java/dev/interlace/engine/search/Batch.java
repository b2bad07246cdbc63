package dev.interlace.engine.search;

import dev.interlace.engine.parallel.Crew;
import dev.interlace.engine.search.BreadthFirst.Mistake;
import dev.interlace.engine.search.BreadthFirst.Sizes;
import dev.interlace.engine.state.FingerprintTable;
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
 *
 * <p>Nor does what a space learns depend on who is first, where that would matter: a state whose expansion would have to learn something is left to one
 * thread, which expands all such in the order of the queue when the others are done ({@link #complete}).
 */
final class Batch {
  /** So that threads end at about the same time. */
  private static final int SLICES_EACH = 4;
  private static final int LEAST_SLICE = 16;

  private final int width;
  private final int threads;
  private final int parts;
  private final Sizes sizes;
  private final List<Slice> slices = new ArrayList<>();
  private final AtomicInteger nextSlice = new AtomicInteger();
  private final AtomicInteger nextPart = new AtomicInteger();
  /** Where the steps of a slice are put together that was not expanded in one go; then it is that slice's. */
  private Successors spare;
  private int used;

  /** <b>Shape:</b> states of {@code width} ints. @param parts of the table of visited states */
  Batch(int width, int threads, int parts, Sizes sizes) {
    this.width = width;
    this.threads = threads;
    this.parts = parts;
    this.sizes = sizes;
    spare = new Successors(width);
  }

  /** Takes the first {@code count} states, in place of those before. */
  void take(TupleQueue open, int count) {
    used = 0;
    nextSlice.set(0);
    nextPart.set(0);
    var each = Math.clamp(count / (SLICES_EACH * threads), Math.min(LEAST_SLICE, sizes.slice()), sizes.slice());
    for (var left = count; left > 0; left -= each) {
      if (used == slices.size()) {
        slices.add(new Slice(width, parts, sizes.slice()));
      }
      slices.get(used++).take(open, Math.min(left, each));
    }
  }

  /** Expands slices until none is left that nobody else has. */
  void expand(StateSpace space) {
    for (var number = nextSlice.getAndIncrement(); number < used; number = nextSlice.getAndIncrement()) {
      slices.get(number).expand(space);
    }
  }

  /** Expands, with a space that may learn, what could not be without; by one thread. */
  void complete(StateSpace space) {
    for (var number = 0; number < used; number++) {
      if (slices.get(number).isIncomplete()) {
        spare = slices.get(number).complete(space, spare);
      }
    }
  }

  /** Finds out which successors are new, in part after part until none is left that nobody else has. */
  void insert(Visited visited) {
    for (var part = nextPart.getAndIncrement(); part < parts; part = nextPart.getAndIncrement()) {
      for (var number = 0; number < used; number++) {
        slices.get(sizes.mistake() == Mistake.OUT_OF_ORDER ? used - 1 - number : number).insert(visited, part);
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
    var bytes = spare.bytes();
    for (var slice : slices) {
      bytes += slice.bytes();
    }
    return bytes;
  }

  /** Some states in a row. */
  static final class Slice {
    /** So many places in memory are waited for at the same time. */
    private static final int FETCHED = 16;
    private static final int NONE = Integer.MAX_VALUE;

    private final int width;
    /** Made when first needed: most searches are short. */
    private final int[][] states;
    private final int[] ends;
    private final boolean[] stuck;
    /** Whether some step from there raised alarms. */
    private final boolean[] alarmed;
    /** States that could not be expanded at once, ascending, and how many. */
    private final int[] unknown;
    private int unknowns;
    /** The steps of all states. */
    Successors out;
    /** Steps that led to new states, ascending, by part; {@link #NONE} is behind the last. Threads that look through parts write nothing else. */
    private final int[][] fresh;
    /** Of each part, the next of these that was not asked for. */
    private final int[] next;
    /** Steps by the part of the table in which their states are looked for, with their fingerprints, and how many; empty if there is but one. */
    private final int[][] byPart;
    private final long[][] fingerprints;
    private final int[] counts;
    private int size;
    private int expanded;
    /** Of no use, so that what is fetched is. */
    private long fetched;
    private @Nullable Throwable failure;

    Slice(int width, int parts, int most) {
      this.width = width;
      states = new int[most][];
      ends = new int[most];
      stuck = new boolean[most];
      alarmed = new boolean[most];
      unknown = new int[most];
      out = new Successors(width);
      fresh = new int[parts][1];
      next = new int[parts];
      byPart = new int[parts == 1 ? 0 : parts][most];
      fingerprints = new long[byPart.length][most];
      counts = new int[byPart.length];
    }

    private void take(TupleQueue open, int count) {
      size = count;
      for (var i = 0; i < count; i++) {
        states[i] = states[i] == null ? new int[width] : states[i];
        open.remove(states[i]);
      }
    }

    private void expand(StateSpace space) {
      failure = null;
      unknowns = 0;
      Arrays.fill(next, 0);
      out.clearKept();
      try {
        for (expanded = 0; expanded < size; expanded++) {
          expandIfKnown(space, expanded);
        }
      } catch (RuntimeException | Error thrown) { // a program or the system failed, which is to be told in its turn
        failure = thrown;
      }
      if (unknowns == 0) {
        sort();
      }
    }

    private void expandIfKnown(StateSpace space, int i) {
      try {
        expand(space, i, out);
      } catch (NotKnown later) {
        unknown[unknowns++] = i;
        out.clear();
        ends[i] = out.keep();
      }
    }

    private void expand(StateSpace space, int i, Successors target) {
      space.expand(states[i], target);
      stuck[i] = target.isStuck();
      alarmed[i] = hasAlarms(target);
      ends[i] = target.keep();
    }

    private static boolean hasAlarms(Successors steps) {
      for (var i = 0; i < steps.count(); i++) {
        if (steps.alarms(i) != 0) {
          return true;
        }
      }
      return false;
    }

    private boolean isIncomplete() {
      return unknowns > 0;
    }

    /** Puts all steps into {@code target}, in order, and answers the buffer in which they were. */
    private Successors complete(StateSpace space, Successors target) {
      target.clearKept();
      var end = expanded;
      var missing = 0;
      try {
        for (int i = 0, from = 0; i < end; i++) {
          var to = ends[i];
          if (missing < unknowns && unknown[missing] == i) {
            missing++;
            expanded = i;
            expand(space, i, target);
          } else {
            target.addAll(out, from, to);
            ends[i] = target.keep();
          }
          from = to;
        }
        expanded = end;
      } catch (RuntimeException | Error thrown) { // as above; what comes after it will not be asked for
        failure = thrown;
      }
      var old = out;
      out = target;
      sort();
      return old;
    }

    private void sort() {
      out.showKept();
      Arrays.fill(counts, 0);
      for (var i = 0; i < out.count() && byPart.length > 0; i++) {
        var fingerprint = out.fingerprint(i);
        var part = FingerprintTable.part(fingerprint, byPart.length);
        var at = counts[part]++;
        if (at == byPart[part].length) {
          byPart[part] = Arrays.copyOf(byPart[part], 2 * at);
          fingerprints[part] = Arrays.copyOf(fingerprints[part], 2 * at);
        }
        byPart[part][at] = i;
        fingerprints[part][at] = fingerprint;
      }
    }

    private void insert(Visited visited, int part) {
      var count = byPart.length == 0 ? out.count() : counts[part];
      var found = fresh[part].length > count ? fresh[part] : new int[2 * count + 1];
      var number = 0;
      for (var from = 0; from < count; from += FETCHED) {
        var to = Math.min(from + FETCHED, count);
        var all = 0L;
        for (var i = from; i < to; i++) {
          all ^= visited.fetch(fingerprint(part, i));
        }
        fetched = all;
        for (var i = from; i < to; i++) {
          var step = byPart.length == 0 ? i : byPart[part][i];
          if (visited.add(out.data(), out.offset(step), fingerprint(part, i))) {
            found[number++] = step;
          }
        }
      }
      found[number] = NONE;
      fresh[part] = found;
    }

    private long fingerprint(int part, int i) {
      return byPart.length == 0 ? out.fingerprint(i) : fingerprints[part][i];
    }

    private long bytes() {
      var bytes = out.bytes() + (long) states.length * (2 * Long.BYTES + Integer.BYTES * (width + 1L) + 1);
      for (var part : byPart) {
        bytes += (long) (Integer.BYTES + Long.BYTES) * part.length;
      }
      for (var part : fresh) {
        bytes += (long) Integer.BYTES * part.length;
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

    /** Whether some step from state {@code i} raised alarms. */
    boolean isAlarmed(int i) {
      return alarmed[i];
    }

    /** The first of the steps from state {@code i}. */
    int first(int i) {
      return i == 0 ? 0 : ends[i - 1];
    }

    /** Behind the last of the steps from state {@code i}. */
    int end(int i) {
      return ends[i];
    }

    /** The next step before {@code end} to a state that nothing before it led to, or -1. Each is answered once. */
    int nextNew(int end) {
      var least = end;
      var from = -1;
      for (var part = 0; part < next.length; part++) {
        var step = fresh[part][next[part]];
        if (step < least) {
          least = step;
          from = part;
        }
      }
      if (from < 0) {
        return -1;
      }
      next[from]++;
      return least;
    }
  }
}

package dev.interlace.engine.search;

import java.util.Arrays;

/**
 * What an order-sensitive search must know of steps: who takes them and what they depend on. The environment counts as one more actor.
 *
 * <p>Grows like a stack; a step is known by its place.
 */
final class Moves {
  private int size;
  int[] codes = new int[64];
  int[] actors = new int[64];
  long[] reads = new long[64];
  long[] writes = new long[64];
  /** Clients whose sessions the step changes, as bits. */
  long[] disturbed = new long[64];
  /** The bit of the actor if the step depends on what its session has noticed, else 0. */
  long[] minding = new long[64];

  int size() {
    return size;
  }

  void truncate(int newSize) {
    size = newSize;
  }

  int add(int code, int actor, long read, long written, long disturbs, long minds) {
    if (size == codes.length) {
      grow();
    }
    codes[size] = code;
    actors[size] = actor;
    reads[size] = read;
    writes[size] = written;
    disturbed[size] = disturbs;
    minding[size] = minds;
    return size++;
  }

  int add(Moves from, int at) {
    return add(from.codes[at], from.actors[at], from.reads[at], from.writes[at], from.disturbed[at], from.minding[at]);
  }

  /** Overwrites the step at {@code at} with one of {@code from}. */
  void copy(Moves from, int source, int at) {
    codes[at] = from.codes[source];
    actors[at] = from.actors[source];
    reads[at] = from.reads[source];
    writes[at] = from.writes[source];
    disturbed[at] = from.disturbed[source];
    minding[at] = from.minding[source];
  }

  /** Whether the step at {@code a} and the one at {@code b} of {@code others}, of different actors, do not commute. */
  boolean areDependent(int a, Moves others, int b) {
    return Futures.conflict(reads[a], writes[a], others.reads[b], others.writes[b])
        || (disturbed[a] & others.minding[b]) != 0
        || (others.disturbed[b] & minding[a]) != 0;
  }

  private void grow() {
    var length = size * 2;
    codes = Arrays.copyOf(codes, length);
    actors = Arrays.copyOf(actors, length);
    reads = Arrays.copyOf(reads, length);
    writes = Arrays.copyOf(writes, length);
    disturbed = Arrays.copyOf(disturbed, length);
    minding = Arrays.copyOf(minding, length);
  }
}

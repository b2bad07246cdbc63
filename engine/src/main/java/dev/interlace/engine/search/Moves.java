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
  /** What the step's session had noticed; see {@link dev.interlace.engine.system.Footprint}. */
  long[] noticed = new long[64];

  int size() {
    return size;
  }

  void truncate(int newSize) {
    size = newSize;
  }

  int add(int code, int actor, long read, long written, long notices) {
    if (size == codes.length) {
      grow();
    }
    codes[size] = code;
    actors[size] = actor;
    reads[size] = read;
    writes[size] = written;
    noticed[size] = notices;
    return size++;
  }

  /** Who takes a step that is no fault, as bits; the environment is nobody. */
  long running() {
    var running = 0L;
    for (var i = 0; i < size; i++) {
      running |= Code.kind(codes[i]) == Code.RUN ? 1L << actors[i] : 0;
    }
    return running;
  }

  int add(Moves from, int at) {
    return add(from.codes[at], from.actors[at], from.reads[at], from.writes[at], from.noticed[at]);
  }

  /** Overwrites the step at {@code at} with one of {@code from}. */
  void copy(Moves from, int source, int at) {
    codes[at] = from.codes[source];
    actors[at] = from.actors[source];
    reads[at] = from.reads[source];
    writes[at] = from.writes[source];
    noticed[at] = from.noticed[source];
  }

  /** Whether the step at {@code a} and the one at {@code b} of {@code others}, of different actors, do not commute. */
  boolean areDependent(int a, Moves others, int b) {
    return Futures.conflict(reads[a] | noticed[a], writes[a], others.reads[b] | others.noticed[b], others.writes[b]);
  }

  private void grow() {
    var length = size * 2;
    codes = Arrays.copyOf(codes, length);
    actors = Arrays.copyOf(actors, length);
    reads = Arrays.copyOf(reads, length);
    writes = Arrays.copyOf(writes, length);
    noticed = Arrays.copyOf(noticed, length);
  }
}

package dev.interlace.engine.search;

import dev.interlace.engine.state.FingerprintTable;
import dev.interlace.engine.state.VisitedSet;

/** The states that a search has seen, up to those that its space takes for the same. */
final class Visited {
  private final StateSpace space;
  private final VisitedSet set;
  /** Where a state is made canonical; empty if only fingerprints are kept. */
  private final int[] canonical;

  Visited(StateSpace space, boolean exact) {
    this.space = space;
    set = VisitedSet.of(exact, space.width());
    canonical = new int[exact ? space.width() : 0];
  }

  /** Adds a state; false if it was there. */
  boolean add(int[] data, int offset, long fingerprint) {
    if (canonical.length == 0) {
      return set.add(data, offset, fingerprint);
    }
    space.canonical(data, offset, canonical);
    return set.add(canonical, 0, fingerprint);
  }

  /** Asked of several fingerprints before they are added, it fetches from memory what will be needed, all at the same time. */
  long fetch(long fingerprint) {
    return set.fetch(fingerprint);
  }

  /** Into how many parts it can be divided, at most {@code wanted}, so that as many threads can add states at the same time. */
  int parts(int wanted) {
    return canonical.length == 0 ? Math.min(wanted, FingerprintTable.MOST_PARTS) : 1;
  }

  int fingerprintBits() {
    return set.fingerprintBits();
  }

  long bytes() {
    return set.bytes();
  }
}

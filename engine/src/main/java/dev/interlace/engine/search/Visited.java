package dev.interlace.engine.search;

import dev.interlace.engine.state.FingerprintTable;
import dev.interlace.engine.state.VisitedSet;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

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

  /** Into how many parts to divide it so that {@code threads} have enough to do if each adds to one part at a time. */
  int parts(int threads) {
    return canonical.length > 0 || threads == 1 ? 1 : Math.min(threads * 4, FingerprintTable.MOST_PARTS);
  }

  void save(DataOutputStream out) throws IOException {
    out.writeInt(fingerprintBits());
    set.save(out);
  }

  void restore(DataInputStream in) throws IOException {
    if (in.readInt() != fingerprintBits()) {
      throw new NotThisSearch("it compares states in another way");
    }
    set.restore(in);
  }

  int fingerprintBits() {
    return set.fingerprintBits();
  }

  long bytes() {
    return set.bytes();
  }
}

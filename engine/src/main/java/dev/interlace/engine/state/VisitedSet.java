package dev.interlace.engine.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The states seen so far. */
public sealed interface VisitedSet permits FingerprintTable, TupleTable {
  /** Adds {@code data[offset, offset + width)}, whose fingerprint is given; false if it was there. */
  boolean add(int[] data, int offset, long fingerprint);

  /** Brings what adding a state with this fingerprint needs nearer; the answer means nothing. */
  default long fetch(long fingerprint) {
    return 0;
  }

  /** How many were added. */
  int size();

  /** Memory taken by the table. */
  long bytes();

  /** Writes everything. */
  void save(DataOutputStream out) throws IOException;

  /** Takes what was saved; of a new set only. */
  void restore(DataInputStream in) throws IOException;

  /** Bits of a fingerprint; 0 if whole states are compared. */
  int fingerprintBits();

  /** Exact or by fingerprint. <b>Shape:</b> states of {@code width} ints. */
  static VisitedSet of(boolean exact, int width) {
    return exact ? new TupleTable(width) : new FingerprintTable();
  }

  /**
   * An upper bound of the probability that two of {@code states} different states were taken for one: n(n-1)/2 pairs, each with
   * 2<sup>-bits</sup>.
   */
  static double collisionProbability(long states, int bits) {
    return bits == 0 ? 0 : Math.min(1, (double) states * (states - 1) / 2 / Math.pow(2, bits));
  }
}

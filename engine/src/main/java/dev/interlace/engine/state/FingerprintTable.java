package dev.interlace.engine.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Keeps 64 bits of each state in 256 segments, each an open-addressing table with linear probing.
 *
 * <p>A fingerprint's place is its size among all fingerprints, so a table that grows is copied in order, one sequential sweep, and a quarter at a
 * time: between 64 and 80 in 100 slots are taken, 10 to 12.5 bytes a state. Segments grow one by one, so no growth is a long pause.
 *
 * <p><b>Threads:</b> several may add at the same time if their fingerprints are of different {@linkplain #part parts}.
 */
public final class FingerprintTable implements VisitedSet {
  private static final int SEGMENTS = 256;
  public static final int MOST_PARTS = SEGMENTS;
  private static final int SEGMENT_BITS = 8;
  private static final int LEAST = 16;

  private final long[][] segments = new long[SEGMENTS][];
  private final int[] sizes = new int[SEGMENTS];
  private final boolean losesOne;

  public FingerprintTable() {
    this(false);
  }

  /** @param losesOne true is a mistake, for tests that must notice it: when a segment grows, the first fingerprint stays behind */
  FingerprintTable(boolean losesOne) {
    this.losesOne = losesOne;
  }

  /** In which of {@code parts} parts of the table, at most 256, a fingerprint is kept. */
  public static int part(long fingerprint, int parts) {
    return (int) (fingerprint >>> -SEGMENT_BITS) * parts >>> SEGMENT_BITS;
  }

  @Override
  public boolean add(int[] data, int offset, long fingerprint) {
    return add(fingerprint);
  }

  /** Adds {@code fingerprint}; false if it was there. */
  public boolean add(long fingerprint) {
    var kept = fingerprint == 0 ? 1 : fingerprint; // 0 marks a free slot
    var number = (int) (kept >>> -SEGMENT_BITS);
    var segment = segments[number];
    if (segment == null || sizes[number] * 5L >= segment.length * 4L) {
      segment = grow(number);
    }
    if (!insert(segment, kept)) {
      return false;
    }
    sizes[number]++;
    return true;
  }

  @Override
  public long fetch(long fingerprint) {
    var slots = segments[(int) (fingerprint >>> -SEGMENT_BITS)];
    return slots == null ? 0 : slots[home(fingerprint, slots.length)];
  }

  private static int home(long fingerprint, int length) {
    return (int) (((fingerprint << SEGMENT_BITS) >>> 32) * length >>> 32);
  }

  private static boolean insert(long[] slots, long fingerprint) {
    var length = slots.length;
    var slot = home(fingerprint, length);
    for (var there = slots[slot]; there != 0; there = slots[slot]) {
      if (there == fingerprint) {
        return false;
      }
      if (++slot == length) {
        slot = 0;
      }
    }
    slots[slot] = fingerprint;
    return true;
  }

  private long[] grow(int number) {
    var old = segments[number];
    if (old == null) {
      segments[number] = new long[LEAST];
      return segments[number];
    }
    var grown = new long[old.length < 1 << 6 ? old.length * 2 : old.length / 4 * 5];
    var isLost = losesOne;
    for (var fingerprint : old) {
      if (fingerprint != 0 && !isLost) {
        insert(grown, fingerprint);
      }
      isLost &= fingerprint == 0;
    }
    segments[number] = grown;
    return grown;
  }

  @Override
  public int size() {
    return Arrays.stream(sizes).sum();
  }

  @Override
  public long bytes() {
    var slots = 0L;
    for (var segment : segments) {
      slots += segment == null ? 0 : segment.length;
    }
    return slots * Long.BYTES;
  }

  @Override
  public int fingerprintBits() {
    return Long.SIZE;
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    for (var number = 0; number < SEGMENTS; number++) {
      out.writeInt(segments[number] == null ? 0 : segments[number].length);
      out.writeInt(sizes[number]);
      for (var i = 0; segments[number] != null && i < segments[number].length; i++) {
        if (segments[number][i] != 0) {
          out.writeLong(segments[number][i]);
        }
      }
    }
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    for (var number = 0; number < SEGMENTS; number++) {
      var length = in.readInt();
      segments[number] = length == 0 ? null : new long[length];
      sizes[number] = in.readInt();
      for (var left = sizes[number]; left > 0; left--) {
        insert(segments[number], in.readLong());
      }
    }
  }
}

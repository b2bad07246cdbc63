package dev.interlace.engine.state;

/** Keeps 64 bits of each state: open addressing, linear probing, at most half full. */
public final class FingerprintSet implements VisitedSet {
  private final int width;
  private long[] slots = new long[1 << 10];
  private int size;

  public FingerprintSet(int width) {
    this.width = width;
  }

  @Override
  public boolean add(int[] data, int offset) {
    var fingerprint = Hashing.fingerprint(data, offset, width);
    if (size * 2 >= slots.length) {
      grow();
    }
    return insert(fingerprint == 0 ? 1 : fingerprint); // 0 marks a free slot
  }

  private boolean insert(long fingerprint) {
    var mask = slots.length - 1;
    var slot = (int) fingerprint & mask;
    while (slots[slot] != 0) {
      if (slots[slot] == fingerprint) {
        return false;
      }
      slot = slot + 1 & mask;
    }
    slots[slot] = fingerprint;
    size++;
    return true;
  }

  private void grow() {
    var old = slots;
    slots = new long[old.length * 2];
    size = 0;
    for (var fingerprint : old) {
      if (fingerprint != 0) {
        insert(fingerprint);
      }
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int fingerprintBits() {
    return 64;
  }
}

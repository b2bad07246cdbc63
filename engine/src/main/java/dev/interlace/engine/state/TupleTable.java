package dev.interlace.engine.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Numbers whole tuples of ints from 0 in the order in which they first came. */
public final class TupleTable implements VisitedSet {
  private final int width;
  private final IntLog tuples = new IntLog();
  private int[] slots = filled(1 << 8);
  private int size;

  /** <b>Shape:</b> tuples of {@code width} ints. */
  public TupleTable(int width) {
    this.width = width;
  }

  /** The number of {@code data[offset, offset + width)}, which is added if it is new: then it equals the {@link #size} before. */
  public int idOf(int[] data, int offset) {
    if (size * 2 >= slots.length) {
      grow();
    }
    var mask = slots.length - 1;
    var slot = (int) Hashing.fingerprint(data, offset, width) & mask;
    while (slots[slot] >= 0) {
      if (isAt(slots[slot], data, offset)) {
        return slots[slot];
      }
      slot = slot + 1 & mask;
    }
    slots[slot] = size;
    tuples.addAll(data, offset, width);
    return size++;
  }

  /** The number of a tuple that may not be there: then -1. */
  public int find(int[] data, int offset) {
    var mask = slots.length - 1;
    var slot = (int) Hashing.fingerprint(data, offset, width) & mask;
    while (slots[slot] >= 0 && !isAt(slots[slot], data, offset)) {
      slot = slot + 1 & mask;
    }
    return slots[slot];
  }

  /** Adds {@code data[offset, offset + width)}; false if it was there. */
  public boolean add(int[] data, int offset) {
    var before = size;
    return idOf(data, offset) == before;
  }

  @Override
  public boolean add(int[] data, int offset, long fingerprint) {
    return add(data, offset);
  }

  /** A copy of tuple {@code id}. */
  public int[] tuple(int id) {
    var copy = new int[width];
    tuples.copyTo(id * width, copy, width);
    return copy;
  }

  private boolean isAt(int id, int[] data, int offset) {
    for (var i = 0; i < width; i++) {
      if (tuples.get(id * width + i) != data[offset + i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    slots = filled(slots.length * 2);
    var mask = slots.length - 1;
    for (var id = 0; id < size; id++) {
      var slot = (int) Hashing.fingerprint(tuple(id), 0, width) & mask;
      while (slots[slot] >= 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = id;
    }
  }

  private static int[] filled(int length) {
    var array = new int[length];
    Arrays.fill(array, -1);
    return array;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long bytes() {
    return Integer.BYTES * ((long) slots.length + (long) size * width);
  }

  @Override
  public int fingerprintBits() {
    return 0;
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    out.writeInt(size);
    for (var id = 0; id < size; id++) {
      for (var number : tuple(id)) {
        out.writeInt(number);
      }
    }
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    var tuple = new int[width];
    for (var left = in.readInt(); left > 0; left--) {
      for (var i = 0; i < width; i++) {
        tuple[i] = in.readInt();
      }
      idOf(tuple, 0);
    }
  }
}

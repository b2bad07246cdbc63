package dev.interlace.engine.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A growing list of ints. One array, doubled when full: reading is what the search does most, and chunks would cost every read a
 * second look-up.
 *
 * <p><b>Threads:</b> while one adds, others may read at every index that they were told of after it was added.
 */
public final class IntLog {
  private int[] data = new int[64];
  private int size;

  /** Appends {@code value} and returns its index. */
  public int add(int value) {
    if (size == data.length) {
      grow(size * 2);
    }
    data[size] = value;
    return size++;
  }

  /** Appends {@code from[offset, offset + count)} and returns the index of the first. */
  public int addAll(int[] from, int offset, int count) {
    if (size + count > data.length) {
      grow(Math.max(size + count, size * 2));
    }
    System.arraycopy(from, offset, data, size, count);
    size += count;
    return size - count;
  }

  private void grow(int length) {
    var grown = Arrays.copyOf(data, length);
    VarHandle.storeStoreFence(); // nobody may see the new array before what is in it
    data = grown;
  }

  public int get(int index) {
    return data[index];
  }

  public void set(int index, int value) {
    data[index] = value;
  }

  public void copyTo(int index, int[] target, int count) {
    System.arraycopy(data, index, target, 0, count);
  }

  /** Drops everything from {@code newSize} on. */
  public void truncate(int newSize) {
    size = newSize;
  }

  public int size() {
    return size;
  }

  /** Memory taken. */
  public long bytes() {
    return (long) Integer.BYTES * data.length;
  }

  /** Writes everything. */
  public void save(DataOutputStream out) throws IOException {
    out.writeInt(size);
    for (var i = 0; i < size; i++) {
      out.writeInt(data[i]);
    }
  }

  /** Appends what was saved. */
  public void restore(DataInputStream in) throws IOException {
    for (var left = in.readInt(); left > 0; left--) {
      add(in.readInt());
    }
  }
}

package dev.interlace.engine.state;

import java.util.Arrays;

/**
 * A growing list of ints. One array, doubled when full: reading is what the search does most, and chunks would cost every read a
 * second look-up.
 */
public final class IntLog {
  private int[] data = new int[64];
  private int size;

  /** Appends {@code value} and returns its index. */
  public int add(int value) {
    if (size == data.length) {
      data = Arrays.copyOf(data, size * 2);
    }
    data[size] = value;
    return size++;
  }

  /** Appends {@code from[offset, offset + count)} and returns the index of the first. */
  public int addAll(int[] from, int offset, int count) {
    if (size + count > data.length) {
      data = Arrays.copyOf(data, Math.max(size + count, size * 2));
    }
    System.arraycopy(from, offset, data, size, count);
    size += count;
    return size - count;
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
}

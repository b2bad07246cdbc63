package dev.interlace.engine.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tuples of ints that are not negative, first in, first out. They lie in chunks that are given back as soon as they are read; a chunk of
 * numbers below 65,536 takes two bytes for each.
 */
public final class TupleQueue {
  private static final int TUPLES = 1 << 12;

  private final int width;
  /** Each is a {@code char[]} or an {@code int[]}. */
  private final Deque<Object> chunks = new ArrayDeque<>();
  private int written = TUPLES;
  private int read = TUPLES;
  private long size;
  private long bytes;

  public TupleQueue(int width) {
    this.width = width;
  }

  /** Adds {@code from[offset, offset + width)}. */
  public void add(int[] from, int offset) {
    if (written == TUPLES) {
      chunks.addLast(new char[TUPLES * width]);
      bytes += (long) Character.BYTES * TUPLES * width;
      written = 0;
    }
    var bits = 0;
    for (var i = 0; i < width; i++) {
      bits |= from[offset + i];
    }
    if (bits > Character.MAX_VALUE && chunks.getLast() instanceof char[] narrow) {
      chunks.removeLast();
      chunks.addLast(widened(narrow));
      bytes += (long) (Integer.BYTES - Character.BYTES) * TUPLES * width;
    }
    var at = written++ * width;
    if (chunks.getLast() instanceof char[] narrow) {
      for (var i = 0; i < width; i++) {
        narrow[at + i] = (char) from[offset + i];
      }
    } else {
      System.arraycopy(from, offset, (int[]) chunks.getLast(), at, width);
    }
    size++;
  }

  private int[] widened(char[] narrow) {
    var wide = new int[narrow.length];
    for (var i = 0; i < written * width; i++) {
      wide[i] = narrow[i];
    }
    return wide;
  }

  /** Takes the first. There must be one. */
  public void remove(int[] target) {
    if (read == TUPLES) {
      read = 0;
    }
    var at = read++ * width;
    if (chunks.getFirst() instanceof char[] narrow) {
      for (var i = 0; i < width; i++) {
        target[i] = narrow[at + i];
      }
    } else {
      System.arraycopy((int[]) chunks.getFirst(), at, target, 0, width);
    }
    size--;
    if (read == TUPLES) {
      bytes -= (long) (chunks.removeFirst() instanceof char[] ? Character.BYTES : Integer.BYTES) * TUPLES * width;
    }
  }

  public long size() {
    return size;
  }

  /** Memory taken, at most. */
  public long bytes() {
    return bytes;
  }

  /** Writes everything, and leaves it here. */
  public void save(DataOutputStream out) throws IOException {
    out.writeLong(size);
    var tuple = new int[width];
    for (var left = size; left > 0; left--) {
      remove(tuple);
      for (var number : tuple) {
        out.writeInt(number);
      }
      add(tuple, 0);
    }
  }

  /** Adds what was saved. */
  public void restore(DataInputStream in) throws IOException {
    var tuple = new int[width];
    for (var left = in.readLong(); left > 0; left--) {
      for (var i = 0; i < width; i++) {
        tuple[i] = in.readInt();
      }
      add(tuple, 0);
    }
  }
}

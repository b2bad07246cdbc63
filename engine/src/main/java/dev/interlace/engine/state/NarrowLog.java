package dev.interlace.engine.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** A growing list of numbers that are not negative and mostly small: one byte each until the first that needs two, then four. */
public final class NarrowLog {
  private static final int CHUNK_BITS = 15;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private byte[][] chunks = new byte[1][];
  private int width = 1;
  private int size;

  public void add(int value) {
    while (width < Integer.BYTES && value >>> 8 * width != 0) {
      widen();
    }
    var chunk = size >>> CHUNK_BITS;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk * 2);
    }
    if (chunks[chunk] == null) {
      chunks[chunk] = new byte[(chunk == 0 ? 64 : CHUNK) * width];
    }
    var at = (size & CHUNK - 1) * width;
    if (at == chunks[chunk].length) {
      chunks[chunk] = Arrays.copyOf(chunks[chunk], Math.min(CHUNK * width, at * 2));
    }
    put(chunks[chunk], at, value);
    size++;
  }

  private void put(byte[] chunk, int at, int value) {
    for (var i = 0; i < width; i++) {
      chunk[at + i] = (byte) (value >>> 8 * i);
    }
  }

  public int get(int index) {
    var chunk = chunks[index >>> CHUNK_BITS];
    var at = (index & CHUNK - 1) * width;
    var value = 0;
    for (var i = 0; i < width; i++) {
      value |= (chunk[at + i] & 0xff) << 8 * i;
    }
    return value;
  }

  private void widen() {
    var narrow = new NarrowLog();
    narrow.chunks = chunks;
    narrow.width = width;
    var count = size;
    width *= 2;
    chunks = new byte[chunks.length][];
    size = 0;
    for (var i = 0; i < count; i++) {
      add(narrow.get(i));
    }
  }

  public int size() {
    return size;
  }

  public long bytes() {
    var last = chunks[Math.max(0, size - 1) >>> CHUNK_BITS]; // the others are full
    return last == null ? 0 : (long) (Math.max(0, size - 1) >>> CHUNK_BITS) * CHUNK * width + last.length;
  }

  /** Writes everything. */
  public void save(DataOutputStream out) throws IOException {
    out.writeInt(size);
    out.writeByte(width);
    for (var from = 0; from < size; from += CHUNK) {
      out.write(chunks[from >>> CHUNK_BITS], 0, Math.min(CHUNK, size - from) * width);
    }
  }

  /** Takes what was saved; of a new log only. */
  public void restore(DataInputStream in) throws IOException {
    size = in.readInt();
    width = in.readByte();
    chunks = new byte[Math.max(1, (size + CHUNK - 1) >>> CHUNK_BITS)][];
    for (var from = 0; from < size; from += CHUNK) {
      chunks[from >>> CHUNK_BITS] = new byte[CHUNK * width];
      in.readFully(chunks[from >>> CHUNK_BITS], 0, Math.min(CHUNK, size - from) * width);
    }
  }
}

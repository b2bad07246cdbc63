package dev.interlace.model.script.lua;

import dev.interlace.model.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable string of bytes.
 *
 * <p>The hash is Lua's own, because the order of a table's fields depends on it: start with the length, then for each byte from the last
 * to the first {@code h ^= (h << 5) + (h >>> 2) + byte}. Redis hashes every byte; plain Lua 5.1 skips some of strings longer than 31.
 */
public final class Str extends Value implements Comparable<Str> {
  public static final Str EMPTY = new Str(new byte[0]);

  private final byte[] data;
  /** Zero until computed; a second computation stores the same value. */
  private int hash;

  private Str(byte[] data) {
    this.data = data;
  }

  /** Takes {@code data} over; the caller must never change it again. */
  public static Str wrap(byte[] data) {
    return data.length == 0 ? EMPTY : new Str(data);
  }

  /** A copy of {@code data[from, to)}. */
  public static Str copyOf(byte[] data, int from, int to) {
    return from == to ? EMPTY : new Str(Arrays.copyOfRange(data, from, to));
  }

  /** Each character U+0000 to U+00FF becomes one byte. */
  public static Str of(String latin1) {
    return wrap(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static Str of(Bytes bytes) {
    return wrap(bytes.toByteArray());
  }

  public Bytes toBytes() {
    return Bytes.wrap(data);
  }

  /** The content itself, not a copy: read only. */
  public byte[] data() {
    return data;
  }

  public int length() {
    return data.length;
  }

  /** The byte at {@code index}, 0 to 255. */
  public int at(int index) {
    return data[index] & 0xff;
  }

  /** What C's {@code %s} prints: the bytes before the first zero. */
  public String untilNul() {
    var end = 0;
    while (end < data.length && data[end] != 0) {
      end++;
    }
    return new String(data, 0, end, StandardCharsets.ISO_8859_1);
  }

  int luaHash() {
    if (hash == 0) {
      var h = data.length;
      for (var i = data.length - 1; i >= 0; i--) {
        h ^= (h << 5) + (h >>> 2) + (data[i] & 0xff);
      }
      hash = h;
    }
    return hash;
  }

  @Override
  public int compareTo(Str other) {
    return Arrays.compareUnsigned(data, other.data);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Str that && luaHash() == that.luaHash() && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return luaHash();
  }

  /** One character a byte. */
  @Override
  public String toString() {
    return new String(data, StandardCharsets.ISO_8859_1);
  }
}

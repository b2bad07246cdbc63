package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import java.util.Arrays;

/**
 * A string as a row of bits: bit 0 is the highest of the first byte. What lies beyond the end reads as zero.
 *
 * <p>Offsets count bits from 0. <b>Source:</b> {@code bitops.c} of Redis 7.0.
 */
public final class Bitmap {
  private static final int BYTE_BITS = 3; // as a shift

  private byte[] data;

  private Bitmap(byte[] data) {
    this.data = data;
  }

  /** A copy of {@code content} that may be changed. */
  public static Bitmap of(Bytes content) {
    return new Bitmap(content.toByteArray());
  }

  public Bytes toBytes() {
    return Bytes.copyOf(data);
  }

  /** How many bits there are. */
  public long size() {
    return (long) data.length << BYTE_BITS;
  }

  /** Appends zeros until there is a bit at {@code offset}; answers whether that took any. */
  public boolean growTo(long offset) {
    if (offset < size()) {
      return false;
    }
    data = Arrays.copyOf(data, (int) (offset >> BYTE_BITS) + 1);
    return true;
  }

  public int get(long offset) {
    return offset < size() ? data[(int) (offset >> BYTE_BITS)] >> (7 - (int) (offset & 7)) & 1 : 0;
  }

  /** Sets a bit that is there. */
  public void set(long offset, int bit) {
    var mask = 0x80 >> (int) (offset & 7);
    var index = (int) (offset >> BYTE_BITS);
    data[index] = (byte) (bit == 0 ? data[index] & ~mask : data[index] | mask);
  }

  /** The {@code width} bits from {@code offset} on, the first one highest, as the low bits of a number. */
  public long field(long offset, int width) {
    var value = 0L;
    for (var i = 0; i < width; i++) {
      value = value << 1 | get(offset + i);
    }
    return value;
  }

  /** Writes the low {@code width} bits of {@code value} to where {@link #field} reads them. */
  public void setField(long offset, int width, long value) {
    for (var i = 0; i < width; i++) {
      set(offset + i, (int) (value >>> (width - 1 - i)) & 1);
    }
  }

  /** How many ones there are from {@code first} to {@code last}, both inclusive. */
  public long count(long first, long last) {
    var ones = 0L;
    var at = first;
    while (at <= last) {
      if ((at & 7) == 0 && at + 7 <= last) {
        ones += Integer.bitCount(data[(int) (at >> BYTE_BITS)] & 0xff);
        at += 8;
      } else {
        ones += get(at++);
      }
    }
    return ones;
  }

  /** The first place of {@code bit} from {@code first} to {@code last}, both inclusive, or -1. */
  public long position(int bit, long first, long last) {
    var without = (byte) (bit == 1 ? 0 : -1);
    var at = first;
    while (at <= last) {
      if ((at & 7) == 0 && data[(int) (at >> BYTE_BITS)] == without) {
        at += 8;
      } else if (get(at) == bit) {
        return at;
      } else {
        at++;
      }
    }
    return -1;
  }
}

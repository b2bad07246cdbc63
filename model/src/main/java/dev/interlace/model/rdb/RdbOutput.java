package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import java.io.ByteArrayOutputStream;
import java.util.OptionalLong;

/** A growing serialization: lengths, texts and numbers as RDB has them. <b>Source:</b> {@code rdb.c} of Redis 7.0. */
final class RdbOutput {
  private static final int SIX_BITS = 1 << 6;
  private static final int FOURTEEN_BITS = 1 << 14;
  private static final long THIRTY_TWO_BITS = 1L << 32;
  private static final int LONGEST_INTEGER = 11;
  private static final int SHORTEST_COMPRESSED = 21;
  private static final int LEAST_SAVED = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean compresses;

  /** @param compresses see {@code rdbcompression} in {@code redis.conf} */
  RdbOutput(boolean compresses) {
    this.compresses = compresses;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  void raw(int value) {
    out.write(value);
  }

  void raw(byte[] data) {
    out.writeBytes(data);
  }

  void littleEndian(long value, int bytes) {
    for (var i = 0; i < bytes; i++) {
      out.write((int) (value >>> Byte.SIZE * i));
    }
  }

  void bigEndian(long value, int bytes) {
    for (var i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> Byte.SIZE * i));
    }
  }

  /** @param value unsigned */
  void length(long value) {
    if (Long.compareUnsigned(value, SIX_BITS) < 0) {
      out.write((int) value);
    } else if (Long.compareUnsigned(value, FOURTEEN_BITS) < 0) {
      bigEndian(value | FOURTEEN_BITS, 2);
    } else if (Long.compareUnsigned(value, THIRTY_TWO_BITS) < 0) {
      out.write(0x80);
      bigEndian(value, 4);
    } else {
      out.write(0x81);
      bigEndian(value, 8);
    }
  }

  /** A small integer as such, a longer text compressed if that saves enough. */
  void text(Bytes text) {
    var number = text.length() <= LONGEST_INTEGER ? Numbers.parseLong(text) : OptionalLong.empty();
    if (number.isPresent() && number.getAsLong() == (int) number.getAsLong()) {
      integer((int) number.getAsLong());
    } else {
      blob(text.toByteArray());
    }
  }

  private void integer(int value) {
    var bytes = value == (byte) value ? 1 : value == (short) value ? 2 : 4;
    out.write(0xc0 | Integer.numberOfTrailingZeros(bytes));
    littleEndian(value, bytes);
  }

  void blob(byte[] data) {
    if (compresses && data.length >= SHORTEST_COMPRESSED) {
      var compressed = Lzf.compress(data, data.length - LEAST_SAVED);
      if (compressed.isPresent()) {
        out.write(0xc3);
        length(compressed.get().length);
        length(data.length);
        raw(compressed.get());
        return;
      }
    }
    length(data.length);
    raw(data);
  }
}

package dev.interlace.model.rdb;

/** The checksum of RDB. <b>Source:</b> CRC-64 of Jones: polynomial 0xad93d23594c935a9, reflected, from 0, not inverted. */
public final class Crc64 {
  private static final long REFLECTED_POLYNOMIAL = Long.reverse(0xad93d23594c935a9L);
  private static final long[] TABLE = new long[256];

  static {
    for (var i = 0; i < TABLE.length; i++) {
      var value = (long) i;
      for (var bit = 0; bit < Byte.SIZE; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ REFLECTED_POLYNOMIAL;
      }
      TABLE[i] = value;
    }
  }

  private Crc64() {}

  /** @param before of the bytes that come earlier, 0 for none */
  public static long of(long before, byte[] data, int from, int to) {
    var crc = before;
    for (var i = from; i < to; i++) {
      crc = TABLE[(int) (crc ^ data[i]) & 0xff] ^ crc >>> Byte.SIZE;
    }
    return crc;
  }
}

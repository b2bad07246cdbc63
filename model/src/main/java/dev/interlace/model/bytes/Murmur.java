package dev.interlace.model.bytes;

/** Austin Appleby's MurmurHash64A. <b>Source:</b> {@code MurmurHash2.cpp} of SMHasher, as published. */
public final class Murmur {
  private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
  private static final int SHIFT = 47;

  private Murmur() {}

  public static long hash64(Bytes data, long seed) {
    var length = data.length();
    var hash = seed ^ length * MULTIPLIER;
    var at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      var block = littleEndian(data, at, Long.BYTES) * MULTIPLIER;
      block = (block ^ block >>> SHIFT) * MULTIPLIER;
      hash = (hash ^ block) * MULTIPLIER;
    }
    if (at < length) {
      hash = (hash ^ littleEndian(data, at, length - at)) * MULTIPLIER;
    }
    hash = (hash ^ hash >>> SHIFT) * MULTIPLIER;
    return hash ^ hash >>> SHIFT;
  }

  private static long littleEndian(Bytes data, int from, int count) {
    var value = 0L;
    for (var i = count - 1; i >= 0; i--) {
      value = value << 8 | data.at(from + i) & 0xff;
    }
    return value;
  }
}

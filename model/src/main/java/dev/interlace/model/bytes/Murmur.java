package dev.interlace.model.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Austin Appleby's MurmurHash64A. <b>Source:</b> {@code MurmurHash2.cpp} of SMHasher, as published. */
public final class Murmur {
  private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
  private static final int SHIFT = 47;
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Murmur() {}

  public static long hash64(Bytes data, long seed) {
    return data.hash64(seed);
  }

  static long hash64(byte[] data, long seed) {
    var length = data.length;
    var hash = seed ^ length * MULTIPLIER;
    var at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      var block = (long) LONGS.get(data, at) * MULTIPLIER;
      block = (block ^ block >>> SHIFT) * MULTIPLIER;
      hash = (hash ^ block) * MULTIPLIER;
    }
    if (at < length) {
      hash = (hash ^ rest(data, at)) * MULTIPLIER;
    }
    hash = (hash ^ hash >>> SHIFT) * MULTIPLIER;
    return hash ^ hash >>> SHIFT;
  }

  private static long rest(byte[] data, int from) {
    var value = 0L;
    for (var i = data.length - 1; i >= from; i--) {
      value = value << Byte.SIZE | data[i] & 0xff;
    }
    return value;
  }
}

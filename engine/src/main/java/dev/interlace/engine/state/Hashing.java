package dev.interlace.engine.state;

/** Hashes for the tables. Fixed for ever: the order of nothing depends on them, but the collisions of a fingerprint do. */
public final class Hashing {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hashing() {}

  /** A bijection of the longs that spreads every bit over all (the finisher of SplitMix64, Steele, Lea and Flood 2014). */
  public static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** The fingerprint of {@code tuple[offset, offset + width)}: 64 bits. */
  public static long fingerprint(int[] tuple, int offset, int width) {
    var hash = GOLDEN;
    for (var i = 0; i < width; i++) {
      hash = mix(hash + tuple[offset + i]) + GOLDEN;
    }
    return mix(hash);
  }
}

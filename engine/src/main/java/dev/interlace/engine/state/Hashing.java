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

  /**
   * What {@code value} adds to the fingerprint of a state in which it stands in a place of the given kind. The fingerprint is the sum over all
   * places, so a step changes it by as much as it changes the state, and places of one kind may be exchanged without changing it.
   */
  public static long share(int kind, int value) {
    return mix(((long) kind << 32) + value + GOLDEN);
  }

  /** The hash of {@code tuple[offset, offset + width)}. */
  public static long fingerprint(int[] tuple, int offset, int width) {
    var hash = GOLDEN;
    for (var i = 0; i < width; i++) {
      hash = mix(hash + tuple[offset + i]) + GOLDEN;
    }
    return mix(hash);
  }
}

package dev.interlace.engine.random;

/**
 * SplitMix64: a sequence of 64-bit numbers from a seed, the same on every machine and in every version.
 *
 * <p><b>Source:</b> Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants as in Vigna's
 * public-domain reference. From seed 1234567 it starts 6457827717110365317, 3203168211198807973, 9817491932198370423 (unsigned).
 */
public final class Prng {
  private long state;

  public Prng(long seed) {
    state = seed;
  }

  /** The one for number {@code index} of several that have nothing to do with each other. */
  public static Prng of(long seed, long index) {
    return new Prng(new Prng(seed).nextLong() ^ new Prng(~index).nextLong());
  }

  public long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    var z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /**
   * A number from 0 (inclusive) to {@code bound} (exclusive), each equally likely up to 2<sup>-32</sup>. <b>Range:</b> {@code
   * bound} is at least 1.
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound " + bound);
    }
    return (int) ((nextLong() >>> 32) * bound >>> 32);
  }
}

package dev.interlace.model.script.lib;

/**
 * The generator behind {@code math.random}: {@code X' = 25214903917 X + 11 mod 2^48}.
 *
 * <p>One per server process, never reseeded by the server, so its 48 bits are part of the server's state. Source: Redis 7.0, {@code
 * rand.c}.
 */
public final class RandomState {
  /** The state of a server that has just started. */
  public static final long INITIAL = 0x1234_ABCD_330EL;

  private static final long MULTIPLIER = 25_214_903_917L;
  private static final long MASK = (1L << 48) - 1;

  private long bits = INITIAL;

  public long bits() {
    return bits;
  }

  public void setBits(long bits) {
    this.bits = bits & MASK;
  }

  void seed(int seed) {
    setBits(((long) seed << 16) + 0x330E);
  }

  /** The next 31 bits. */
  int next() {
    setBits(MULTIPLIER * bits + 11);
    return (int) (bits >>> 17);
  }
}

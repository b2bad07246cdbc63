package dev.interlace.model.resp;

/** How a buffer grows: to twice its size, so that filling it costs no more than its final size. */
final class Growth {
  private static final int LEAST = 256;
  /** As large as every JVM lets an array be. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private Growth() {}

  /**
   * The new size of a buffer of {@code size} bytes that has to hold {@code needed}.
   *
   * @throws OutOfMemoryError if no array holds as many
   */
  static int of(int size, long needed) {
    if (needed > MOST) {
      throw new OutOfMemoryError("a buffer of " + needed + " bytes");
    }
    return (int) Math.max(LEAST, Math.max(needed, Math.min(2L * size, MOST)));
  }
}

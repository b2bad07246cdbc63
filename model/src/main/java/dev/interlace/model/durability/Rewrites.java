package dev.interlace.model.durability;

/**
 * How the rewrites of a log went: after several failures in a row one that nobody asks for waits, twice as long each time. <b>Source:</b>
 * {@code aofRewriteLimited} of Redis 7.0.
 *
 * @param count how many have begun
 * @param failures since one succeeded
 * @param delayMinutes how long the next one waits, 0 if it need not
 * @param nextSeconds until when, since the epoch; 0 if that is over
 */
record Rewrites(long count, long failures, long delayMinutes, long nextSeconds) {
  static final Rewrites NONE = new Rewrites(0, 0, 0, 0);

  private static final long MOST_FAILURES = 3;
  private static final long MOST_MINUTES = 60;
  private static final long SECONDS = 60;

  Rewrites begun() {
    return new Rewrites(count + 1, failures, delayMinutes, nextSeconds);
  }

  Rewrites ended(boolean well) {
    return new Rewrites(count, well ? 0 : failures + 1, delayMinutes, nextSeconds);
  }

  /** Somebody has asked for one. */
  Rewrites forgiven() {
    return new Rewrites(count, 0, delayMinutes, nextSeconds);
  }

  /** Whether one would begin now; asking is what makes the next one wait. */
  boolean mayBegin(long nowSeconds) {
    return failures < MOST_FAILURES || nextSeconds != 0 && nowSeconds >= nextSeconds;
  }

  Rewrites asked(long nowSeconds) {
    if (failures < MOST_FAILURES) {
      return new Rewrites(count, failures, 0, 0);
    }
    if (nextSeconds != 0) {
      return nowSeconds < nextSeconds ? this : new Rewrites(count, failures, delayMinutes, 0);
    }
    var delay = delayMinutes == 0 ? 1 : Math.min(MOST_MINUTES, delayMinutes * 2);
    return new Rewrites(count, failures, delay, nowSeconds + delay * SECONDS);
  }
}

package dev.interlace.engine.time;

import java.time.Duration;

/** An instant of virtual time. <b>Units:</b> milliseconds since the Unix epoch; {@link #NEVER} lies after every other instant. */
public record SimTime(long millis) implements Comparable<SimTime> {
  public static final SimTime NEVER = new SimTime(Long.MAX_VALUE);

  /** The instant {@code duration} later, {@link #NEVER} on overflow. */
  public SimTime plus(Duration duration) {
    var later = millis + duration.toMillis();
    return later < millis ? NEVER : new SimTime(later);
  }

  public boolean isBefore(SimTime other) {
    return millis < other.millis;
  }

  public static SimTime earlier(SimTime one, SimTime other) {
    return other.isBefore(one) ? other : one;
  }

  @Override
  public int compareTo(SimTime other) {
    return Long.compare(millis, other.millis);
  }
}

package dev.interlace.model.clients;

/**
 * A time in which commands are held back, as CLIENT PAUSE asks for.
 *
 * @param untilMillis the last instant of it, milliseconds since the epoch
 * @param holdsReads whether all commands are held back, and not only those that may write
 */
public record Pause(long untilMillis, boolean holdsReads) {
  public static final Pause NONE = new Pause(Long.MIN_VALUE, false);

  public boolean isNone() {
    return equals(NONE);
  }

  /** One more pause on top never makes it shorter or weaker. <b>Source:</b> {@code pauseClients} in {@code networking.c}. */
  public Pause and(Pause other) {
    return new Pause(Math.max(untilMillis, other.untilMillis), holdsReads || other.holdsReads);
  }

  /** The pause as it is now: none if it is over. */
  public Pause at(long nowMillis) {
    return nowMillis > untilMillis ? NONE : this;
  }
}

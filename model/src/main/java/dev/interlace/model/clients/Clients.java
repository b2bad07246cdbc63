package dev.interlace.model.clients;

/**
 * The part of the server's state that is about its clients.
 *
 * @param lastId the id that was given out last; 0 before the first
 * @param staleWatches see there
 */
public record Clients(long lastId, StaleWatches staleWatches) {
  public static final Clients NONE = new Clients(0, StaleWatches.NONE);

  /** The same with one more id given out: {@link #lastId} of the result. */
  public Clients withNextId() {
    return new Clients(lastId + 1, staleWatches);
  }

  public Clients with(StaleWatches next) {
    return next == staleWatches ? this : new Clients(lastId, next);
  }
}

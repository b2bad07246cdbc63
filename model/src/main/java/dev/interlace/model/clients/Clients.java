package dev.interlace.model.clients;

/**
 * The part of the server's state that is about its clients.
 *
 * @param lastId the id that was given out last; 0 before the first
 */
public record Clients(long lastId) {
  public static final Clients NONE = new Clients(0);

  /** The same with one more id given out: {@link #lastId} of the result. */
  public Clients withNextId() {
    return new Clients(lastId + 1);
  }
}

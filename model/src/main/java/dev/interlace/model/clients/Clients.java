package dev.interlace.model.clients;

/**
 * The part of the server's state that is about its clients.
 *
 * @param lastId the id that was given out last. 1 and 2 are never a connection's: Redis gives them to the clients that run the commands of
 *     scripts and of functions
 */
public record Clients(long lastId) {
  public static final Clients NONE = new Clients(2);

  /** The same with one more id given out: {@link #lastId} of the result. */
  public Clients withNextId() {
    return new Clients(lastId + 1);
  }
}

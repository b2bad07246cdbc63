package dev.interlace.model.clients;

/**
 * The part of the server's state that is about its clients.
 *
 * @param lastId the id that was given out last; 0 before the first
 * @param blocked whose commands wait
 * @param pause whether commands are held back
 */
public record Clients(long lastId, BlockedClients blocked, Pause pause) {
  public static final Clients NONE = new Clients(0, BlockedClients.NONE, Pause.NONE);

  /** The same with one more id given out: {@link #lastId} of the result. */
  public Clients withNextId() {
    return withLastId(lastId + 1);
  }

  public Clients withLastId(long next) {
    return new Clients(next, blocked, pause);
  }

  public Clients with(BlockedClients next) {
    return next == blocked ? this : new Clients(lastId, next, pause);
  }

  public Clients with(Pause next) {
    return next.equals(pause) ? this : new Clients(lastId, blocked, next);
  }
}

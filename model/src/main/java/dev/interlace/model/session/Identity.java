package dev.interlace.model.session;

import dev.interlace.model.bytes.Bytes;

/**
 * Who is at the other end of a connection.
 *
 * @param id unique for ever among the connections of a server and rising; {@link #ANONYMOUS} while nothing has asked for it; a negative one
 *     is a ticket, which tells it from others while it waits, or listens to channels, and is given back then
 * @param name as CLIENT SETNAME gave it, else empty
 * @param user the ACL user whose rights it has
 * @param isAuthenticated whether it may run anything but AUTH and HELLO
 */
public record Identity(long id, Bytes name, Bytes user, boolean isAuthenticated) {
  /**
   * The id of a client that nobody had to tell from others so far. In exploration ids are given out when first needed, so that clients
   * that do the same are in equal sessions.
   */
  public static final long ANONYMOUS = 0;

  public static final Bytes DEFAULT_USER = Bytes.of("default");

  public static final Identity UNKNOWN = new Identity(ANONYMOUS, Bytes.EMPTY, DEFAULT_USER, true);

  public Identity withId(long next) {
    return new Identity(next, name, user, isAuthenticated);
  }

  public Identity withoutTicket() {
    return id < ANONYMOUS ? withId(ANONYMOUS) : this;
  }

  public Identity withName(Bytes next) {
    return new Identity(id, next, user, isAuthenticated);
  }

  /** The default user, who may need to say a password first. */
  public Identity asDefault(boolean needsNoPassword) {
    return new Identity(id, name, DEFAULT_USER, needsNoPassword);
  }

  /** The same connection after AUTH. */
  public Identity as(Bytes next) {
    return new Identity(id, name, next, true);
  }
}

package dev.interlace.model.command;

import dev.interlace.model.acl.AclLog;
import dev.interlace.model.session.Session;
import java.util.List;
import java.util.Optional;

/**
 * What a running server has that a state in exploration has not: other connections that it can look at, and counters. None of it is part
 * of a {@code ServerState}: states that differ only in how often something was counted are one.
 */
public interface Host {
  /** Nobody: for servers that are explored. */
  Host NONE = List::of;

  /**
   * One connection.
   *
   * @param address {@code ip:port} of the client's end
   */
  record Peer(Session session, String address) {}

  /** Every connection, the oldest first. */
  List<Peer> peers();

  /** What users were denied; empty in exploration, where nobody keeps count. */
  default Optional<AclLog> aclLog() {
    return Optional.empty();
  }
}

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
  Host NONE =
      new Host() {
        @Override
        public List<Peer> peers() {
          return List.of();
        }

        @Override
        public Optional<String> address(long client) {
          return Optional.empty();
        }
      };

  /**
   * One connection.
   *
   * @param address {@code ip:port} of the client's end
   */
  record Peer(Session session, String address) {}

  /** Every connection, the oldest first. */
  List<Peer> peers();

  /** {@code ip:port} of a client's end; empty if it has no connection. */
  Optional<String> address(long client);

  /** What users were denied; empty in exploration, where nobody keeps count. */
  default Optional<AclLog> aclLog() {
    return Optional.empty();
  }
}

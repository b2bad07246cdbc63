package dev.interlace.model.clients;

import dev.interlace.model.bytes.Bytes;
import java.util.Collections;
import java.util.List;

/**
 * A client whose command is blocked.
 *
 * @param client its id, or its {@link BlockedClients#ticket ticket}
 * @param database where its keys are
 * @param keys as it gave them
 * @param deadlineMillis the last instant at which it still waits, in milliseconds since the epoch; {@link #FOR_EVER} if it has no end
 */
public record Waiter(long client, int database, List<Bytes> keys, Wish wish, long deadlineMillis) {
  public static final long FOR_EVER = Long.MAX_VALUE;

  public Waiter {
    keys = List.copyOf(keys);
  }

  boolean waitsFor(int where, Bytes key) {
    return where == database && keys.contains(key);
  }

  /** Whether it matters which of the two came first. */
  boolean competesWith(Waiter other) {
    return database == other.database && wish.type() == other.wish.type() && !Collections.disjoint(keys, other.keys);
  }

  /** Whether its time is over. <b>Source:</b> {@code handleBlockedClientsTimeout} in {@code timeout.c}. */
  boolean isOver(long nowMillis) {
    return nowMillis > deadlineMillis;
  }
}

package dev.interlace.model.clients;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.RedisValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who waits for which keys. Cost: proportional to the number of those who wait.
 *
 * <p><b>Source:</b> {@code blocked.c} of Redis 7.0, which keeps a list of clients for each key; each is a part of this one.
 *
 * @param waiters in an order in which they might have come: for each key and type, the first to be served comes first
 */
public record BlockedClients(List<Waiter> waiters) {
  public static final BlockedClients NONE = new BlockedClients(List.of());

  public BlockedClients {
    waiters = List.copyOf(waiters);
  }

  public boolean isNone() {
    return waiters.isEmpty();
  }

  /** What a client without an id waits under. */
  public long ticket(int database, List<Bytes> keys, Wish wish, long deadlineMillis) {
    return Ticket.of(database + " " + keys + " " + wish + " " + deadlineMillis, taken -> find(taken).isPresent());
  }

  public Optional<Waiter> find(long client) {
    return waiters.stream().filter(waiter -> waiter.client() == client).findFirst();
  }

  public BlockedClients with(Waiter last) {
    var longer = new ArrayList<>(waiters);
    longer.add(last);
    return new BlockedClients(longer);
  }

  public BlockedClients without(long client) {
    return find(client).isEmpty() ? this : new BlockedClients(waiters.stream().filter(waiter -> waiter.client() != client).toList());
  }

  /**
   * Whether a key that has got this value, or lost it, is one to look at. <b>Source:</b> {@code signalKeyAsReady}: a client that waits for
   * the key, and some client that waits for the type.
   */
  public boolean areConcernedBy(int database, Bytes key, RedisValue value) {
    return !isNone()
        && waiters.stream().anyMatch(waiter -> waiter.waitsFor(database, key))
        && waiters.stream().anyMatch(waiter -> waiter.wish().type().isInstance(value));
  }

  /** Those who wait for the key, whatever its type should be, the first to be served first. */
  public List<Waiter> waitingFor(int database, Bytes key) {
    return waiters.stream().filter(waiter -> waiter.waitsFor(database, key)).toList();
  }

  /** Those whose time is over. */
  public List<Waiter> over(long nowMillis) {
    return waiters.stream().filter(waiter -> waiter.isOver(nowMillis)).toList();
  }

  /** The earliest deadline, {@link Waiter#FOR_EVER} for none. */
  public long nextDeadline() {
    var next = Waiter.FOR_EVER;
    for (var waiter : waiters) {
      next = Math.min(next, waiter.deadlineMillis());
    }
    return next;
  }

  /**
   * The same waiters in the one order that stands for all orders of coming between which nobody can tell: of those that might come next,
   * the least number of a client comes first.
   */
  public BlockedClients normal() {
    if (waiters.size() < 2) {
      return this;
    }
    var ordered = new ArrayList<Waiter>();
    for (var waiter : waiters) {
      var at = ordered.size();
      for (var i = at - 1; i >= 0 && !ordered.get(i).competesWith(waiter); i--) {
        at = ordered.get(i).client() > waiter.client() ? i : at;
      }
      ordered.add(at, waiter);
    }
    return ordered.equals(waiters) ? this : new BlockedClients(ordered);
  }
}

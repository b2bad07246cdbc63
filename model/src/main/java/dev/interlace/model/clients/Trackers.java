package dev.interlace.model.clients;

import dev.interlace.model.bytes.Bytes;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who keeps copies of what on the client's side, and must hear when it changes. <b>Source:</b> {@code tracking.c} of Redis 7.0.
 *
 * @param clients those with tracking switched on, by id
 * @param keys who has read a key since it last changed, whatever the database; some may have gone, or track no more
 * @param prefixes who wants to hear of every key that begins so; these have broadcasting on
 */
public record Trackers(SortedMap<Long, Tracker> clients, Register keys, Register prefixes) {
  public static final Trackers NONE = new Trackers(Collections.emptySortedMap(), Register.EMPTY, Register.EMPTY);

  public Trackers {
    clients = Collections.unmodifiableSortedMap(new TreeMap<>(clients));
  }

  /**
   * One client as others must know it.
   *
   * @param redirect the id of the client that is told in its place; 0 for none
   * @param isBroadcast whether it hears of prefixes and not of keys that it has read
   * @param isNoLoop whether it does not want to hear of its own writes
   */
  public record Tracker(long redirect, boolean isBroadcast, boolean isNoLoop) {}

  public boolean isNone() {
    return clients.isEmpty() && keys.isEmpty();
  }

  public Trackers with(long client, Tracker tracker) {
    var more = new TreeMap<>(clients);
    more.put(client, tracker);
    return new Trackers(more, keys, prefixes);
  }

  /** The same once {@code client} tracks no more; the keys it has read stay, as a memory of nobody. */
  public Trackers without(long client, Iterable<Bytes> itsPrefixes) {
    var fewer = new TreeMap<>(clients);
    fewer.remove(client);
    var others = prefixes;
    for (var prefix : itsPrefixes) {
      others = others.without(prefix, client);
    }
    return new Trackers(fewer, keys, others);
  }

  public Trackers withKeys(Register next) {
    return new Trackers(clients, next, prefixes);
  }

  public Trackers withPrefixes(Register next) {
    return new Trackers(clients, keys, next);
  }
}

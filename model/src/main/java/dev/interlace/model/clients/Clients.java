package dev.interlace.model.clients;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.session.Listening;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The part of the server's state that is about its clients.
 *
 * @param lastId the id that was given out last. 1 and 2 are never a connection's: Redis gives them to the clients that run the commands of
 *     scripts and of functions
 * @param subscriptions who listens to which channels
 * @param trackers who is told of keys that change
 * @param monitors who is shown every command, by id
 * @param named in exploration, the ids of those connections that needed one and are open
 * @param staleWatches see there
 * @param blocked whose commands wait
 * @param pause whether commands are held back
 */
public record Clients(
    long lastId,
    Subscriptions subscriptions,
    Trackers trackers,
    SortedSet<Long> monitors,
    SortedSet<Long> named,
    StaleWatches staleWatches,
    BlockedClients blocked,
    Pause pause) {
  public static final Clients NONE =
      new Clients(
          2, Subscriptions.NONE, Trackers.NONE, Collections.emptySortedSet(), Collections.emptySortedSet(), StaleWatches.NONE,
          BlockedClients.NONE, Pause.NONE);

  /** The same with one more id given out: {@link #lastId} of the result. */
  public Clients withNextId() {
    return new Clients(lastId + 1, subscriptions, trackers, monitors, named, staleWatches, blocked, pause);
  }

  public Clients with(Subscriptions next) {
    return new Clients(lastId, next, trackers, monitors, named, staleWatches, blocked, pause);
  }

  public Clients with(Trackers next) {
    return new Clients(lastId, subscriptions, next, monitors, named, staleWatches, blocked, pause);
  }

  public Clients with(StaleWatches next) {
    return next == staleWatches ? this : new Clients(lastId, subscriptions, trackers, monitors, named, next, blocked, pause);
  }

  public Clients with(BlockedClients next) {
    return next == blocked ? this : new Clients(lastId, subscriptions, trackers, monitors, named, staleWatches, next, pause);
  }

  public Clients with(Pause next) {
    return next.equals(pause) ? this : new Clients(lastId, subscriptions, trackers, monitors, named, staleWatches, blocked, next);
  }

  /** The same with {@code client} watching every command, or not any more. */
  public Clients monitoredBy(long client, boolean isMonitor) {
    return new Clients(lastId, subscriptions, trackers, changed(monitors, client, isMonitor), named, staleWatches, blocked, pause);
  }

  /** The same with {@code client} among those who have an id and a connection, or not any more. */
  public Clients naming(long client, boolean isOpen) {
    return new Clients(lastId, subscriptions, trackers, monitors, changed(named, client, isOpen), staleWatches, blocked, pause);
  }

  /** The same once {@code client}, who listened as {@code listening} says, does so no more. */
  public Clients left(long client, Listening listening) {
    var next = this;
    if (listening.isSubscriber()) {
      next = next.with(
          new Subscriptions(
              without(subscriptions.channels(), listening.channels(), client),
              without(subscriptions.patterns(), listening.patterns(), client),
              without(subscriptions.shardChannels(), listening.shardChannels(), client)));
    }
    if (listening.tracking().isPresent()) {
      next = next.with(next.trackers().without(client, listening.tracking().get().prefixes()));
    }
    return listening.isMonitor() ? next.monitoredBy(client, false) : next;
  }

  /** The same once another has killed {@code client}: nothing waits for it or is sent to it any more, though its connection may not know yet. */
  public Clients killed(long client) {
    return with(blocked.without(client))
        .monitoredBy(client, false)
        .with(new Subscriptions(
            subscriptions.channels().without(client), subscriptions.patterns().without(client), subscriptions.shardChannels().without(client)));
  }

  private static Register without(Register register, Iterable<Bytes> names, long client) {
    var rest = register;
    for (var name : names) {
      rest = rest.without(name, client);
    }
    return rest;
  }

  private static SortedSet<Long> changed(SortedSet<Long> ids, long id, boolean isIn) {
    var next = new TreeSet<>(ids);
    if (isIn) {
      next.add(id);
    } else {
      next.remove(id);
    }
    return Collections.unmodifiableSortedSet(next);
  }
}

package dev.interlace.model.clients;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The part of the server's state that is about its clients.
 *
 * @param lastId the id that was given out last; 0 before the first
 * @param subscriptions who listens to which channels
 * @param trackers who is told of keys that change
 * @param monitors who is shown every command, by id
 * @param named in exploration, the ids of those connections that needed one and are open
 */
public record Clients(
    long lastId, Subscriptions subscriptions, Trackers trackers, SortedSet<Long> monitors, SortedSet<Long> named) {
  public static final Clients NONE =
      new Clients(0, Subscriptions.NONE, Trackers.NONE, Collections.emptySortedSet(), Collections.emptySortedSet());

  /** The same with one more id given out: {@link #lastId} of the result. */
  public Clients withNextId() {
    return new Clients(lastId + 1, subscriptions, trackers, monitors, named);
  }

  public Clients with(Subscriptions next) {
    return new Clients(lastId, next, trackers, monitors, named);
  }

  public Clients with(Trackers next) {
    return new Clients(lastId, subscriptions, next, monitors, named);
  }

  /** The same with {@code client} watching every command, or not any more. */
  public Clients monitoredBy(long client, boolean isMonitor) {
    return new Clients(lastId, subscriptions, trackers, changed(monitors, client, isMonitor), named);
  }

  /** The same with {@code client} among those who have an id and a connection, or not any more. */
  public Clients naming(long client, boolean isOpen) {
    return new Clients(lastId, subscriptions, trackers, monitors, changed(named, client, isOpen));
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

package dev.interlace.model.clients;

import dev.interlace.model.notice.KeyChange;
import dev.interlace.model.session.Watches;
import dev.interlace.model.session.Watches.WatchedKey;
import dev.interlace.model.session.Watches.Watching;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who watches a key that had expired already when the watch began: such a watch shields those that begin later. Nobody, as a rule, so
 * that watches of other clients are no part of the shared state.
 *
 * <p><b>Deviation:</b> a watch made stale by SWAPDB, which puts an expired key in the place of none, shields nobody in exploration.
 *
 * @param byClient all that each of these clients watches
 */
public record StaleWatches(SortedMap<Long, Watching> byClient) {
  public static final StaleWatches NONE = new StaleWatches(Collections.emptySortedMap());

  public StaleWatches {
    byClient = Collections.unmodifiableSortedMap(new TreeMap<>(byClient));
  }

  public boolean isEmpty() {
    return byClient.isEmpty();
  }

  /** The clients that shield a watch on {@code key} that begins now. */
  public SortedSet<Long> on(WatchedKey key) {
    var clients = new TreeSet<Long>();
    byClient.forEach((client, watching) -> {
      if (isStale(watching, key)) {
        clients.add(client);
      }
    });
    return clients;
  }

  /** After the watches of {@code client} became others. */
  public StaleWatches with(long client, Watches watches) {
    var stale = watches instanceof Watching watching && watching.keys().values().stream().anyMatch(Watches.Watch::isStale)
        ? Optional.of(watching)
        : Optional.<Watching>empty();
    if (stale.equals(Optional.ofNullable(byClient.get(client)))) {
      return this;
    }
    var next = new TreeMap<>(byClient);
    stale.ifPresentOrElse(watching -> next.put(client, watching), () -> next.remove(client));
    return new StaleWatches(next);
  }

  /** After {@code change}, as each of the clients sees it. */
  public StaleWatches after(KeyChange change) {
    var next = this;
    for (var each : byClient.entrySet()) {
      next = next.with(each.getKey(), each.getValue().after(change));
    }
    return next;
  }

  /** The watches that shielded others and, as {@code next} has it, do so no more. */
  public List<KeyChange.Unshielded> endedIn(StaleWatches next) {
    var ended = new ArrayList<KeyChange.Unshielded>();
    byClient.forEach((client, watching) -> watching.keys().keySet().forEach(key -> {
      if (isStale(watching, key) && !(next.byClient.containsKey(client) && isStale(next.byClient.get(client), key))) {
        ended.add(new KeyChange.Unshielded(key.database(), key.key(), client));
      }
    }));
    return ended;
  }

  private static boolean isStale(Watching watching, WatchedKey key) {
    var watch = watching.keys().get(key);
    return watch != null && watch.isStale();
  }
}

package dev.interlace.model.session;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.notice.KeyChange;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a connection watches. <b>Source:</b> {@code multi.c} of Redis 7.0. */
public sealed interface Watches {
  Watches NONE = new Watching(new TreeMap<>());

  /** The watches after {@code change}, made by this or another connection. */
  Watches after(KeyChange change);

  /** A key of one database. */
  record WatchedKey(int database, Bytes key) implements Comparable<WatchedKey> {
    private static final Comparator<WatchedKey> ORDER = Comparator.comparingInt(WatchedKey::database).thenComparing(WatchedKey::key);

    @Override
    public int compareTo(WatchedKey other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A watched key was touched: EXEC will answer nil. <b>Source:</b> {@code CLIENT_DIRTY_CAS}.
   *
   * @param keys all that was watched, and is since: had they been touched in another order, another would have been the first
   */
  record Dirty(SortedSet<WatchedKey> keys) implements Watches {
    public Dirty {
      keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    }

    /** The same with one more key. */
    public Dirty with(WatchedKey key) {
      var more = new TreeSet<>(keys);
      more.add(key);
      return new Dirty(more);
    }

    @Override
    public Watches after(KeyChange change) {
      return this;
    }
  }

  /**
   * One watch on one key.
   *
   * @param isStale the key was stored but expired already when the watch began: its removal is then no change
   * @param shields the clients whose stale watches on the key began before this one and still last: a write to the key stops at the first
   *     of them and never comes here. <b>Source:</b> {@code touchWatchedKey}, a defect that redis/redis#14752 describes
   */
  record Watch(boolean isStale, SortedSet<Long> shields) {
    static final Watch OF_GONE = new Watch(false, Collections.emptySortedSet());

    public Watch {
      shields = Collections.unmodifiableSortedSet(new TreeSet<>(shields));
    }

    Watch stale() {
      return new Watch(true, shields);
    }

    Watch without(long client) {
      var fewer = new TreeSet<>(shields);
      fewer.remove(client);
      return new Watch(isStale, fewer);
    }
  }

  /** Nothing watched was touched so far. */
  record Watching(SortedMap<WatchedKey, Watch> keys) implements Watches {
    public Watching {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }

    /** A key that is watched already keeps its watch. */
    public Watching with(WatchedKey key, Watch watch) {
      return keys.containsKey(key) ? this : put(key, watch);
    }

    @Override
    public Watches after(KeyChange change) {
      if (keys.isEmpty()) {
        return this;
      }
      var key = new WatchedKey(change.database(), change.key());
      var watch = keys.get(key);
      if (watch == null) {
        return this;
      }
      return switch (change) {
        case KeyChange.Touched touched -> afterTouch(key, watch, touched.existsAfter());
        case KeyChange.Unnoticed unnoticed -> this;
        case KeyChange.Unshielded unshielded ->
            watch.shields().contains(unshielded.client()) ? put(key, watch.without(unshielded.client())) : this;
        case KeyChange.Swapped swapped -> afterSwap(key, watch, swapped);
      };
    }

    private Watches afterTouch(WatchedKey key, Watch watch, boolean existsAfter) {
      if (existsAfter) {
        return watch.isStale() || !watch.shields().isEmpty() ? this : dirty();
      }
      return watch.isStale() ? put(key, Watch.OF_GONE) : dirty();
    }

    private Watches afterSwap(WatchedKey key, Watch watch, KeyChange.Swapped swapped) {
      if (watch.isStale() && !swapped.existsAfter()) {
        return put(key, Watch.OF_GONE);
      }
      if (watch.isStale() && swapped.isExpiredAfter()) {
        return this;
      }
      if (!watch.isStale() && !swapped.existedBefore() && swapped.isExpiredAfter()) {
        return put(key, watch.stale());
      }
      return dirty();
    }

    private Dirty dirty() {
      return new Dirty(new TreeSet<>(keys.keySet()));
    }

    private Watching put(WatchedKey key, Watch watch) {
      var changed = new TreeMap<>(keys);
      changed.put(key, watch);
      return new Watching(changed);
    }
  }
}

package dev.interlace.model.session;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.notice.KeyChange;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

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
   * A watched key was touched: EXEC will answer nil. Further watching is pointless, so nothing else is kept. <b>Source:</b>
   * {@code CLIENT_DIRTY_CAS}.
   */
  record Dirty() implements Watches {
    @Override
    public Watches after(KeyChange change) {
      return this;
    }
  }

  /**
   * Nothing watched was touched so far.
   *
   * @param keys each with whether it was stored but expired already when the watch began: its removal is then no change
   */
  record Watching(SortedMap<WatchedKey, Boolean> keys) implements Watches {
    public Watching {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }

    public Watching with(WatchedKey key, boolean wasExpired) {
      return keys.containsKey(key) ? this : put(key, wasExpired);
    }

    @Override
    public Watches after(KeyChange change) {
      var key = new WatchedKey(change.database(), change.key());
      var wasExpired = keys.get(key);
      if (wasExpired == null) {
        return this;
      }
      return switch (change) {
        case KeyChange.Touched touched -> wasExpired ? afterTouchOfExpired(key, touched) : new Dirty();
        case KeyChange.Unnoticed unnoticed -> this;
        case KeyChange.Swapped swapped -> afterSwap(key, wasExpired, swapped);
      };
    }

    private Watches afterTouchOfExpired(WatchedKey key, KeyChange.Touched touched) {
      return touched.existsAfter() ? this : put(key, false);
    }

    private Watches afterSwap(WatchedKey key, boolean wasExpired, KeyChange.Swapped swapped) {
      if (wasExpired && !swapped.existsAfter()) {
        return put(key, false);
      }
      if (wasExpired && swapped.isExpiredAfter()) {
        return this;
      }
      if (!wasExpired && !swapped.existedBefore() && swapped.isExpiredAfter()) {
        return put(key, true);
      }
      return new Dirty();
    }

    private Watching put(WatchedKey key, boolean wasExpired) {
      var changed = new TreeMap<>(keys);
      changed.put(key, wasExpired);
      return new Watching(changed);
    }
  }
}

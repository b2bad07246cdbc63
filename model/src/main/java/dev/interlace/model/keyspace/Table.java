package dev.interlace.model.keyspace;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.collection.HashTrie;
import dev.interlace.model.collection.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One database as storage.
 *
 * @param deadlines of the keys that expire, the earliest first; follows from {@code entries}
 */
record Table(HashTrie<Entry> entries, Sequence<Deadline> deadlines) {
  static final Table EMPTY = new Table(HashTrie.empty(), Sequence.empty());

  /** <b>Order:</b> by time, then by key. */
  record Deadline(long millis, Bytes key) implements Comparable<Deadline> {
    private static final Comparator<Deadline> ORDER = Comparator.comparingLong(Deadline::millis).thenComparing(Deadline::key);

    @Override
    public int compareTo(Deadline other) {
      return ORDER.compare(this, other);
    }
  }

  /** @param owner see {@link HashTrie} */
  Table with(Object owner, Entry entry) {
    var changed = deadlinesWith(entry); // first: the entries may change in place
    return new Table(entries.with(owner, entry), changed);
  }

  private Sequence<Deadline> deadlinesWith(Entry entry) {
    if (deadlines.isEmpty() && !entry.hasExpiry()) {
      return deadlines;
    }
    var others = deadlinesWithout(entry.key());
    if (!entry.hasExpiry()) {
      return others;
    }
    var deadline = new Deadline(entry.expireAtMillis(), entry.key());
    return others.inserted(place(others, deadline), deadline);
  }

  Table without(Object owner, Bytes key) {
    var changed = deadlinesWithout(key);
    return new Table(entries.without(owner, key), changed);
  }

  private Sequence<Deadline> deadlinesWithout(Bytes key) {
    if (deadlines.isEmpty()) {
      return deadlines;
    }
    var entry = entries.find(key);
    return entry == null || !entry.hasExpiry() ? deadlines : deadlines.removed(place(deadlines, new Deadline(entry.expireAtMillis(), key)));
  }

  private static int place(Sequence<Deadline> deadlines, Deadline deadline) {
    return deadlines.countWhile(each -> each.compareTo(deadline) < 0);
  }

  /** The earliest expiry that is not over yet, or {@link Entry#NEVER}. */
  long nextExpiry(long nowMillis) {
    var over = deadlines.countWhile(each -> each.millis < nowMillis);
    return over == deadlines.size() ? Entry.NEVER : deadlines.get(over).millis;
  }

  /** The keys that have expired and are still stored, the earliest first. */
  List<Bytes> expired(long nowMillis) {
    var over = deadlines.countWhile(each -> each.millis < nowMillis);
    var keys = new ArrayList<Bytes>(over);
    for (var i = 0; i < over; i++) {
      keys.add(deadlines.get(i).key);
    }
    return keys;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Table that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }
}

package dev.interlace.model.keyspace;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.RedisValue;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The databases of one server, as storage: expired keys stay until somebody removes them.
 *
 * <p><b>Snapshots:</b> {@link #fork} costs a handful of words. After it, a write copies what it is about to change and nobody owns alone
 * yet: a path in a database's trie, a value's shell. A keyspace that was forked owns nothing any more.
 *
 * <p><b>Order:</b> that of {@link dev.interlace.model.collection.HashTrie}. Redis promises none, and one that depends on nothing but the
 * content makes equal keyspaces equal.
 */
public final class Keyspace {
  public static final int DATABASES = 16;

  private final Table[] tables;

  /** Marks the nodes and values that no snapshot can see. */
  private Object owner = new Object();

  /** Kept from the first time that somebody asks for it. */
  private @Nullable Ledger ledger;

  public Keyspace() {
    tables = new Table[DATABASES];
    Arrays.fill(tables, Table.EMPTY);
  }

  private Keyspace(Table[] tables) {
    this.tables = tables.clone();
  }

  /** An equal keyspace; each of the two may be written without the other noticing. */
  public Keyspace fork() {
    owner = new Object();
    return new Keyspace(tables);
  }

  /** What is stored under {@code key}, expired or not; to be read only. */
  public @Nullable Entry find(int database, Bytes key) {
    return tables[database].entries().find(key);
  }

  /** The value of an existing key, to be written in place. */
  public RedisValue ownedValue(int database, Bytes key) {
    var entry = existing(database, key);
    if (entry.owner != owner) {
      entry = entry.with(entry.value().copy(), entry.expireAtMillis(), owner);
      put(database, entry);
    }
    noteWritten(database, key);
    return entry.value();
  }

  private void noteWritten(int database, Bytes key) {
    if (ledger != null) {
      ledger.written(database, key);
    }
  }

  /** What all keys take, in bytes, as MEMORY USAGE estimates it. Costs what was written since the last time. */
  public long memoryUse() {
    if (ledger == null) {
      ledger = new Ledger(this);
    }
    return ledger.total(this);
  }

  private Entry existing(int database, Bytes key) {
    var entry = find(database, key);
    if (entry == null) {
      throw new IllegalStateException("no key " + key);
    }
    return entry;
  }

  /** Stores a value that nobody else writes. */
  public Entry put(int database, Bytes key, RedisValue value, long expireAtMillis) {
    var entry = new Entry(key, value, expireAtMillis, owner);
    put(database, entry);
    return entry;
  }

  private void put(int database, Entry entry) {
    tables[database] = tables[database].with(owner, entry);
    noteWritten(database, entry.key());
  }

  /** Changes the expiry of an existing key. */
  public void expireAt(int database, Bytes key, long expireAtMillis) {
    var entry = existing(database, key);
    put(database, entry.with(entry.value(), expireAtMillis, entry.owner));
  }

  public void remove(int database, Bytes key) {
    tables[database] = tables[database].without(owner, key);
    noteWritten(database, key);
  }

  public void clear(int database) {
    tables[database] = Table.EMPTY;
    if (ledger != null) {
      ledger.cleared(database);
    }
  }

  public void swap(int first, int second) {
    var table = tables[first];
    tables[first] = tables[second];
    tables[second] = table;
    if (ledger != null) {
      ledger.swapped(first, second);
    }
  }

  /** Has what {@code other} has, which stays as it is. */
  public void become(Keyspace other) {
    var copy = other.fork();
    System.arraycopy(copy.tables, 0, tables, 0, tables.length);
  }

  /** How many keys are stored, expired or not. */
  public int size(int database) {
    return tables[database].entries().size();
  }

  /** How many keys that are stored will expire or have expired. */
  public int expiring(int database) {
    return tables[database].deadlines().size();
  }

  /** A copy of everything stored, expired or not, by the bytes of the key. */
  public SortedMap<Bytes, Entry> entries(int database) {
    var sorted = new TreeMap<Bytes, Entry>();
    tables[database].entries().forEach(entry -> sorted.put(entry.key(), entry));
    return sorted;
  }

  /** What is stored, in the order of the table; the database must not change meanwhile. */
  public Iterable<Entry> unordered(int database) {
    return tables[database].entries();
  }

  /** The n-th in the order of the table, from 0 (inclusive) to {@link #size} (exclusive). */
  public Entry get(int database, int index) {
    return tables[database].entries().get(index);
  }

  /** What stands at {@code cursor} in the order of the table, and behind it. */
  public Iterator<Entry> from(int database, long cursor) {
    return tables[database].entries().from(cursor);
  }

  /** The n-th of those that expire, the earliest first, from 0 (inclusive) to {@link #expiring} (exclusive). */
  public Entry getExpiring(int database, int index) {
    return existing(database, tables[database].deadlines().get(index).key());
  }

  /** The earliest expiry among the keys that are not expired yet, or {@link Entry#NEVER}. */
  public long nextExpiry(long nowMillis) {
    var next = Entry.NEVER;
    for (var table : tables) {
      next = Math.min(next, table.nextExpiry(nowMillis));
    }
    return next;
  }

  /** The keys of a database that have expired and are still stored, the earliest first. */
  public List<Bytes> expired(int database, long nowMillis) {
    return tables[database].expired(nowMillis);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Keyspace that && Arrays.equals(tables, that.tables);
  }

  /** To be asked for only once nobody writes this keyspace any more. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(tables);
  }
}

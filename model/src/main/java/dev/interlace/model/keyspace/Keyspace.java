package dev.interlace.model.keyspace;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.RedisValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The databases of one server, as storage: expired keys stay until somebody removes them.
 *
 * <p><b>Snapshots:</b> {@link #fork} costs a handful of words. After it, a write copies what it is about to change and nobody owns alone
 * yet: a database's table once, a value once. A keyspace that was forked owns nothing any more.
 *
 * <p><b>Order:</b> keys are kept by their bytes. Redis promises no order, and one that depends on nothing but the content makes
 * equal keyspaces equal.
 */
public final class Keyspace {
  public static final int DATABASES = 16;

  private final Table[] tables;

  /** Marks the tables and values that no snapshot can see. */
  private Object owner = new Object();

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
    return tables[database].entries.get(key);
  }

  /** The value of an existing key, to be written in place. */
  public RedisValue ownedValue(int database, Bytes key) {
    var entry = table(database).get(key);
    if (entry.owner != owner) {
      entry = new Entry(entry.value().copy(), entry.expireAtMillis(), owner);
      table(database).put(key, entry);
    }
    return entry.value();
  }

  /** Stores a value that nobody else writes. */
  public void put(int database, Bytes key, RedisValue value, long expireAtMillis) {
    table(database).put(key, new Entry(value, expireAtMillis, owner));
  }

  /** Changes the expiry of an existing key. */
  public void expireAt(int database, Bytes key, long expireAtMillis) {
    var entry = table(database).get(key);
    table(database).put(key, new Entry(entry.value(), expireAtMillis, entry.owner));
  }

  public void remove(int database, Bytes key) {
    table(database).remove(key);
  }

  public void clear(int database) {
    tables[database] = Table.EMPTY;
  }

  public void swap(int first, int second) {
    var table = tables[first];
    tables[first] = tables[second];
    tables[second] = table;
  }

  /** How many keys are stored, expired or not. */
  public int size(int database) {
    return tables[database].entries.size();
  }

  /** A view of everything stored, expired or not, by key. */
  public SortedMap<Bytes, Entry> entries(int database) {
    return Collections.unmodifiableSortedMap(tables[database].entries);
  }

  /** The earliest expiry among the keys that are not expired yet, or {@link Entry#NEVER}. */
  public long nextExpiry(long nowMillis) {
    var next = Entry.NEVER;
    for (var table : tables) {
      for (var entry : table.entries.values()) {
        if (!entry.isExpired(nowMillis)) {
          next = Math.min(next, entry.expireAtMillis());
        }
      }
    }
    return next;
  }

  private TreeMap<Bytes, Entry> table(int database) {
    if (tables[database].owner != owner) {
      tables[database] = new Table(new TreeMap<>(tables[database].entries), owner);
    }
    return tables[database].entries;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Keyspace that && Arrays.equals(tables, that.tables);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tables);
  }

  private static final class Table {
    /** Owned by nobody, so it is copied before the first write. */
    static final Table EMPTY = new Table(new TreeMap<>(), new Object());

    final TreeMap<Bytes, Entry> entries;
    final Object owner;

    Table(TreeMap<Bytes, Entry> entries, Object owner) {
      this.entries = entries;
      this.owner = owner;
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
}

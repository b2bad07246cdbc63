package dev.interlace.model.keyspace;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.notice.KeyChange;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.Thresholds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One database during one command: the only door through which commands read and write keys.
 *
 * <p>A key that has expired is removed the moment anyone looks at it, as {@code expireIfNeeded} does. Time stands still.
 */
public final class Database {
  private static final long MILLIS = 1000;

  private final Keyspace keyspace;
  private final Journal journal;
  private final int index;
  private final long nowMillis;
  private final Thresholds thresholds;

  public Database(Keyspace keyspace, Journal journal, int index, long nowMillis, Thresholds thresholds) {
    this.keyspace = keyspace;
    this.journal = journal;
    this.index = index;
    this.nowMillis = nowMillis;
    this.thresholds = thresholds;
  }

  public int index() {
    return index;
  }

  /** The sizes at which values change their representation. */
  public Thresholds thresholds() {
    return thresholds;
  }

  /** Whether what was done in an earlier life is repeated, so that nothing expires. */
  public boolean isLoading() {
    return nowMillis == Long.MIN_VALUE;
  }

  /** Whether a key with that expiry would have expired; never while data are loaded. */
  public boolean isPast(long instant) {
    return instant <= nowMillis;
  }

  /** Notes, for those who repeat the command at hand, one of several that it comes to. */
  public void note(Supplier<List<Bytes>> words) {
    journal.effects().note(index, words);
  }

  /** What is noted of this for who repeats it. */
  public Effects effects() {
    return journal.effects();
  }

  /** What the command at hand has written counts for so many changes, however many keys it wrote. */
  public void count(long changes) {
    journal.count(changes);
  }

  /** Notes that what is done depends on what time it is. */
  public void noteClock() {
    journal.readClock();
  }

  /** The same moment in another database. */
  public Database at(int other) {
    return new Database(keyspace, journal, other, nowMillis, thresholds);
  }

  /** The value of a live key, to be read only. */
  public Optional<RedisValue> find(Bytes key) {
    return entry(key).map(Entry::value);
  }

  /** The value and expiry of a live key. */
  public Optional<Entry> entry(Bytes key) {
    var entry = peek(key);
    entry.ifPresent(this::use);
    return entry;
  }

  /** The same, and it does not count as use of the key. <b>Source:</b> {@code LOOKUP_NOTOUCH}. */
  public Optional<Entry> peek(Bytes key) {
    journal.read(index, key);
    removeIfExpired(key);
    return Optional.ofNullable(keyspace.find(index, key)).filter(entry -> !keepsExpired() || !entry.isExpired(nowMillis));
  }

  private void use(Entry entry) {
    if (!journal.isOfExploration()) {
      journal.usage().used(entry, nowMillis);
    }
  }

  /** Sets what OBJECT IDLETIME and OBJECT FREQ answer of a key that is there. <b>Source:</b> {@code objectSetLRUOrLFU}. */
  public void noteUse(Bytes key, OptionalLong idleSeconds, OptionalInt frequency) {
    var entry = keyspace.find(index, key);
    if (entry != null && !journal.isOfExploration()) {
      entry.noteUse(nowMillis - idleSeconds.orElse(0) * MILLIS, frequency.orElse(entry.frequency()));
    }
  }

  /**
   * For how many seconds nobody has used the key. <b>Deviation:</b> 0 in a state that is explored: it would otherwise tell states apart that
   * differ in nothing else.
   */
  public long idleSeconds(Entry entry) {
    return journal.isOfExploration() ? 0 : nowMillis / MILLIS - entry.usedMillis() / MILLIS;
  }

  /** How often the key is used, on the scale of OBJECT FREQ; in a state that is explored, as often as a new one. */
  public int frequency(Entry entry, long decay) {
    return journal.isOfExploration() ? entry.frequency() : entry.frequency(nowMillis, decay);
  }

  /** Whether keys that have expired stay where they are, and are not found. */
  public boolean keepsExpired() {
    return journal.keepsExpired();
  }

  /** While clients pause, an expired key is stored as before, and yet not found. <b>Source:</b> {@code expireIfNeeded}. */
  private void removeIfExpired(Bytes key) {
    var entry = keyspace.find(index, key);
    if (entry != null && entry.isExpired(nowMillis) && !keepsExpired()) {
      remove(key, entry);
      journal.effects().expired(index, key);
      journal.noteExpired();
      notify(EventClass.EXPIRED, "expired", key);
      journal.removed(new KeyChange.Touched(index, key, false));
      journal.observer().touched(index, key, false);
    }
  }

  /** Throws a key out, expired or not, to make room. <b>Source:</b> {@code performEvictions}. */
  public void evict(Bytes key) {
    var entry = keyspace.find(index, key);
    if (entry != null) {
      remove(key, entry);
      journal.effects().evicted(index, key);
      journal.noteEvicted();
      journal.removed(new KeyChange.Touched(index, key, false));
      journal.observer().touched(index, key, false);
      notify(EventClass.EVICTED, "evicted", key);
    }
  }

  /** Those who read a stream as a group must hear that it is gone. */
  private void remove(Bytes key, Entry entry) {
    keyspace.remove(index, key);
    if (entry.value() instanceof StreamValue) {
      journal.ready(index, key, entry.value());
    }
  }

  /**
   * For who counts what is stored: any of the keys that have expired may be gone by now, though nobody has asked for it. They went before
   * this step began, so within it nothing changes any more.
   *
   * @param choose whether (1) or not (0), for each
   */
  public void expireSome(IntUnaryOperator choose) {
    var isOpen = journal.isOfExploration() && journal.decides(index); // a server that runs removes them itself now and then
    for (var key : isOpen ? keyspace.expired(index, nowMillis) : List.<Bytes>of()) {
      if (!journal.hasWritten(index, key) && choose.applyAsInt(2) == 1) {
        removeIfExpired(key);
      }
    }
  }

  /** Removes the key if it has expired, without anybody's asking for it. */
  public void expire(Bytes key) {
    removeIfExpired(key);
  }

  public boolean has(Bytes key) {
    return entry(key).isPresent();
  }

  /** Whether something is stored under the key that is expired and not yet removed; leaves it there. */
  public boolean isExpired(Bytes key) {
    journal.read(index, key);
    var entry = keyspace.find(index, key);
    return entry != null && entry.isExpired(nowMillis);
  }

  /** The value of a live key, to be changed in place; {@link #changed} must follow if it was. */
  public RedisValue findForWrite(Bytes key) {
    var value = keyspace.ownedValue(index, key);
    value.use(thresholds);
    return value;
  }

  /** Stores {@code value} without expiry, whatever was there, and touches the key. <b>Source:</b> {@code setKey}. */
  public void set(Bytes key, RedisValue value) {
    set(key, value, Entry.NEVER);
  }

  /** Stores {@code value} with an expiry in milliseconds since the epoch, and touches the key. */
  public void set(Bytes key, RedisValue value, long expireAtMillis) {
    removeIfExpired(key); // to those who watched it, this write is then a change
    put(key, value, expireAtMillis);
    touch(key);
  }

  private void put(Bytes key, RedisValue value, long expireAtMillis) {
    var before = keyspace.find(index, key);
    var after = keyspace.put(index, key, value, expireAtMillis);
    if (!journal.isOfExploration()) {
      after.noteUse(nowMillis, before == null ? Entry.FREQUENCY_OF_NEW : before.frequency());
    }
    if (before == null) {
      journal.ready(index, key, value);
      notify(EventClass.NEW, "new", key);
    } else if (before.value() instanceof StreamValue) { // those who wait for what takes its place are forgotten
      journal.ready(index, key, before.value());
    }
  }

  /**
   * Stores {@code value}, after removing whatever was there; {@link #touch} must follow. <b>Source:</b> {@code dbDelete} and {@code dbAdd}, as
   * RENAME, COPY, MOVE and RESTORE call them.
   */
  public void add(Bytes key, RedisValue value, long expireAtMillis) {
    removeIfExpired(key);
    var before = keyspace.find(index, key);
    if (before != null) {
      remove(key, before);
    }
    put(key, value, expireAtMillis);
  }

  /** Has those who wait for the stream looked after. */
  public void ready(Bytes key, StreamValue stream) {
    journal.ready(index, key, stream);
  }

  /** Replaces the value of a live key, keeping its expiry, and touches the key. <b>Source:</b> {@code dbOverwrite}. */
  public void replace(Bytes key, RedisValue value) {
    var entry = keyspace.find(index, key);
    set(key, value, entry == null ? Entry.NEVER : entry.expireAtMillis());
  }

  /** Stores the same value in another representation, which is no change: no watcher is told. */
  public void represent(Bytes key, RedisValue value) {
    var entry = keyspace.find(index, key);
    put(key, value, entry == null ? Entry.NEVER : entry.expireAtMillis());
    journal.removed(new KeyChange.Unnoticed(index, key));
  }

  /** Stores a value that is about to be filled; {@link #changed} must follow. */
  public void create(Bytes key, RedisValue value) {
    value.use(thresholds);
    put(key, value, Entry.NEVER);
  }

  /** Follows a change in place: removes the key if nothing is left in its value, and touches it; answers whether it was removed. */
  public boolean changed(Bytes key) {
    var isEmptied = removeIfEmpty(key);
    touch(key);
    return isEmptied;
  }

  private boolean removeIfEmpty(Bytes key) {
    var entry = keyspace.find(index, key);
    var isEmptied = entry != null && entry.value().isEmpty();
    if (isEmptied) {
      keyspace.remove(index, key);
    }
    return isEmptied;
  }

  /** Follows a change in place as {@link #changed(Bytes)} does, and publishes {@code event}, and that an emptied key is deleted. */
  public void changed(Bytes key, EventClass kind, String event) {
    publish(key, changed(key), kind, event);
  }

  private void publish(Bytes key, boolean isEmptied, EventClass kind, String event) {
    notify(kind, event, key);
    if (isEmptied) {
      notify(EventClass.GENERIC, "del", key);
    }
  }

  /** Removes a live key and touches it; answers whether it was there. */
  public boolean delete(Bytes key) {
    return entry(key).isPresent() && deleteStored(key);
  }

  /** Removes a key, expired or not, and touches it; answers whether it was stored. */
  public boolean deleteStored(Bytes key) {
    var wasStored = clear(key);
    if (wasStored) {
      touch(key);
    }
    return wasStored;
  }

  /** Removes a key, expired or not, for another value to take its place as if the key was new; answers whether it was stored. */
  public boolean clear(Bytes key) {
    var entry = storedEntry(key);
    entry.ifPresent(stored -> remove(key, stored));
    return entry.isPresent();
  }

  /** Changes the expiry of a live key and touches it. */
  public void expireAt(Bytes key, long expireAtMillis) {
    keyspace.expireAt(index, key, expireAtMillis);
    touch(key);
  }

  /**
   * Tells the watchers that the key was written. Needed only where nothing else of this class was called. <b>Source:</b> {@code
   * signalModifiedKey}.
   */
  public void touch(Bytes key) {
    journal.written(new KeyChange.Touched(index, key, keyspace.find(index, key) != null));
    journal.observer().touched(index, key, true);
  }

  /** Publishes that something happened to a key, if the server is set up to. <b>Source:</b> {@code notifyKeyspaceEvent}. */
  public void notify(EventClass kind, String event, Bytes key) {
    if (journal.observer().listensTo(kind)) {
      journal.observer().happened(kind, event, index, key);
    }
  }

  /** Says that the command writes so many parts of its reply before what follows. */
  public void answered(int parts) {
    journal.observer().answered(parts);
  }

  /** The value of a live key, to be read only; publishes that it was missed if there is none. <b>Source:</b> {@code lookupKeyRead}. */
  public Optional<RedisValue> read(Bytes key) {
    var found = inspect(key);
    found.ifPresent(this::use);
    return found.map(Entry::value);
  }

  /** The same for a command that does not count as use of the key. <b>Source:</b> {@code LOOKUP_NOTOUCH}. */
  public Optional<Entry> inspect(Bytes key) {
    var found = peek(key);
    journal.looked(found.isPresent());
    if (found.isEmpty()) {
      notify(EventClass.KEY_MISS, "keymiss", key);
    }
    return found;
  }

  /** Follows {@link #clear}, once for all databases that it was called on. <b>Source:</b> {@code signalFlushedDb}. */
  public void flushed() {
    journal.observer().flushed();
  }

  /** Follows a change in place, and no watcher is told. */
  public void changedUnnoticed(Bytes key) {
    journal.written(new KeyChange.Unnoticed(index, key));
  }

  /** Follows a change in place like {@link #changed(Bytes, EventClass, String)}, and no watcher is told. */
  public void changedUnnoticed(Bytes key, EventClass kind, String event) {
    var isEmptied = removeIfEmpty(key);
    changedUnnoticed(key);
    publish(key, isEmptied, kind, event);
  }

  /** How many keys are stored: like DBSIZE it counts expired ones that nobody has looked at. */
  public int size() {
    journal.readEverything();
    return keyspace.size(index);
  }

  /** How many of them will expire, or have. */
  public int expiringCount() {
    return keyspace.expiring(index);
  }

  /** What the keys of all databases take, in bytes, as MEMORY USAGE estimates it. */
  public long memoryUse() {
    journal.readEverything();
    return keyspace.memoryUse();
  }

  /** All keys that are stored, expired or not, by their bytes. */
  public List<Bytes> stored() {
    journal.readEverything();
    return new ArrayList<>(keyspace.entries(index).keySet());
  }

  /** What is stored under the key, expired or not. */
  public Optional<Entry> storedEntry(Bytes key) {
    journal.read(index, key);
    return Optional.ofNullable(keyspace.find(index, key));
  }

  /** The live keys that {@code condition} lets pass, by their bytes; expired ones stay. */
  public List<Bytes> keys(Predicate<Bytes> condition) {
    journal.readEverything();
    var passed = new ArrayList<Bytes>();
    for (var entry : keyspace.unordered(index)) {
      if (!entry.isExpired(nowMillis) && condition.test(entry.key())) {
        passed.add(entry.key());
      }
    }
    Collections.sort(passed);
    return passed;
  }

  /** The key at a place in the order of the table, from 0 (inclusive) to {@link #size} (exclusive), expired or not. */
  public Bytes stored(int place) {
    journal.readEverything();
    return keyspace.get(index, place).key();
  }

  /** What is stored, expired or not, from {@code cursor} on in the order of the table; nothing must be written meanwhile. */
  public Iterator<Entry> from(long cursor) {
    journal.readEverything();
    return keyspace.from(index, cursor);
  }

  /** Removes every key. <b>Source:</b> {@code touchAllWatchedKeysInDb}: it touches what is stored, expired or not. */
  public void clear() {
    journal.writeEverything();
    for (var entry : keyspace.unordered(index)) {
      journal.written(new KeyChange.Touched(index, entry.key(), false));
      if (entry.value() instanceof StreamValue) {
        journal.ready(index, entry.key(), entry.value());
      }
    }
    keyspace.clear(index);
  }

  /**
   * Exchanges two databases under the feet of every connection. <b>Source:</b> {@code dbSwapDatabases}.
   *
   * @param choose picks one of so many: Redis promises no order of the keys that become ready
   */
  public void swap(int first, int second, IntUnaryOperator choose) {
    journal.writeEverything();
    noteSwap(first, second);
    noteSwap(second, first);
    noteLostStreams(first, second);
    noteLostStreams(second, first);
    keyspace.swap(first, second);
    noteReady(first, choose);
    noteReady(second, choose);
  }

  private void noteLostStreams(int emptied, int replacement) {
    for (var entry : keyspace.unordered(emptied)) {
      var after = keyspace.find(replacement, entry.key());
      if (entry.value() instanceof StreamValue && (after == null || !(after.value() instanceof StreamValue))) {
        journal.ready(emptied, entry.key(), entry.value());
      }
    }
  }

  private void noteReady(int database, IntUnaryOperator choose) {
    var left = new ArrayList<Entry>();
    for (var entry : keyspace.unordered(database)) {
      if (journal.isAwaited(database, entry.key(), entry.value())) {
        left.add(entry);
      }
    }
    while (!left.isEmpty()) {
      var next = left.remove(left.size() == 1 ? 0 : choose.applyAsInt(left.size()));
      journal.ready(database, next.key(), next.value());
    }
  }

  private void noteSwap(int emptied, int replacement) {
    var keys = new TreeSet<>(keyspace.entries(emptied).keySet());
    keys.addAll(keyspace.entries(replacement).keySet());
    for (var key : keys) {
      var after = keyspace.find(replacement, key);
      journal.written(
          new KeyChange.Swapped(
              emptied, key, keyspace.find(emptied, key) != null, after != null, after != null && after.isExpired(nowMillis)));
    }
  }
}

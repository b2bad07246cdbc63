package dev.interlace.model.keyspace;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.notice.KeyChange;
import dev.interlace.model.notice.KeyObserver;
import dev.interlace.model.notice.Message;
import dev.interlace.model.notice.Notice;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.notice.UserChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one step did that matters to others, noted as it happens: keys by {@link Database}, messages by commands. Its footprint, the
 * resources it read and wrote, is noted only where it is asked for: a server that runs would pay for it with each command.
 */
public final class Journal {
  /** The name of the resource that stands for all keys. */
  private static final String ALL = "*";
  /** What time it is. A blank, so that no key of database 0 is taken for it by chance. */
  public static final String CLOCK = "the clock";

  private final List<Notice> notices = new ArrayList<>();
  private Awaited awaited = Awaited.NOTHING;
  /** In the order of getting ready. */
  private final SequencedSet<Place> ready = new LinkedHashSet<>();
  /** The databases whose expired keys are decided about. */
  private final SortedSet<Integer> decided = new TreeSet<>();
  private final SortedSet<String> reads = new TreeSet<>();
  private final SortedSet<String> writes = new TreeSet<>();
  private final boolean notesFootprint;
  private boolean hasLeftKeysAlone = true;
  private long changes;
  private long earlierChanges;
  private int hits;
  private int misses;
  private int expired;
  private int evicted;
  private Usage usage = Usage.RECENT;
  private KeyObserver observer = KeyObserver.NOBODY;
  private boolean keepsExpired;
  private final Effects effects = new Effects();

  /** What would have to be done by who repeats the step; {@link #clear} leaves it. */
  public Effects effects() {
    return effects;
  }

  /** Tells {@code next} what becomes of keys from now on, as it happens. */
  public void observe(KeyObserver next) {
    observer = next;
  }

  KeyObserver observer() {
    return observer;
  }

  /** Has the use of keys noted like that from now on. */
  public void use(Usage next) {
    usage = next;
  }

  Usage usage() {
    return usage;
  }

  public Journal(boolean notesFootprint) {
    this.notesFootprint = notesFootprint;
  }

  /** A key of one database. */
  public record Place(int database, Bytes key) {}

  /** Tells which keys somebody waits for. */
  public interface Awaited {
    Awaited NOTHING = (database, key, value) -> false;

    /** Whether somebody waits for the key who may be concerned if it gets, or loses, this value. */
    boolean is(int database, Bytes key, RedisValue value);
  }

  /** Notes from now on which keys that are awaited get ready. */
  public void await(Awaited next) {
    awaited = next;
  }

  /** Whether the step leads from one state that is explored to another; else the server runs. */
  boolean isOfExploration() {
    return notesFootprint;
  }

  /** Forgets the last step. */
  public void clear() {
    if (notesFootprint) {
      reads.clear();
      writes.clear();
    }
    notices.clear();
    decided.clear();
    hasLeftKeysAlone = true;
    changes = 0;
    earlierChanges = 0;
    hits = 0;
    misses = 0;
    expired = 0;
    evicted = 0;
  }

  /** A key was looked up by a command that only reads. */
  void looked(boolean isHit) {
    hits += isHit ? 1 : 0;
    misses += isHit ? 0 : 1;
  }

  void noteExpired() {
    expired++;
  }

  void noteEvicted() {
    evicted++;
  }

  /** Says whether expired keys stay where they are for now. */
  public void keepExpired(boolean keep) {
    keepsExpired = keep;
  }

  boolean keepsExpired() {
    return keepsExpired;
  }

  /** How often a command that only reads found its key. */
  public int hits() {
    return hits;
  }

  public int misses() {
    return misses;
  }

  /** How many keys went because their time was up. */
  public int expired() {
    return expired;
  }

  /** How many keys were thrown out to make room. */
  public int evicted() {
    return evicted;
  }

  /** Notes a message to another client. */
  public void told(Message message) {
    notices.add(message);
  }

  /** Notes that those who wait for the key should be looked after. <b>Source:</b> {@code signalKeyAsReady} in {@code blocked.c}. */
  void ready(int database, Bytes key, RedisValue value) {
    if (isAwaited(database, key, value)) {
      ready.add(new Place(database, key));
    }
  }

  boolean isAwaited(int database, Bytes key, RedisValue value) {
    return awaited.is(database, key, value);
  }

  /** Takes the key that has been ready for longest. */
  public Optional<Place> nextReady() {
    return Optional.ofNullable(ready.isEmpty() ? null : ready.removeFirst());
  }

  /** Notes what a change of a user means to the connections of that user. */
  public void told(UserChange change) {
    notices.add(change);
  }

  /** Notes that the step has looked at something that is no key. */
  public void read(String resource) {
    if (notesFootprint) {
      reads.add(resource);
    }
  }

  void read(int database, Bytes key) {
    if (notesFootprint) {
      reads.add(resource(database, key));
    }
  }

  /** Notes a change that a command meant to make. */
  void written(KeyChange change) {
    changes++;
    removed(change);
  }

  /** Notes a change that nobody asked for: a key that had expired is gone. */
  void removed(KeyChange change) {
    hasLeftKeysAlone = false;
    if (notesFootprint) {
      writes.add(resource(change.database(), change.key()));
    }
    if (notices.isEmpty() || !notices.getLast().equals(change)) {
      notices.add(change);
    }
  }

  /** Notes what a change means to those who watch the key, at {@code index} of the notices so far. */
  public void noted(int index, KeyChange.Unshielded meaning) {
    notices.add(index, meaning);
  }

  /** Whether this is the first time in this step that somebody asks which of the database's expired keys are gone. */
  boolean decides(int database) {
    return decided.add(database);
  }

  /** Whether this step wrote the key, as far as it is noted. */
  boolean hasWritten(int database, Bytes key) {
    return writes.contains(resource(database, key));
  }

  void readClock() {
    if (notesFootprint) {
      reads.add(CLOCK);
    }
  }

  public void readEverything() {
    if (notesFootprint) {
      reads.add(ALL);
    }
  }

  public void writeEverything() {
    hasLeftKeysAlone = false;
    if (notesFootprint) {
      writes.add(ALL);
    }
  }

  /** What the sessions of others must be told, in order of occurrence; the list is the journal's own. */
  public List<Notice> notices() {
    return notices;
  }

  /** Whether no key was written or removed. */
  public boolean leftKeysAlone() {
    return hasLeftKeysAlone;
  }

  /** The resources read; a key of database 0 is named by its text alone. */
  public SortedSet<String> reads() {
    return reads;
  }

  public SortedSet<String> writes() {
    return writes;
  }

  /** How many changes commands have made so far, by which it is decided when to save. <b>Source:</b> {@code server.dirty}. */
  public long changes() {
    return changes;
  }

  /** A command begins, or somebody who waited gets something. */
  public void beginCommand() {
    earlierChanges = changes;
  }

  /** What was written since {@link #beginCommand} counts for so many changes; as a rule each key that was written is one. */
  void count(long number) {
    changes = earlierChanges + number;
  }

  /** The name of a key as a resource. */
  public static String resource(int database, Bytes key) {
    return database == 0 ? key.toLatin1() : database + ":" + key.toLatin1();
  }
}

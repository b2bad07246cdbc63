package dev.interlace.model.keyspace;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.notice.KeyChange;
import dev.interlace.model.notice.Message;
import dev.interlace.model.notice.Notice;
import dev.interlace.model.value.RedisValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one step did that matters to others, noted as it happens: keys by {@link Database}, messages by commands. */
public final class Journal {
  /** The name of the resource that stands for all keys. */
  private static final String ALL = "*";

  private final List<Notice> notices = new ArrayList<>();
  private final Awaited awaited;
  /** In the order of getting ready. */
  private final SequencedSet<Place> ready = new LinkedHashSet<>();
  private final SortedSet<String> reads = new TreeSet<>();
  private final SortedSet<String> writes = new TreeSet<>();
  private int writeCount;

  /** A key of one database. */
  public record Place(int database, Bytes key) {}

  /** Tells which keys somebody waits for. */
  public interface Awaited {
    Awaited NOTHING = (database, key, value) -> false;

    /** Whether somebody waits for the key who may be concerned if it gets, or loses, this value. */
    boolean is(int database, Bytes key, RedisValue value);
  }

  public Journal() {
    this(Awaited.NOTHING);
  }

  public Journal(Awaited awaited) {
    this.awaited = awaited;
  }

  /** Forgets the last step. */
  public void clear() {
    notices.clear();
    reads.clear();
    writes.clear();
    writeCount = 0;
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

  void read(int database, Bytes key) {
    reads.add(resource(database, key));
  }

  /** Notes a change that a command meant to make. */
  void written(KeyChange change) {
    writeCount++;
    removed(change);
  }

  /** Notes a change that nobody asked for: a key that had expired is gone. */
  void removed(KeyChange change) {
    writes.add(resource(change.database(), change.key()));
    if (notices.isEmpty() || !notices.getLast().equals(change)) {
      notices.add(change);
    }
  }

  public void readEverything() {
    reads.add(ALL);
  }

  public void writeEverything() {
    writes.add(ALL);
  }

  /** What the sessions of others must be told, in order of occurrence; the list is the journal's own. */
  public List<Notice> notices() {
    return notices;
  }

  /** Whether no key was written or removed. */
  public boolean leftKeysAlone() {
    return writes.isEmpty();
  }

  /** The resources read; a key of database 0 is named by its text alone. */
  public SortedSet<String> reads() {
    return reads;
  }

  public SortedSet<String> writes() {
    return writes;
  }

  /** How many writes commands have made so far. */
  public int writeCount() {
    return writeCount;
  }

  private static String resource(int database, Bytes key) {
    return database == 0 ? key.toLatin1() : database + ":" + key.toLatin1();
  }
}

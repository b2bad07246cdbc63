package dev.interlace.model.keyspace;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one step did to the keyspace, noted by {@link Database} as it happens. */
public final class Journal {
  /** The name of the resource that stands for all keys. */
  private static final String ALL = "*";

  private final List<KeyChange> changes = new ArrayList<>();
  private final SortedSet<String> reads = new TreeSet<>();
  private final SortedSet<String> writes = new TreeSet<>();
  private int writeCount;

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
    if (changes.isEmpty() || !changes.getLast().equals(change)) {
      changes.add(change);
    }
  }

  public void readEverything() {
    reads.add(ALL);
  }

  public void writeEverything() {
    writes.add(ALL);
  }

  /** In order of occurrence. */
  public List<KeyChange> changes() {
    return changes;
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

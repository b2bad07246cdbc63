package dev.interlace.engine.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Where a breadth-first search is saved from time to time, so that another process can go on with it.
 *
 * <p>What is interned cannot be written down. Instead, what the world was asked for is ({@link World#save}): asked the same again, a new world of the same
 * scenario gives everything the same numbers, and the tables of the search, which hold nothing but numbers, are written as they are.
 */
public interface Savepoint {
  /** For a search that is not saved. */
  Savepoint NONE = new Savepoint() {
    @Override
    public boolean isDue() {
      return false;
    }

    @Override
    public void save(Content content) {}

    @Override
    public Optional<DataInputStream> saved() {
      return Optional.empty();
    }
  };

  /** Whether it is time to save; asked every few thousand states. */
  boolean isDue();

  /** Saves in place of what was saved before. Also called when the search stops for lack of time or memory. */
  void save(Content content);

  /** What the search is to go on from; empty if from the start. */
  Optional<DataInputStream> saved();

  /** What is to be saved. */
  @FunctionalInterface
  interface Content {
    void write(DataOutputStream out) throws IOException;
  }
}

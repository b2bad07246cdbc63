package dev.interlace.model.notice;

import dev.interlace.model.bytes.Bytes;

/** What happened to a key, as far as it matters to those who watch it. */
public sealed interface KeyChange extends Notice {
  int database();

  Bytes key();

  /** The key was written or removed. <b>Source:</b> {@code signalModifiedKey}, {@code touchWatchedKey}. */
  record Touched(int database, Bytes key, boolean existsAfter) implements KeyChange {}

  /** The key's database was swapped for another. <b>Source:</b> {@code touchAllWatchedKeysInDb} with {@code replaced_with}. */
  record Swapped(int database, Bytes key, boolean existedBefore, boolean existsAfter, boolean isExpiredAfter) implements KeyChange {}

  /**
   * A watch that began while the key had expired already is over, or has seen the key go: it no longer stands before those that began later.
   *
   * @param client whose watch it was
   */
  record Unshielded(int database, Bytes key, long client) implements KeyChange {}

  /** The key was written, and those who watch it were not told: where a command leaves out {@code signalModifiedKey}. */
  record Unnoticed(int database, Bytes key) implements KeyChange {}
}

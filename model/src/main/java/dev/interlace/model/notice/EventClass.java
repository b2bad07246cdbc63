package dev.interlace.model.notice;

/**
 * What a keyspace notification is about, as {@code notify-keyspace-events} selects it.
 *
 * <p><b>Source:</b> {@code NOTIFY_…} of Redis 7.0.
 */
public enum EventClass {
  GENERIC('g'),
  STRING('$'),
  LIST('l'),
  SET('s'),
  HASH('h'),
  SORTED_SET('z'),
  EXPIRED('x'),
  EVICTED('e'),
  STREAM('t'),
  /** Types that modules add; none here. */
  MODULE('d'),
  /** A key came into being; not part of {@code A}. */
  NEW('n'),
  /** A key was read that is not there; not part of {@code A}. */
  KEY_MISS('m');

  private final char letter;

  EventClass(char letter) {
    this.letter = letter;
  }

  /** Its letter in {@code notify-keyspace-events}. */
  public char letter() {
    return letter;
  }

  /** Whether {@code A} stands for it too. */
  public boolean isInAll() {
    return this != KEY_MISS && this != NEW;
  }
}

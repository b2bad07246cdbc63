package dev.interlace.model.keyspace;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Keyed;
import dev.interlace.model.value.RedisValue;

/**
 * A key with its value and expiry. Equality looks at the latter two alone: when a key was last used is known only to a server that runs,
 * and is no part of a state that is explored.
 */
public final class Entry implements Keyed {
  /** The expiry of a key that has none. */
  public static final long NEVER = Long.MAX_VALUE;

  /** <b>Source:</b> {@code LFU_INIT_VAL}. */
  public static final int FREQUENCY_OF_NEW = 5;

  private static final long MILLIS_A_MINUTE = 60_000;

  /** The keyspace that may write the value in place. */
  final Object owner;

  private final Bytes key;
  private final RedisValue value;
  private final long expireAtMillis;

  /** In a server that runs. */
  private long usedMillis;

  private int frequency = FREQUENCY_OF_NEW;

  Entry(Bytes key, RedisValue value, long expireAtMillis, Object owner) {
    this.key = key;
    this.value = value;
    this.expireAtMillis = expireAtMillis;
    this.owner = owner;
  }

  @Override
  public Bytes key() {
    return key;
  }

  public RedisValue value() {
    return value;
  }

  /** Milliseconds since the epoch, or {@link #NEVER}. */
  public long expireAtMillis() {
    return expireAtMillis;
  }

  /** How often it is used, on the scale of OBJECT FREQ. */
  public int frequency() {
    return frequency;
  }

  /**
   * What is left of it by now. <b>Source:</b> {@code LFUDecrAndReturn}.
   *
   * @param decay in how many minutes without use it falls by one, 0 for never
   */
  public int frequency(long nowMillis, long decay) {
    var minutes = nowMillis / MILLIS_A_MINUTE - usedMillis / MILLIS_A_MINUTE;
    return decay == 0 ? frequency : (int) Math.max(0, frequency - minutes / decay);
  }

  /** The same with another value, expiry and owner, and used as before. */
  Entry with(RedisValue newValue, long newExpireAtMillis, Object newOwner) {
    var entry = new Entry(key, newValue, newExpireAtMillis, newOwner);
    entry.noteUse(usedMillis, frequency);
    return entry;
  }

  /** When it was last used, in milliseconds since the epoch, in a server that runs. */
  public long usedMillis() {
    return usedMillis;
  }

  public void noteUse(long millis, int newFrequency) {
    usedMillis = millis;
    frequency = newFrequency;
  }

  public boolean hasExpiry() {
    return expireAtMillis != NEVER;
  }

  /**
   * Whether the instant of expiry lies in the past; at that very instant the key still lives. <b>Source:</b> {@code keyIsExpired}
   * in {@code db.c}.
   */
  public boolean isExpired(long nowMillis) {
    return nowMillis > expireAtMillis;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Entry that && expireAtMillis == that.expireAtMillis && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return 31 * value.hashCode() + Long.hashCode(expireAtMillis);
  }

  @Override
  public String toString() {
    return hasExpiry() ? value + " until " + expireAtMillis : value.toString();
  }
}

package dev.interlace.engine.state;

import java.util.Arrays;

/**
 * A map from longs to ints that are not negative: open addressing, linear probing, at most half full. Never iterated, nothing is
 * removed.
 */
public final class LongIntMap {
  /** What {@link #get} answers for a key that is not there. */
  public static final int ABSENT = -1;

  private long[] keys = new long[64];
  private int[] values = filled(64);
  private int size;

  /** The key made of two ints that are not negative. */
  public static long key(int high, int low) {
    return (long) high << 32 | low;
  }

  public int get(long key) {
    var mask = keys.length - 1;
    for (var slot = (int) Hashing.mix(key) & mask; ; slot = slot + 1 & mask) {
      var value = values[slot];
      if (value == ABSENT || keys[slot] == key) {
        return value;
      }
    }
  }

  public void put(long key, int value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    insert(key, value);
  }

  private void insert(long key, int value) {
    var mask = keys.length - 1;
    var slot = (int) Hashing.mix(key) & mask;
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    if (values[slot] == ABSENT) {
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private void grow() {
    var oldKeys = keys;
    var oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = filled(oldKeys.length * 2);
    size = 0;
    for (var i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != ABSENT) {
        insert(oldKeys[i], oldValues[i]);
      }
    }
  }

  private static int[] filled(int length) {
    var array = new int[length];
    Arrays.fill(array, ABSENT);
    return array;
  }
}

package dev.interlace.engine.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A map from longs to ints that are not negative: open addressing, linear probing, at most half full. Never iterated, nothing is
 * removed.
 *
 * <p><b>Threads:</b> any number may look up while one at a time puts. Who finds a value sees all that was written before it was put; who does not may
 * have come too early, and asks again where nobody else puts.
 */
public final class LongIntMap {
  /** What {@link #get} answers for a key that is not there. */
  public static final int ABSENT = -1;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  /** Keys, each with its value + 1 behind it; 0 marks a free slot. */
  private volatile long[] slots = new long[128];
  private int size;

  /** Odd, and with bits of no pattern (Knuth's multiplicative hashing, by the golden ratio). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** The key made of two ints that are not negative. */
  public static long key(int high, int low) {
    return (long) high << 32 | low;
  }

  public int get(long key) {
    var table = slots;
    var mask = table.length - 2;
    for (var at = home(key) & mask; ; at = at + 2 & mask) {
      var value = (long) SLOT.getAcquire(table, at + 1);
      if (value == 0 || table[at] == key) {
        return (int) value - 1;
      }
    }
  }

  private static int home(long key) {
    return (int) (key * SPREAD >>> 32);
  }

  public void put(long key, int value) {
    if (size * 4 >= slots.length) {
      grow();
    }
    insert(slots, key, value + 1L);
  }

  private void insert(long[] table, long key, long value) {
    var mask = table.length - 2;
    var at = home(key) & mask;
    while (table[at + 1] != 0 && table[at] != key) {
      at = at + 2 & mask;
    }
    if (table[at + 1] == 0) {
      size++;
    }
    table[at] = key;
    SLOT.setRelease(table, at + 1, value);
  }

  private void grow() {
    var old = slots;
    var grown = new long[old.length * 2];
    size = 0;
    for (var at = 0; at < old.length; at += 2) {
      if (old[at + 1] != 0) {
        insert(grown, old[at], old[at + 1]);
      }
    }
    slots = grown;
  }

  /** Memory taken. */
  public long bytes() {
    return (long) Long.BYTES * slots.length;
  }
}

package dev.interlace.engine.toy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shared state of the toy system: named registers, and the time. */
public record Store(SortedMap<String, Long> registers, long now) {
  public static final Store EMPTY = new Store(Collections.emptySortedMap(), 0);

  public Store {
    registers = Collections.unmodifiableSortedMap(new TreeMap<>(registers));
  }

  public long get(String register) {
    return registers.getOrDefault(register, 0L);
  }

  public Store with(String register, long value) {
    var changed = new TreeMap<>(registers);
    changed.put(register, value);
    return new Store(changed, now);
  }
}

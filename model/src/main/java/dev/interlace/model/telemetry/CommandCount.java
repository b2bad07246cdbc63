package dev.interlace.model.telemetry;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often one command was called, and how long that took. */
public final class CommandCount {
  private final SortedMap<Long, Long> callsByMicros = new TreeMap<>();
  /** Calls that took no time: nearly all, so they are counted apart. */
  private long instant;
  long calls;
  long micros;
  long rejected;
  long failed;

  CommandCount() {}

  void took(long duration) {
    calls++;
    micros += duration;
    if (duration == 0) {
      instant++;
    } else {
      callsByMicros.merge(duration, 1L, Long::sum);
    }
  }

  public long calls() {
    return calls;
  }

  /** In all calls together. */
  public long micros() {
    return micros;
  }

  /** How often it was not even run. */
  public long rejected() {
    return rejected;
  }

  /** How often it answered an error. */
  public long failed() {
    return failed;
  }

  /** How many calls took how many microseconds, the shortest first. */
  public SortedMap<Long, Long> callsByMicros() {
    var all = new TreeMap<>(callsByMicros);
    if (instant > 0) {
      all.put(0L, instant);
    }
    return Collections.unmodifiableSortedMap(all);
  }
}

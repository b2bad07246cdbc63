package dev.interlace.model.telemetry;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often one command was called, and how long that took. */
public final class CommandCount {
  private final SortedMap<Long, Long> callsByMicros = new TreeMap<>();
  long calls;
  long micros;
  long rejected;
  long failed;

  CommandCount() {}

  void took(long duration) {
    calls++;
    micros += duration;
    callsByMicros.merge(duration, 1L, Long::sum);
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
    return Collections.unmodifiableSortedMap(callsByMicros);
  }
}

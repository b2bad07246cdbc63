package dev.interlace.model.telemetry;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The latency monitor: what took longer than the operator finds right. <b>Source:</b> {@code latency.c} of Redis 7.0. */
public final class Latency {
  private static final int MOST_SAMPLES = 160;

  private final SortedMap<String, Event> events = new TreeMap<>();

  Latency() {}

  public record Sample(long seconds, long millis) {}

  /** What is known of one kind of event. */
  public static final class Event {
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long worst;

    private Event() {}

    /** The oldest first; of those within one second only the worst. */
    public List<Sample> samples() {
      return List.copyOf(samples);
    }

    /** Of all times, in milliseconds. */
    public long worst() {
      return worst;
    }
  }

  public void add(String event, long nowMillis, long millis) {
    var seconds = Math.floorDiv(nowMillis, 1_000L);
    var known = events.computeIfAbsent(event, any -> new Event());
    known.worst = Math.max(known.worst, millis);
    var last = known.samples.peekLast();
    if (last != null && last.seconds == seconds) {
      known.samples.removeLast();
      known.samples.addLast(new Sample(seconds, Math.max(millis, last.millis)));
      return;
    }
    known.samples.addLast(new Sample(seconds, millis));
    if (known.samples.size() > MOST_SAMPLES) {
      known.samples.removeFirst();
    }
  }

  /** By name. */
  public SortedMap<String, Event> events() {
    return Collections.unmodifiableSortedMap(events);
  }

  /** Forgets one kind of event; false if there is none. */
  public boolean reset(String event) {
    return events.remove(event) != null;
  }

  /** Forgets all, and tells how many there were. */
  public int reset() {
    var count = events.size();
    events.clear();
    return count;
  }
}

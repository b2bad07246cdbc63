package dev.interlace.properties.gallery;

import dev.interlace.engine.property.Results;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.JedisProgram;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** P9: at most so many calls in any window of one second, kept as a sorted set of times; the time comes from the caller. */
final class SlidingWindow {
  private static final String LIMIT = "never more accepted calls within a window than the limit";
  private static final String LIMITER = Scripts.read("limiter.lua");
  private static final String SERVER_TIME = Scripts.read("limiter-server-time.lua");
  private static final long WINDOW_MILLIS = 1000;

  private SlidingWindow() {}

  /** The program as it is told, in whatever unit the caller counts time. */
  static boolean isAllowed(Jedis jedis, long now, long window, int limit) {
    var args = List.of(Long.toString(now), Long.toString(window), Integer.toString(limit));
    return Long.valueOf(1).equals(jedis.eval(LIMITER, List.of("calls"), args));
  }

  /** Its repair: the server's clock, in milliseconds, and a member for each call. */
  static boolean isAllowedByServer(Jedis jedis, String call, int limit) {
    var args = List.of(call, Long.toString(WINDOW_MILLIS), Integer.toString(limit));
    return Long.valueOf(1).equals(jedis.eval(SERVER_TIME, List.of("calls"), args));
  }

  /** When a call was made at the earliest and at the latest, by a clock that is always right. */
  record Accepted(long fromMillis, long toMillis) {}

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("P9", "as-written", "limit 1, one clock, calls at 0.9 and 1.0 seconds", calls(1, told(900, 0, 1), told(1_000, 0, 1)),
            "In whole seconds 0.9 is 0, and so the first call is forgotten nine tenths of a second too early.", LIMIT),
        Exhibit.broken("P9", "equal-times", "limit 2, three calls in one second", calls(2, told(0, 0, 2), told(0, 0, 2), told(0, 0, 2)),
            "The time is the member: calls of one second are one member, and the set never fills up.", LIMIT),
        Exhibit.broken("P9", "clocks-differ", "limit 1, one caller's clock is a second ahead", calls(1, told(0, 0, 1), told(0, 1, 1)),
            "The caller from the future clears the window for everybody.", LIMIT),
        Exhibit.sound("P9", "milliseconds", "repaired: limit 1, one clock, the time in milliseconds",
            crowd(1, exact(0, 1), exact(1_000, 1), exact(2_000, 1)),
            "A call at t is forgotten at t + window, by which time it is outside; with limit 1 equal times do not matter."),
        Exhibit.sound("P9", "server-time-equal", "repaired: limit 2, three calls in one second",
            crowd(2, repaired("a", 0, 2), repaired("b", 0, 2), repaired("c", 0, 2)), "Each call is a member of its own."),
        Exhibit.sound("P9", "server-time-clocks", "repaired: the callers' clocks no longer matter",
            crowd(1, repaired("a", 0, 1), repaired("b", 0, 1)),
            "There is one clock, the server's."),
        Exhibit.sound("P9", "server-time-fractions", "repaired: limit 1, calls at 0.9 and 1.0 seconds",
            crowd(1, repaired("a", 900, 1), repaired("b", 1_000, 1)), "Milliseconds are kept."));
  }

  /** Waits, calls with a clock that is {@code aheadSeconds} wrong, and tells when. */
  private static JedisProgram.Controlled told(long waitMillis, long aheadSeconds, int limit) {
    return at(waitMillis, (jedis, nowMillis) -> isAllowed(jedis, nowMillis / 1000 + aheadSeconds, WINDOW_MILLIS / 1000, limit));
  }

  private static JedisProgram.Controlled exact(long waitMillis, int limit) {
    return at(waitMillis, (jedis, nowMillis) -> isAllowed(jedis, nowMillis, WINDOW_MILLIS, limit));
  }

  private static JedisProgram.Controlled repaired(String call, long waitMillis, int limit) {
    return at(waitMillis, (jedis, nowMillis) -> isAllowedByServer(jedis, call, limit));
  }

  @FunctionalInterface
  interface Code {
    boolean isAllowed(Jedis jedis, long nowMillis);
  }

  private static JedisProgram.Controlled at(long waitMillis, Code code) {
    return (jedis, client) -> {
      if (waitMillis > 0) {
        client.sleep(Duration.ofMillis(waitMillis));
      }
      var from = client.nowMillis();
      return code.isAllowed(jedis, from) ? new Accepted(from, client.nowMillis()) : false;
    };
  }

  /** The same, where some call must be refused at times. */
  private static RedisScenario crowd(int limit, JedisProgram.Controlled... callers) {
    return calls(limit, callers).sometimesAtEnd("a call is refused", (db, results) -> Reading.count(results, false) > 0);
  }

  private static RedisScenario calls(int limit, JedisProgram.Controlled... callers) {
    var scenario = RedisScenario.named("calls within a window, limit " + limit)
        .without(BuiltIn.SERIALIZABLE, "results tell when a call was made, and no serial order makes it at the same time")
        .aborted(result -> false) // a refused call may forget calls that left the window, and that is as it should be
        .atEnd(LIMIT, (db, results) -> isWithin(limit, results));
    for (var i = 0; i < callers.length; i++) {
      scenario = scenario.client("caller" + (i + 1), callers[i]);
    }
    return scenario;
  }

  /** Whether no more than {@code limit} accepted calls lie for certain within less than one window. */
  private static boolean isWithin(int limit, Results results) {
    var accepted = Reading.values(results).stream().filter(Accepted.class::isInstance).map(Accepted.class::cast).toList();
    for (var first : accepted) {
      var end = first.fromMillis + WINDOW_MILLIS;
      if (accepted.stream().filter(call -> call.fromMillis >= first.fromMillis && call.toMillis < end).count() > limit) {
        return false;
      }
    }
    return true;
  }
}

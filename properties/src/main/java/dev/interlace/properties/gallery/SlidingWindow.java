package dev.interlace.properties.gallery;

import dev.interlace.engine.property.Results;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.JedisProgram;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** P9: at most so many calls in any window of ten seconds, kept as a sorted set of times; the time comes from the caller, in seconds. */
final class SlidingWindow {
  private static final String LIMIT = "never more accepted calls within a window than the limit";
  private static final String LIMITER = Scripts.read("limiter.lua");
  private static final String SERVER_TIME = Scripts.read("limiter-server-time.lua");
  private static final long WINDOW_SECONDS = 10;

  private SlidingWindow() {}

  /** The program as it is told. */
  static boolean isAllowed(Jedis jedis, long nowSeconds, int limit) {
    var args = List.of(Long.toString(nowSeconds), Long.toString(WINDOW_SECONDS), Integer.toString(limit));
    return Long.valueOf(1).equals(jedis.eval(LIMITER, List.of("calls"), args));
  }

  /** Its repair: the server's clock, in milliseconds, and a member for each call. */
  static boolean isAllowedByServer(Jedis jedis, String call, int limit) {
    var args = List.of(call, Long.toString(WINDOW_SECONDS * 1000), Integer.toString(limit));
    return Long.valueOf(1).equals(jedis.eval(SERVER_TIME, List.of("calls"), args));
  }

  /** When a call was made at the earliest and at the latest, by a clock that is always right. */
  record Accepted(long fromMillis, long toMillis) {}

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.sound("P9", "as-written", "limit 1, one clock, whole seconds apart", calls(1, told(0, 0, 1), told(1_000, 0, 1), told(10_000, 0, 1)),
            "A call at t is forgotten at t + window, by which time it is outside."),
        Exhibit.broken("P9", "equal-times", "limit 2, three calls in one second", calls(2, told(0, 0, 2), told(0, 0, 2), told(0, 0, 2)),
            "The time is the member: calls of one second are one member, and the set never fills up.", LIMIT),
        Exhibit.broken("P9", "clocks-differ", "limit 1, one caller's clock is ten seconds ahead", calls(1, told(0, 0, 1), told(0, 10, 1)),
            "The caller from the future clears the window for everybody.", LIMIT),
        Exhibit.broken("P9", "cut-off-fractions", "limit 1, calls at 0.9 and 10.0 seconds", calls(1, told(900, 0, 1), told(10_000, 0, 1)),
            "0.9 is counted as 0, and so forgotten nine tenths of a second too early.", LIMIT),
        Exhibit.sound("P9", "server-time-equal", "repaired: limit 2, three calls in one second",
            calls(2, repaired("a", 0, 2), repaired("b", 0, 2), repaired("c", 0, 2)), "Each call is a member of its own."),
        Exhibit.sound("P9", "server-time-clocks", "repaired: the callers' clocks no longer matter", calls(1, repaired("a", 0, 1), repaired("b", 0, 1)),
            "There is one clock, the server's."),
        Exhibit.sound("P9", "server-time-fractions", "repaired: limit 1, calls at 0.9 and 10.0 seconds",
            calls(1, repaired("a", 900, 1), repaired("b", 10_000, 1)), "Milliseconds are kept."));
  }

  /** Waits, calls with a clock that is {@code aheadSeconds} wrong, and tells when. */
  private static JedisProgram.Controlled told(long waitMillis, long aheadSeconds, int limit) {
    return (jedis, client) -> {
      client.sleep(Duration.ofMillis(waitMillis));
      var from = client.nowMillis();
      var allowed = isAllowed(jedis, from / 1000 + aheadSeconds, limit);
      return allowed ? new Accepted(from, client.nowMillis()) : false;
    };
  }

  private static JedisProgram.Controlled repaired(String call, long waitMillis, int limit) {
    return (jedis, client) -> {
      client.sleep(Duration.ofMillis(waitMillis));
      var from = client.nowMillis();
      return isAllowedByServer(jedis, call, limit) ? new Accepted(from, client.nowMillis()) : false;
    };
  }

  private static RedisScenario calls(int limit, JedisProgram.Controlled... callers) {
    var scenario = RedisScenario.named("calls within a window, limit " + limit)
        .without(BuiltIn.SERIALIZABLE, "results tell when a call was made, and no serial order makes it at the same time")
        .atEnd(LIMIT, (db, results) -> isWithin(limit, results))
        .sometimesAtEnd("a call is refused", (db, results) -> Reading.count(results, false) > 0);
    for (var i = 0; i < callers.length; i++) {
      scenario = scenario.client("caller" + (i + 1), callers[i]);
    }
    return scenario;
  }

  /** Whether no more than {@code limit} accepted calls lie for certain within less than one window. */
  private static boolean isWithin(int limit, Results results) {
    var accepted = Reading.values(results).stream().filter(Accepted.class::isInstance).map(Accepted.class::cast).toList();
    for (var first : accepted) {
      var end = first.fromMillis + WINDOW_SECONDS * 1000;
      if (accepted.stream().filter(call -> call.fromMillis >= first.fromMillis && call.toMillis < end).count() > limit) {
        return false;
      }
    }
    return true;
  }
}

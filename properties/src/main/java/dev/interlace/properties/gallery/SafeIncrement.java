package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;
import static dev.interlace.properties.RedisScenario.operation;

import dev.interlace.engine.property.Results;
import dev.interlace.properties.RedisScenario;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** P7: a counter that may not grow beyond a limit, as a script that answers the new value, or -1 for a refusal. */
final class SafeIncrement {
  private static final String LIMIT = "the counter is never above its limit";
  private static final String COUNTED = "every accepted call is counted, and no other";
  private static final String SAFE = Scripts.read("safe-increment.lua");
  private static final String CHECKED = Scripts.read("safe-increment-checked.lua");
  private static final long REFUSED = -1;
  /** The first integer that a Lua number cannot hold. */
  private static final long INEXACT = (1L << 53) + 1;

  private SafeIncrement() {}

  /** The program as it is told. */
  static long safeIncrement(Jedis jedis, String amount, long limit) {
    return (Long) jedis.eval(SAFE, List.of("counter"), List.of(amount, Long.toString(limit)));
  }

  /** Its repair: refuses amounts and limits that it could not count exactly. */
  static long checkedIncrement(Jedis jedis, String amount, long limit) {
    return (Long) jedis.eval(CHECKED, List.of("counter"), List.of(amount, Long.toString(limit)));
  }

  /** Its broken twin: the same on the client. */
  static long clientIncrement(Jedis jedis, String amount, long limit) {
    var value = jedis.get("counter");
    var current = value == null ? 0 : Long.parseLong(value);
    return current + Long.parseLong(amount) <= limit ? jedis.incrBy("counter", Long.parseLong(amount)) : REFUSED;
  }

  @FunctionalInterface
  interface Code {
    long increment(Jedis jedis, String amount, long limit);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.sound("P7", "as-written", "two callers, two calls each, limit 3", ones(SafeIncrement::safeIncrement),
            "The look and the increment are one step."),
        Exhibit.broken("P7", "on-the-client", "the same as GET and INCRBY", ones(SafeIncrement::clientIncrement),
            "Two callers see room for one.", LIMIT, SERIALIZABLE),
        Exhibit.broken("P7", "negative", "an increment of -1", single(SafeIncrement::safeIncrement, "-1", 0, 3),
            "The counter becomes -1, and the answer -1 says that nothing happened.", COUNTED, NO_PARTIAL_EFFECT),
        Exhibit.sound("P7", "fraction", "an increment of 0.5", Reachable.failure(single(SafeIncrement::safeIncrement, "0.5", 0, 3)),
            "The comparison passes, INCRBY refuses, and nothing was written before it."),
        Exhibit.broken("P7", "beyond-2-53", "a limit beyond 2^53", single(SafeIncrement::safeIncrement, "1", INEXACT, INEXACT),
            "Lua compares rounded numbers and finds room for one more.", LIMIT),
        Exhibit.sound("P7", "text", "the counter holds a text", text(), "The script fails on the sum, before it wrote anything."),
        Exhibit.sound("P7", "checked", "repaired: two callers, two calls each", ones(SafeIncrement::checkedIncrement),
            "The same step, with a look at the amount."),
        Exhibit.sound("P7", "checked-negative", "repaired: -1 is refused", refusal(single(SafeIncrement::checkedIncrement, "-1", 0, 3)),
            "Only whole amounts from 1 on are counted."),
        Exhibit.sound("P7", "checked-beyond-2-53", "repaired: a limit beyond 2^53 is refused",
            refusal(single(SafeIncrement::checkedIncrement, "1", INEXACT, INEXACT)), "What cannot be compared exactly is not compared."));
  }

  private static RedisScenario counter(String name, String start, long limit) {
    return RedisScenario.named(name)
        .given("SET counter " + start)
        .aborted(result -> Long.valueOf(REFUSED).equals(result))
        .expects(JedisDataException.class)
        .always(LIMIT, db -> Reading.number(db, "counter").compareTo(BigInteger.valueOf(limit)) <= 0);
  }

  private static RedisScenario ones(Code code) {
    var one = operation("increment", jedis -> code.increment(jedis, "1", 3));
    return refusal(counter("four increments, limit 3", "0", 3))
        .client("alice", one, one)
        .client("bob", one, one)
        .atEnd(COUNTED, (db, results) -> Reading.number(db, "counter").longValue() == accepted(results));
  }

  private static RedisScenario single(Code code, String amount, long start, long limit) {
    return counter("one increment of " + amount, Long.toString(start), limit)
        .client("alice", jedis -> code.increment(jedis, amount, limit))
        .client("bob", jedis -> jedis.get("counter"))
        .atEnd(COUNTED, (db, results) -> (Reading.number(db, "counter").longValue() == start) != (accepted(results) > 0));
  }

  private static RedisScenario text() {
    return Reachable.failure(counter("a counter that holds a text", "many", 3))
        .client("alice", jedis -> safeIncrement(jedis, "1", 3))
        .always("the text is untouched", db -> db.string("counter").equals(Optional.of("many")));
  }

  private static RedisScenario refusal(RedisScenario scenario) {
    return scenario.sometimesAtEnd("a call is refused", (db, results) -> Reading.count(results, REFUSED) > 0);
  }

  private static long accepted(Results results) {
    return Reading.values(results).stream().filter(value -> value instanceof Long number && number != REFUSED).count();
  }
}

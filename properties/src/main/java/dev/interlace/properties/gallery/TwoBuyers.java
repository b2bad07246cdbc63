package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;

import dev.interlace.properties.RedisScenario;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** P4: the time line of two buyers who both see the last item. */
final class TwoBuyers {
  private static final String OVERSOLD = "nobody is promised an item that is not there";
  private static final String TAKE = """
      if tonumber(redis.call('GET', KEYS[1])) < 1 then
        return -1
      end
      return redis.call('DECRBY', KEYS[1], 1)
      """;

  private TwoBuyers() {}

  /** The time line as it is told. */
  static boolean buy(Jedis jedis) {
    if (Long.parseLong(jedis.get("stock")) < 1) {
      return false;
    }
    var transaction = jedis.multi();
    transaction.decrBy("stock", 1);
    transaction.exec();
    return true;
  }

  /** Repaired with WATCH; who is too late hears so and does not try again. */
  static boolean buyWatched(Jedis jedis) {
    jedis.watch("stock");
    if (Long.parseLong(jedis.get("stock")) < 1) {
      jedis.unwatch();
      return false;
    }
    var transaction = jedis.multi();
    transaction.decrBy("stock", 1);
    return transaction.exec() != null;
  }

  /** Repaired as a script. */
  static boolean buyInScript(Jedis jedis) {
    return (Long) jedis.eval(TAKE, List.of("stock"), List.of()) >= 0;
  }

  /** Another cure that people write: take first, look afterwards, put back. */
  static boolean takeFirst(Jedis jedis) {
    if (jedis.decr("stock") >= 0) {
      return true;
    }
    jedis.incr("stock");
    return false;
  }

  @FunctionalInterface
  interface Code {
    boolean buy(Jedis jedis);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("P4", "as-written", "both see the last item", scenario(TwoBuyers::buy),
            "MULTI/EXEC keeps others out of the transaction, not out of the time between the look and the transaction.",
            Deduction.STOCK, OVERSOLD, SERIALIZABLE),
        Exhibit.sound("P4", "watch", "repaired with WATCH", scenario(TwoBuyers::buyWatched),
            "The slower EXEC answers nil and nothing happens."),
        Exhibit.sound("P4", "script", "repaired as a script", scenario(TwoBuyers::buyInScript), "The look and the taking are one step."),
        Exhibit.broken("P4", "take-first", "take first, put back if there was none", scenario(TwoBuyers::takeFirst),
            "Nobody is promised too much, but until the late buyer puts back, everybody who looks sees stock -1.", Deduction.STOCK));
  }

  private static RedisScenario scenario(Code code) {
    return RedisScenario.named("two buyers see the last item")
        .given("SET stock 1")
        .client("alice", code::buy)
        .client("bob", code::buy)
        .always(Deduction.STOCK, db -> Reading.noneNegative(db, "stock"))
        .atEnd(OVERSOLD, (db, results) -> Reading.count(results, true) <= 1)
        .sometimes("the item is sold", db -> Reading.number(db, "stock").signum() == 0);
  }
}

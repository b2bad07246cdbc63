package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;

import dev.interlace.properties.RedisScenario;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** P14: an order is cancelled, by two people at once. */
final class Cancellation {
  private static final String ONCE = "an order is cancelled once";

  private Cancellation() {}

  @FunctionalInterface
  interface Code {
    boolean cancel(Jedis jedis, String id);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("P14", "as-written", "two people cancel the same order", twice(Orders::cancel),
            "The order is looked at before it is watched: whoever cancels in between is not noticed.",
            Orders.INVENTORY, Orders.SALES, ONCE, SERIALIZABLE),
        Exhibit.broken("P14", "as-written-order", "two people cancel while a third orders", withOrder(Orders::cancel),
            "The item that was given back twice can be sold twice.", Orders.INVENTORY, Orders.SALES, ONCE, SERIALIZABLE),
        Exhibit.sound("P14", "one", "one person cancels, another orders", one(Orders::cancel),
            "Alone, looking first and watching later is the same."),
        Exhibit.sound("P14", "watch-first", "repaired: watch, then look", twice(Orders::cancelWatched),
            "Whoever touches the order after the look aborts the EXEC that relied on it."),
        Exhibit.sound("P14", "watch-first-order", "repaired: two people cancel while a third orders", withOrder(Orders::cancelWatched),
            "Whoever touches the order after the look aborts the EXEC that relied on it."));
  }

  private static RedisScenario one(Code code) {
    return Reachable.success(Orders.shopWithOrder("an order is cancelled", 1))
        .client("alice", jedis -> code.cancel(jedis, "1"))
        .client("carol", jedis -> Orders.order(jedis, "carol", "2"));
  }

  private static RedisScenario twice(Code code) {
    return Orders.shopWithOrder("an order is cancelled twice", 1)
        .client("alice", jedis -> code.cancel(jedis, "1"))
        .client("clerk", jedis -> code.cancel(jedis, "1"))
        .atEnd(ONCE, (db, results) -> Reading.count(results, true) <= 1)
        .sometimesAtEnd("the order is cancelled", (db, results) -> "cancelled".equals(db.hash("order:1").get("status")));
  }

  private static RedisScenario withOrder(Code code) {
    return Reachable.success(Orders.shopWithOrder("an order is cancelled twice while another is made", 0))
        .client("alice", jedis -> code.cancel(jedis, "1"))
        .client("clerk", jedis -> code.cancel(jedis, "1"))
        .client("carol", jedis -> "carol ordered: " + Orders.order(jedis, "carol", "2"))
        .aborted(result -> Boolean.FALSE.equals(result) || "carol ordered: false".equals(result))
        .atEnd(ONCE, (db, results) -> Reading.count(results, true) <= 1);
  }
}

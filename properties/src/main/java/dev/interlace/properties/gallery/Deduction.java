package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;

import dev.interlace.properties.RedisScenario;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** P2: one item is taken from stock: a look, a decision, and a MULTI/EXEC that does what was decided. */
final class Deduction {
  static final String STOCK = "stock is never negative";
  static final String CONSTANT = "stock + sold is constant";
  static final String ORDERS = "there is an order for each item sold";
  private static final String TAKE = Scripts.read("take.lua");

  private Deduction() {}

  /** The program as it is told: nothing watches the stock between the look and the transaction. */
  static boolean deductInventory(Jedis jedis, String user) {
    if (Long.parseLong(jedis.get("stock")) < 1) {
      return false;
    }
    var transaction = jedis.multi();
    transaction.decrBy("stock", 1);
    transaction.incrBy("sold", 1);
    transaction.lpush("orders", user);
    transaction.exec();
    return true;
  }

  /** Repaired with WATCH, from the top if somebody was faster. */
  static boolean deductWatched(Jedis jedis, String user) {
    while (true) {
      jedis.watch("stock");
      if (Long.parseLong(jedis.get("stock")) < 1) {
        jedis.unwatch();
        return false;
      }
      var transaction = jedis.multi();
      transaction.decrBy("stock", 1);
      transaction.incrBy("sold", 1);
      transaction.lpush("orders", user);
      if (transaction.exec() != null) {
        return true;
      }
    }
  }

  /** Repaired as a script. */
  static boolean deductInScript(Jedis jedis, String user) {
    return Long.valueOf(1).equals(jedis.eval(TAKE, List.of("stock", "sold", "orders"), List.of(user)));
  }

  @FunctionalInterface
  interface Code {
    boolean buy(Jedis jedis, String user);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("P2", "as-written", "two buyers, one item", twoBuyers(Deduction::deductInventory),
            "Both look before either takes: the decision is stale when EXEC runs.", STOCK, SERIALIZABLE),
        Exhibit.broken("P2", "as-written-three", "three buyers, two items", threeBuyers(Deduction::deductInventory),
            "More stock only moves the point at which a stale decision hurts.", STOCK, SERIALIZABLE),
        Exhibit.sound("P2", "alone", "one buyer at a time", alone(), "Without a second buyer the decision cannot become stale."),
        Exhibit.sound("P2", "watch", "repaired with WATCH: two buyers, one item", twoBuyers(Deduction::deductWatched),
            "EXEC runs only if the stock is still what was looked at."),
        Exhibit.sound("P2", "watch-three", "repaired with WATCH: three buyers, two items", threeBuyers(Deduction::deductWatched),
            "Each abort means that another buyer got through, so everybody finishes."),
        Exhibit.sound("P2", "script", "repaired as a script: two buyers, one item", twoBuyers(Deduction::deductInScript),
            "The look and the taking are one step."),
        Exhibit.sound("P2", "script-three", "repaired as a script: three buyers, two items", threeBuyers(Deduction::deductInScript),
            "The look and the taking are one step."));
  }

  private static RedisScenario shop(String name, int stock) {
    return RedisScenario.named(name)
        .given("SET stock " + stock, "SET sold 0")
        .always(STOCK, db -> Reading.noneNegative(db, "stock"))
        .always(CONSTANT, db -> Reading.isSum(db, stock, "stock", "sold"))
        .always(ORDERS, db -> db.list("orders").size() == Reading.number(db, "sold").intValue())
        .sometimes("the last item is sold", db -> Reading.number(db, "stock").signum() == 0);
  }

  private static RedisScenario twoBuyers(Code code) {
    return shop("two buyers, one item", 1)
        .client("alice", jedis -> code.buy(jedis, "alice"))
        .client("bob", jedis -> code.buy(jedis, "bob"));
  }

  private static RedisScenario threeBuyers(Code code) {
    return shop("three buyers, two items", 2)
        .client("alice", jedis -> code.buy(jedis, "alice"))
        .client("bob", jedis -> code.buy(jedis, "bob"))
        .client("carol", jedis -> code.buy(jedis, "carol"));
  }

  private static RedisScenario alone() {
    return shop("one buyer who asks twice", 1).client(
        "alice",
        RedisScenario.operation("first", jedis -> deductInventory(jedis, "alice")),
        RedisScenario.operation("second", jedis -> deductInventory(jedis, "alice")));
  }
}

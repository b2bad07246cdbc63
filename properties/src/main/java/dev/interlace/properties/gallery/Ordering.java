package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;
import static dev.interlace.properties.RedisScenario.operation;

import dev.interlace.properties.RedisScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** P13: an order takes one item under WATCH, tried up to three times; with and without cancellations of P14. */
final class Ordering {
  private static final String AVAILABLE = "nobody is refused while there is stock";

  private Ordering() {}

  @FunctionalInterface
  interface Code {
    boolean order(Jedis jedis, String user, String id);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.sound("P13", "as-written", "three buyers, two items", buyers(Orders::order, 2, "alice", "bob", "carol"),
            "With two others there are at most two aborts, and the third try is undisturbed."),
        Exhibit.broken("P13", "unwatched", "the same without WATCH: two buyers, one item",
            buyers(Orders::orderUnwatched, 1, "alice", "bob"),
            "Both look before either takes.", Deduction.STOCK, SERIALIZABLE),
        Exhibit.broken("P13", "busy", "three tries against a neighbour who orders three times", busy(Orders::order),
            "Each try can be overtaken: the buyer is refused though there is stock.", AVAILABLE),
        Exhibit.sound("P13", "persistent", "repaired: as many tries as it takes",
            busy((jedis, user, id) -> Orders.order(jedis, user, id, Integer.MAX_VALUE)),
            "Each abort means that an order got through, so it ends."),
        Exhibit.broken("P13", "sales-is-text", "the counter of sales holds a text", salesIsText(Orders::order),
            "INCRBY fails inside EXEC, the order before it stays.", NO_PARTIAL_EFFECT),
        Exhibit.sound("P13", "checked-sales-is-text", "repaired: the counter of sales is looked at first",
            Reachable.refusal(salesIsText(Orders::orderChecked)),
            "What can fail is found out before MULTI, and WATCH keeps it found out."),
        Exhibit.sound("P13", "with-cancel", "an order, and the repaired cancellation of another", withCancel(),
            "The two touch the inventory only inside EXEC, and the order watches it."));
  }

  private static RedisScenario buyers(Code code, int stock, String... users) {
    var scenario = Orders.shop(users.length + " buyers, stock " + stock, stock);
    for (var user : users) {
      scenario = scenario.client(user, jedis -> code.order(jedis, user, user));
    }
    return scenario
        .atEnd(AVAILABLE, (db, results) -> Reading.count(results, false) == 0 || Reading.number(db, "inventory").signum() == 0)
        .sometimes("everything is sold", db -> Reading.number(db, "inventory").signum() == 0);
  }

  private static RedisScenario busy(Code code) {
    var orders = new ArrayList<>(List.of(operation("order", jedis -> code.order(jedis, "bob", "bob1"))));
    IntStream.of(2, 3).forEach(i -> orders.add(operation("order", jedis -> code.order(jedis, "bob", "bob" + i))));
    return Reachable.success(Orders.shop("a busy neighbour", 5))
        .client("alice", jedis -> code.order(jedis, "alice", "alice"))
        .client("bob", orders)
        .atEnd(AVAILABLE, (db, results) -> Reading.count(results, false) == 0);
  }

  private static RedisScenario salesIsText(Code code) {
    return RedisScenario.named("the counter of sales holds a text")
        .given("SET inventory 2", "SET sales many")
        .client("alice", jedis -> code.order(jedis, "alice", "1"))
        .client("clerk", jedis -> jedis.get("inventory"))
        .always(Deduction.STOCK, db -> Reading.noneNegative(db, "inventory"));
  }

  private static RedisScenario withCancel() {
    return Orders.shopWithOrder("an order and a cancellation", 0)
        .client("bob", jedis -> Orders.order(jedis, "bob", "2"))
        .client("alice", jedis -> Orders.cancelWatched(jedis, "1"))
        .sometimesAtEnd("bob gets the item that alice gave back", (db, results) -> db.exists("order:2"));
  }
}

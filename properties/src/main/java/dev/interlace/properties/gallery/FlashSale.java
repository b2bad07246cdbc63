package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_CLIENT_DIES;
import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;

import dev.interlace.model.server.DatabaseView;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.LuaScript;
import dev.interlace.properties.client.RedisProgram;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** P12: each user may buy once, as a script that keeps the stock, the set of buyers and the list of orders. */
final class FlashSale {
  private static final String CONSTANT = "stock + ordered is constant";
  private static final String ONCE = "every user buys at most once";
  private static final String ORDER = "a user marked as buyer has an order";
  private static final String GROWS = "stock never grows";
  private static final String TOLD = Scripts.read("seckill.lua");
  private static final String SERVER_TIMED = TOLD.replace("os.time()", "redis.call('TIME')[1]");
  private static final String CALLER_TIMED = TOLD.replace("os.time()", "ARGV[3]");
  private static final String CHECKED = Scripts.read("seckill-checked.lua");

  private FlashSale() {}

  /** Whether {@code user} got something. */
  static boolean buy(Jedis jedis, String script, String user, String quantity) {
    return Long.valueOf(1).equals(jedis.eval(script, List.of("stock", "users", "orders"), List.of(user, quantity, "1704067200")));
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("P12", "as-written", "the script asks the operating system for the time", buyers(TOLD),
            "There is no os in a script: it fails after it took the item and marked the buyer, before it wrote the order.",
            CONSTANT, ORDER, NO_PARTIAL_EFFECT, NO_CLIENT_DIES),
        Exhibit.sound("P12", "server-time", "the time is the server's: three buyers, two items", buyers(SERVER_TIMED),
            "The look, the taking and the order are one step, and nothing in it fails."),
        Exhibit.sound("P12", "twice", "one user, two windows", twice(CALLER_TIMED), "The second call finds the user marked."),
        Exhibit.broken("P12", "negative", "a quantity of -1", quantity(CALLER_TIMED, "-1"), "Less than nothing is always in stock.", GROWS),
        Exhibit.sound("P12", "fraction", "a quantity of 0.5", quantity(CALLER_TIMED, "0.5"),
            "DECRBY comes first and refuses, nothing was written."),
        Exhibit.broken("P12", "orders-is-text", "the list of orders holds a text", ordersIsText(CALLER_TIMED),
            "LPUSH fails after the item was taken and the buyer marked.", CONSTANT, ORDER, NO_PARTIAL_EFFECT),
        Exhibit.sound("P12", "checked", "repaired: three buyers, two items", buyers(CHECKED),
            "Time and types are asked for before the first write."),
        Exhibit.broken("P12", "checked-as-client-code", "the repaired script run by the clients themselves",
            byThemselves(script -> script.asClientCode()),
            "Each redis.call is a step of its own, and others come between the look and the taking.",
            Deduction.STOCK, CONSTANT, ORDER, SERIALIZABLE),
        Exhibit.sound("P12", "checked-as-eval", "the same, sent to the server: one word is different",
            byThemselves(script -> script.asEval()), "The same lines are one step."),
        Exhibit.sound("P12", "checked-twice", "repaired: one user, two windows", twice(CHECKED), "The second call finds the user marked."),
        Exhibit.sound("P12", "checked-negative", "repaired: -1 is refused", quantity(CHECKED, "-1"),
            "Only whole quantities from 1 on are sold."),
        Exhibit.sound("P12", "checked-orders-is-text", "repaired: the list of orders holds a text",
            Reachable.refusal(ordersIsText(CHECKED)),
            "Checked before the first write."));
  }

  private static RedisScenario sale(String name, int stock) {
    return RedisScenario.named(name)
        .given("SET stock " + stock)
        .always(Deduction.STOCK, db -> Reading.noneNegative(db, "stock"))
        .always(GROWS, db -> Reading.number(db, "stock").intValue() <= stock)
        .always(CONSTANT, db -> Reading.number(db, "stock").intValue() + ordered(db) == stock)
        .always(ONCE, db -> buyers(db).stream().distinct().count() == buyers(db).size())
        .always(ORDER, db -> buyers(db).containsAll(db.set("users")));
  }

  /** Orders are {@code user:quantity:time}. */
  private static List<String> orders(DatabaseView db) {
    return db.type("orders").equals("list") ? db.list("orders") : List.of();
  }

  private static List<String> buyers(DatabaseView db) {
    return orders(db).stream().map(order -> order.substring(0, order.indexOf(':'))).toList();
  }

  private static int ordered(DatabaseView db) {
    return orders(db).stream().mapToInt(order -> Integer.parseInt(order.split(":")[1])).sum();
  }

  private static RedisScenario buyers(String script) {
    return sale("three buyers, two items", 2)
        .client("alice", jedis -> buy(jedis, script, "alice", "1"))
        .client("bob", jedis -> buy(jedis, script, "bob", "1"))
        .client("carol", jedis -> buy(jedis, script, "carol", "1"))
        .sometimes("everything is sold", db -> Reading.number(db, "stock").signum() == 0);
  }

  private static RedisScenario byThemselves(Function<LuaScript, RedisProgram> way) {
    var script = LuaScript.of(CHECKED).keys("stock", "users", "orders");
    return sale("two buyers, one item, the script in Lua", 1)
        .plainClient("alice", way.apply(script.arguments("alice", "1", "1704067200")))
        .plainClient("bob", way.apply(script.arguments("bob", "1", "1704067200")))
        .sometimes("everything is sold", db -> Reading.number(db, "stock").signum() == 0);
  }

  private static RedisScenario twice(String script) {
    return sale("one user, two windows", 2)
        .client("window1", jedis -> buy(jedis, script, "alice", "1"))
        .client("window2", jedis -> buy(jedis, script, "alice", "1"))
        .sometimesAtEnd("one of them is refused", (db, results) -> Reading.count(results, false) == 1);
  }

  /** Two buyers who buy again if they are cut off. @param isKnown whether to have bought already counts as bought */
  static RedisScenario afterCrash(boolean isKnown) {
    return sale("two buyers, a crash", 2)
        .configured("appendonly yes")
        .client("alice", Outages.again(jedis -> buyAgain(jedis, "alice", isKnown)))
        .client("bob", Outages.again(jedis -> buyAgain(jedis, "bob", isKnown)))
        .faults(RedisScenario.processCrashes(1))
        .sometimes("everything is sold", db -> Reading.number(db, "stock").signum() == 0);
  }

  private static boolean buyAgain(Jedis jedis, String user, boolean isKnown) {
    return isKnown && jedis.sismember("users", user) || buy(jedis, CHECKED, user, "1");
  }

  private static RedisScenario quantity(String script, String quantity) {
    return Reachable.success(sale("a quantity of " + quantity, 2))
        .expects(JedisDataException.class)
        .client("alice", jedis -> buy(jedis, script, "alice", quantity))
        .client("bob", jedis -> buy(jedis, script, "bob", "1"));
  }

  private static RedisScenario ordersIsText(String script) {
    return sale("the orders are a text", 2)
        .given("SET orders none")
        .expects(JedisDataException.class)
        .client("alice", jedis -> buy(jedis, script, "alice", "1"))
        .client("clerk", jedis -> jedis.get("stock"));
  }
}

package dev.interlace.properties.gallery;

import dev.interlace.model.server.DatabaseView;
import dev.interlace.properties.RedisScenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;

/** The shop of P13 and P14: an inventory, orders as hashes, a list of pending ones, and a counter of what was sold. */
final class Orders {
  static final String INVENTORY = "inventory + quantity of active orders is constant";
  static final String SALES = "sales = quantity of active orders";
  static final String PENDING = "the pending list matches the orders' statuses";
  private static final int TRIES = 3;

  private Orders() {}

  /** P13 as it is told: an order of one item, tried up to three times. */
  static boolean order(Jedis jedis, String user, String id) {
    return order(jedis, user, id, TRIES);
  }

  static boolean order(Jedis jedis, String user, String id, int tries) {
    for (var attempt = 1; attempt <= tries; attempt++) {
      jedis.watch("inventory");
      if (Long.parseLong(jedis.get("inventory")) < 1) {
        jedis.unwatch();
        return false;
      }
      if (place(jedis, user, id)) {
        return true;
      }
    }
    return false;
  }

  /** P13's repair where a command could fail: the counter of sales is looked at too, under the same WATCH. */
  static boolean orderChecked(Jedis jedis, String user, String id) {
    while (true) {
      jedis.watch("inventory", "sales");
      var sales = jedis.get("sales");
      if (Long.parseLong(jedis.get("inventory")) < 1 || sales != null && !sales.matches("[0-9]{1,18}")) {
        jedis.unwatch();
        return false;
      }
      if (place(jedis, user, id)) {
        return true;
      }
    }
  }

  /** P13's broken twin: the same without WATCH. */
  static boolean orderUnwatched(Jedis jedis, String user, String id) {
    return Long.parseLong(jedis.get("inventory")) >= 1 && place(jedis, user, id);
  }

  private static boolean place(Jedis jedis, String user, String id) {
    var order = new LinkedHashMap<String, String>();
    order.put("user", user);
    order.put("quantity", "1");
    order.put("status", "pending");
    var transaction = jedis.multi();
    transaction.decrBy("inventory", 1);
    transaction.hset("order:" + id, order);
    transaction.lpush("user_orders:" + user, id);
    transaction.lpush("pending_orders", id);
    transaction.incrBy("sales", 1);
    return transaction.exec() != null;
  }

  /** P14 as it is told: the order is looked at before it is watched. */
  static boolean cancel(Jedis jedis, String id) {
    var order = jedis.hgetAll("order:" + id);
    if (!"pending".equals(order.get("status"))) {
      return false;
    }
    jedis.watch("order:" + id);
    return withdraw(jedis, id, order);
  }

  /** P14's repair: watch, then look; from the top if the order was touched. */
  static boolean cancelWatched(Jedis jedis, String id) {
    while (true) {
      jedis.watch("order:" + id);
      var order = jedis.hgetAll("order:" + id);
      if (!"pending".equals(order.get("status"))) {
        jedis.unwatch();
        return false;
      }
      if (withdraw(jedis, id, order)) {
        return true;
      }
    }
  }

  private static boolean withdraw(Jedis jedis, String id, Map<String, String> order) {
    var quantity = Long.parseLong(order.get("quantity"));
    var transaction = jedis.multi();
    transaction.hset("order:" + id, "status", "cancelled");
    transaction.hset("order:" + id, "cancelled_at", "1704067200");
    transaction.incrBy("inventory", quantity);
    transaction.decrBy("sales", quantity);
    transaction.lrem("pending_orders", 0, id);
    return transaction.exec() != null;
  }

  /** A shop with {@code stock} items and no orders. */
  static RedisScenario shop(String name, int stock) {
    return RedisScenario.named(name)
        .given("SET inventory " + stock, "SET sales 0")
        .always(Deduction.STOCK, db -> Reading.noneNegative(db, "inventory"))
        .always(INVENTORY, db -> Reading.number(db, "inventory").longValue() + activeQuantity(db) == stock)
        .always(SALES, db -> Reading.number(db, "sales").longValue() == activeQuantity(db))
        .always(PENDING, db -> pending(db).equals(db.list("pending_orders").stream().sorted().toList()));
  }

  /** A shop with {@code stock} items left, one more ordered by alice under the id 1. */
  static RedisScenario shopWithOrder(String name, int stock) {
    return shop(name, stock + 1).given(jedis -> order(jedis, "alice", "1"));
  }

  private static List<Map<String, String>> orders(DatabaseView db) {
    return db.keys().stream().filter(key -> key.startsWith("order:")).map(db::hash).toList();
  }

  private static long activeQuantity(DatabaseView db) {
    return orders(db).stream()
        .filter(order -> !"cancelled".equals(order.get("status")))
        .mapToLong(order -> Long.parseLong(order.getOrDefault("quantity", "0")))
        .sum();
  }

  /** Ids, sorted. */
  private static List<String> pending(DatabaseView db) {
    var ids = new ArrayList<String>();
    for (var key : db.keys()) {
      if (key.startsWith("order:") && "pending".equals(db.hash(key).get("status"))) {
        ids.add(key.substring("order:".length()));
      }
    }
    ids.sort(String::compareTo);
    return ids;
  }
}

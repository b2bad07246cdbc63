package dev.interlace.properties.jqwik;

import static dev.interlace.properties.client.RedisClient.integer;
import static dev.interlace.properties.client.RedisClient.items;

import dev.interlace.model.reply.Reply;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.RedisClient;
import dev.interlace.properties.client.RedisProgram;
import org.jspecify.annotations.Nullable;

/** Three programs of the gallery in two variants each: as people write them, and repaired. */
final class Shop {
  static final RedisScenario CARELESS_INCREMENT = counter("careless increment", redis -> {
    var value = integer(redis.call("GET", "n"));
    return redis.call("SET", "n", Long.toString(value + 1)).toString();
  });

  static final RedisScenario WATCHED_INCREMENT = counter("watched increment", redis -> redis.retry(() -> {
    redis.call("WATCH", "n");
    var value = integer(redis.call("GET", "n"));
    redis.call("MULTI");
    redis.call("SET", "n", Long.toString(value + 1));
    return committed(redis.call("EXEC"));
  }));

  static final RedisScenario CARELESS_SALE = sale("careless sale", redis -> buy(redis, false));

  static final RedisScenario WATCHED_SALE = sale("watched sale", redis -> redis.retry(() -> buy(redis, true)));

  static final RedisScenario CARELESS_TRANSFER = transfer("careless transfer", redis -> pay(redis, false));

  static final RedisScenario WATCHED_TRANSFER = transfer("watched transfer", redis -> redis.retry(() -> pay(redis, true)));

  private Shop() {}

  private static RedisScenario counter(String name, RedisProgram increment) {
    return RedisScenario.named(name).given("SET n 10")
        .plainClient("alice", increment).plainClient("bob", increment).plainClient("carol", increment)
        .atEnd("every increment is counted", (db, results) -> db.integer("n") == 10 + results.clients().size());
  }

  private static RedisScenario sale(String name, RedisProgram buy) {
    return RedisScenario.named(name).given("SET stock 1", "SET sold 0")
        .plainClient("alice", buy).plainClient("bob", buy)
        .always("stock is never negative", db -> db.integer("stock") >= 0);
  }

  private static @Nullable String buy(RedisClient redis, boolean watches) {
    if (watches) {
      redis.call("WATCH", "stock");
    }
    if (integer(redis.call("GET", "stock")) < 1) {
      redis.call("UNWATCH");
      return "sold out";
    }
    redis.call("MULTI");
    redis.send("DECRBY", "stock", "1");
    redis.send("INCRBY", "sold", "1");
    redis.receive();
    redis.receive();
    return committed(redis.call("EXEC"));
  }

  private static RedisScenario transfer(String name, RedisProgram pay) {
    return RedisScenario.named(name).given("SET from 10", "SET to 0")
        .plainClient("alice", pay).plainClient("bob", pay)
        .always("nobody is overdrawn", db -> db.integer("from") >= 0)
        .always("no money is made or lost", db -> db.integer("from") + db.integer("to") == 10);
  }

  private static @Nullable String pay(RedisClient redis, boolean watches) {
    if (watches) {
      redis.call("WATCH", "from", "to");
    }
    if (integer(redis.call("GET", "from")) < 7) {
      redis.call("UNWATCH");
      return "too little";
    }
    redis.call("MULTI");
    redis.call("DECRBY", "from", "7");
    redis.call("INCRBY", "to", "7");
    return committed(redis.call("EXEC"));
  }

  private static @Nullable String committed(Reply exec) {
    return items(exec).isPresent() ? "done" : null;
  }
}

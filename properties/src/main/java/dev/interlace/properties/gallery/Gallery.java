package dev.interlace.properties.gallery;

import dev.interlace.properties.RedisScenario;
import java.util.List;
import redis.clients.jedis.Jedis;

public final class Gallery {
  public static List<Exhibit> exhibits() {
    return List.of(
        Exhibit.broken("P4", "as-written", "two buyers", RedisScenario.named("two buyers").given(j -> j.set("stock", "1"))
            .client("alice", Gallery::buy).client("bob", Gallery::buy)
            .always("stock is never negative", db -> db.integer("stock") >= 0), "check then act", "stock is never negative", "serializable"),
        Exhibit.sound("P4", "watched", "two buyers", RedisScenario.named("two buyers").given(j -> j.set("stock", "1"))
            .client("alice", Gallery::buyWatched).client("bob", Gallery::buyWatched)
            .always("stock is never negative", db -> db.integer("stock") >= 0), "watch"));
  }
  static Object buy(Jedis jedis) {
    if (Integer.parseInt(jedis.get("stock")) < 1) return "sold out";
    jedis.decr("stock");
    return "bought";
  }
  static Object buyWatched(Jedis jedis) {
    while (true) {
      jedis.watch("stock");
      if (Integer.parseInt(jedis.get("stock")) < 1) { jedis.unwatch(); return "sold out"; }
      try (var t = jedis.multi()) {
        t.decr("stock");
        if (t.exec() != null) return "bought";
      }
    }
  }
}

package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;
import static dev.interlace.properties.RedisScenario.operation;

import dev.interlace.engine.property.Results;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.properties.RedisScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** P17: the lowest element of a sorted set is taken, as one did before there was ZPOPMIN. */
final class Pop {
  private static final String ONCE = "every element is popped once";
  private static final String ORDER = "elements are popped in order";

  private Pop() {}

  /** The program as it is told; null if there is nothing to pop. */
  static @Nullable String zpop(Jedis jedis) {
    while (true) {
      jedis.watch("queue");
      var lowest = jedis.zrange("queue", 0, 0);
      if (lowest.isEmpty()) {
        jedis.unwatch();
        return null;
      }
      var transaction = jedis.multi();
      transaction.zrem("queue", lowest.getFirst());
      if (transaction.exec() != null) {
        return lowest.getFirst();
      }
    }
  }

  /** Its broken twin: the same without WATCH. */
  static @Nullable String unwatched(Jedis jedis) {
    var lowest = jedis.zrange("queue", 0, 0);
    if (lowest.isEmpty()) {
      return null;
    }
    jedis.zrem("queue", lowest.getFirst());
    return lowest.getFirst();
  }

  /** Another twin without WATCH, which asks whether it was the one who removed the element. */
  static @Nullable String claimed(Jedis jedis) {
    while (true) {
      var lowest = jedis.zrange("queue", 0, 0);
      if (lowest.isEmpty()) {
        return null;
      }
      if (jedis.zrem("queue", lowest.getFirst()) == 1) {
        return lowest.getFirst();
      }
    }
  }

  static @Nullable String zpopmin(Jedis jedis) {
    var lowest = jedis.zpopmin("queue");
    return lowest == null ? null : lowest.getElement();
  }

  @FunctionalInterface
  interface Code {
    @Nullable String pop(Jedis jedis);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.sound("P17", "as-written", "two clients pop twice, three elements", scenario(Pop::zpop),
            "EXEC removes the element only if the set is still the one that was looked at."),
        Exhibit.broken("P17", "unwatched", "the same without WATCH", scenario(Pop::unwatched),
            "Both see the same element and both take it for theirs.",
            ONCE, SERIALIZABLE),
        Exhibit.sound("P17", "claimed", "repaired: ZREM says who was first", scenario(Pop::claimed),
            "Only one ZREM of an element answers 1; here nobody adds a lower one in between."),
        Exhibit.broken("P17", "claimed-while-adding", "the same, while somebody adds a lower element", adding(Pop::claimed),
            "Between the look and the ZREM a lower element can come: the order is not kept.", SERIALIZABLE),
        Exhibit.sound("P17", "watch-while-adding", "with WATCH, while somebody adds a lower element", adding(Pop::zpop),
            "The new element aborts the EXEC that would pop another."),
        Exhibit.sound("P17", "zpopmin", "repaired with ZPOPMIN", scenario(Pop::zpopmin), "The look and the removal are one command."));
  }

  private static RedisScenario scenario(Code code) {
    return RedisScenario.named("two clients pop from a queue of three")
        .given("ZADD queue 1 a 2 b 3 c")
        .client("alice", operation("pop", code::pop), operation("pop", code::pop))
        .client("bob", operation("pop", code::pop), operation("pop", code::pop))
        .atEnd(ONCE, (db, results) -> Reading.values(results).stream().distinct().count() == Reading.values(results).size())
        .atEnd(ORDER, Pop::isInOrder)
        .sometimes("the queue gets empty", db -> !db.exists("queue"));
  }

  /** Each client's in order, and the lowest of all popped before the others. */
  private static boolean isInOrder(DatabaseView db, Results results) {
    for (var client : results.all()) {
      var popped = new ArrayList<String>();
      client.values().forEach(value -> {
        if (value != null) {
          popped.add((String) value);
        }
      });
      if (!popped.equals(popped.stream().sorted().toList())) {
        return false;
      }
    }
    var left = List.copyOf(db.sortedSet("queue").keySet());
    return left.isEmpty() || Reading.values(results).stream().allMatch(popped -> ((String) popped).compareTo(left.getFirst()) < 0);
  }

  private static RedisScenario adding(Code code) {
    return RedisScenario.named("a client pops while another adds and looks")
        .given("ZADD queue 2 b 3 c")
        .client("alice", code::pop)
        .client("bob", operation("add", jedis -> jedis.zadd("queue", 1, "a")), operation("look", jedis -> jedis.zcard("queue")))
        .sometimesAtEnd("the new element is popped", (db, results) -> Reading.count(results, "a") > 0);
  }
}

package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;

import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.JedisClient;
import dev.interlace.properties.client.JedisProgram;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** P15 and P16: an increment by GET and SET, without and with WATCH. */
final class Increment {
  private static final String COUNTED = "every increment is counted";

  private Increment() {}

  /** P15 as it is told. */
  static long getAndSet(Jedis jedis) {
    var next = Long.parseLong(jedis.get("counter")) + 1;
    jedis.set("counter", Long.toString(next));
    return next;
  }

  /** P16 as it is told: from the top if somebody was faster. */
  static long watched(Jedis jedis) {
    while (true) {
      jedis.watch("counter");
      var next = Long.parseLong(jedis.get("counter")) + 1;
      var transaction = jedis.multi();
      transaction.set("counter", Long.toString(next));
      if (transaction.exec() != null) {
        return next;
      }
    }
  }

  /** The same, each try marked as a fresh start. */
  static long watchedAndMarked(Jedis jedis, JedisClient client) throws Exception {
    return client.retry(() -> {
      jedis.watch("counter");
      var next = Long.parseLong(jedis.get("counter")) + 1;
      var transaction = jedis.multi();
      transaction.set("counter", Long.toString(next));
      return transaction.exec() == null ? null : next;
    });
  }

  /** P16's broken twin: nobody asks what EXEC answered. */
  static long unnoticed(Jedis jedis) {
    jedis.watch("counter");
    var next = Long.parseLong(jedis.get("counter")) + 1;
    var transaction = jedis.multi();
    transaction.set("counter", Long.toString(next));
    transaction.exec();
    return next;
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("P15", "as-written", "two clients increment from 10", two(Increment::getAndSet),
            "Both read 10 and both write 11.", COUNTED, SERIALIZABLE),
        Exhibit.broken("P15", "as-written-three", "three clients increment from 10", three((jedis, client) -> getAndSet(jedis)),
            "Both read 10 and both write 11.", COUNTED, SERIALIZABLE),
        Exhibit.sound("P15", "incr", "repaired with INCR", two(jedis -> jedis.incr("counter")), "The look and the write are one command."),
        Exhibit.sound("P16", "as-written", "two clients increment from 10", two(Increment::watched),
            "EXEC runs only if the counter is still what was read."),
        Exhibit.sound("P16", "as-written-three", "three clients increment from 10", three((jedis, client) -> watched(jedis)),
            "EXEC runs only if the counter is still what was read."),
        Exhibit.sound("P16", "marked", "three clients, tries without end, each a fresh start", three(Increment::watchedAndMarked),
            "Somebody always gets through."),
        Exhibit.broken("P16", "abort-unnoticed", "nobody asks what EXEC answered", two(Increment::unnoticed),
            "An EXEC that answers nil has done nothing, and the program goes on as if it had.", COUNTED, SERIALIZABLE));
  }

  private static RedisScenario counter(String name) {
    return RedisScenario.named(name)
        .given("SET counter 10")
        .sometimes("both increments are counted", db -> db.integer("counter") == 12)
        .atEnd(COUNTED, (db, results) -> Reading.number(db, "counter").longValue() == 10 + Reading.values(results).size());
  }

  private static RedisScenario two(JedisProgram code) {
    return counter("two increments from 10").client("alice", code).client("bob", code);
  }

  private static RedisScenario three(JedisProgram.Controlled code) {
    return counter("three increments from 10").client("alice", code).client("bob", code).client("carol", code);
  }
}

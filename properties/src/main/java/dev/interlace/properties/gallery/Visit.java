package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;
import static dev.interlace.properties.RedisScenario.operation;

import dev.interlace.properties.RedisScenario;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** P6: a visit is counted unless a switch says that the shop is under maintenance. */
final class Visit {
  private static final String CLOSED = "no visit is counted while maintenance is on";
  private static final String OPEN = "an open shop counts every visit";
  private static final String LOG = "there is a line in the log for each visit";

  private Visit() {}

  /** The program as it is told. */
  static boolean conditionalOperation(Jedis jedis) {
    jedis.watch("config:maintenance");
    if ("true".equals(jedis.get("config:maintenance"))) {
      jedis.unwatch();
      return false;
    }
    return count(jedis);
  }

  /** Its broken twin: the same without WATCH. */
  static boolean unwatched(Jedis jedis) {
    return !"true".equals(jedis.get("config:maintenance")) && count(jedis);
  }

  /** Its repair: an abort only means that the switch was touched, so look again. */
  static boolean persistent(Jedis jedis) {
    while (true) {
      jedis.watch("config:maintenance");
      if ("true".equals(jedis.get("config:maintenance"))) {
        jedis.unwatch();
        return false;
      }
      if (count(jedis)) {
        return true;
      }
    }
  }

  private static boolean count(Jedis jedis) {
    var transaction = jedis.multi();
    transaction.incr("visit_count");
    transaction.lpush("access_log", "a visit");
    return transaction.exec() != null;
  }

  @FunctionalInterface
  interface Code {
    boolean visit(Jedis jedis);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.sound("P6", "as-written", "another client switches maintenance on", switchedOn(Visit::conditionalOperation, "true"),
            "Whoever touches the switch between the look and EXEC aborts the visit."),
        Exhibit.broken("P6", "unwatched", "the same without WATCH", switchedOn(Visit::unwatched, "true"),
            "The switch can be turned between the look and EXEC.", CLOSED, SERIALIZABLE),
        Exhibit.broken("P6", "another-spelling", "the switch is turned on as 1", switchedOn(Visit::conditionalOperation, "1"),
            "WATCH sees the change, but after it the program takes 1 for off.", CLOSED),
        Exhibit.broken("P6", "switched-off-again", "somebody turns off what is off", switchedOff(Visit::conditionalOperation),
            "A SET of the same value touches the watched key too, and the aborted visit is not tried again.", OPEN),
        Exhibit.sound("P6", "persistent", "repaired: an aborted visit looks again", switchedOff(Visit::persistent),
            "An abort is no reason to turn a visitor away."),
        Exhibit.sound("P6", "persistent-switched-on", "repaired, and maintenance is switched on", switchedOn(Visit::persistent, "true"),
            "Looking again sees the switch."));
  }

  private static RedisScenario site(Code code) {
    return Reachable.success(RedisScenario.named("visits and maintenance"))
        .given("SET config:maintenance false", "SET visit_count 0")
        .client("alice", code::visit)
        .client("bob", code::visit)
        .always(LOG, db -> db.list("access_log").size() == Reading.number(db, "visit_count").intValue())
        .atEnd("a visit is counted if and only if it is said to be",
            (db, results) -> Reading.number(db, "visit_count").longValue() == Reading.count(results, true));
  }

  private static RedisScenario switchedOn(Code code, String on) {
    var turnOn = operation("turn on", jedis -> {
      jedis.set("config:maintenance", on);
      return jedis.get("visit_count");
    });
    return site(code)
        .client("admin", turnOn, operation("look", jedis -> jedis.get("visit_count")))
        .atEnd(CLOSED, (db, results) -> results.of("admin").value(0).equals(results.of("admin").value(1)));
  }

  private static RedisScenario switchedOff(Code code) {
    return site(code)
        .client("admin", jedis -> jedis.set("config:maintenance", "false"))
        .atEnd(OPEN, (db, results) -> Reading.count(results, false) == 0);
  }
}

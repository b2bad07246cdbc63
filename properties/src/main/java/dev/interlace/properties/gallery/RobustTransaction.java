package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;
import static dev.interlace.properties.RedisScenario.connectionsDropped;
import static dev.interlace.properties.RedisScenario.repliesLost;

import dev.interlace.model.server.DatabaseView;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.JedisClient;
import dev.interlace.properties.client.JedisProgram;
import java.util.function.Consumer;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** P3: a list of commands in MULTI/EXEC, tried again when the connection breaks; an error among the replies is reported as failure. */
final class RobustTransaction {
  private static final int TRIES = 3;
  static final String ONCE = "nothing is applied twice";
  private static final String NOTHING_LEFT = "an operation reported as failed has left nothing";
  static final String DONE = "an operation reported as done is applied";

  private RobustTransaction() {}

  /** The program as it is told. */
  static boolean robustTransaction(Jedis jedis, JedisClient client, Consumer<Transaction> commands) {
    for (var attempt = 1; attempt <= TRIES; attempt++) {
      try {
        var transaction = jedis.multi();
        commands.accept(transaction);
        return transaction.exec().stream().noneMatch(JedisDataException.class::isInstance);
      } catch (JedisConnectionException lost) {
        jedis = client.connect();
      }
    }
    return false;
  }

  /** Its repair: the transaction leaves a mark under the request's id, and whoever finds the mark knows that it was done. */
  static boolean onceOnly(Jedis jedis, JedisClient client, String id, Consumer<Transaction> commands) {
    for (var attempt = 1; attempt <= TRIES; attempt++) {
      try {
        jedis.watch("done:" + id);
        if (jedis.exists("done:" + id)) {
          jedis.unwatch();
          return true;
        }
        var transaction = jedis.multi();
        transaction.set("done:" + id, "1");
        commands.accept(transaction);
        if (transaction.exec() != null) {
          return true;
        }
      } catch (JedisConnectionException lost) {
        jedis = client.connect();
      }
    }
    return false;
  }

  static Stream<Exhibit> exhibits() {
    Code told = (jedis, client, user, commands) -> robustTransaction(jedis, client, commands);
    return Stream.of(
        Exhibit.sound("P3", "as-written", "no faults, no errors", credit(told),
            "Where nothing breaks there is nothing to be robust against."),
        Exhibit.broken("P3", "error-inside", "one command fails; the caller tries again", errorInside(false),
            "EXEC does not roll back: the failure that is reported has left its other writes, and trying again adds to them.",
            ONCE, NOTHING_LEFT, NO_PARTIAL_EFFECT),
        Exhibit.sound("P3", "connection-dropped", "the connection breaks before the request arrives",
            credit(told).faults(connectionsDropped(2)),
            "A transaction whose EXEC never arrived is forgotten by the server, so trying again is right."),
        Exhibit.broken("P3", "reply-lost", "the connection breaks after EXEC, before its reply",
            credit(told).faults(repliesLost(1)),
            "From here an EXEC that was done and one that never arrived look the same; trying again does it twice.", ONCE, SERIALIZABLE),
        Exhibit.broken("P3", "every-reply-lost", "every try loses its reply", credit(told).faults(repliesLost(TRIES)),
            "Three tries are done and reported as failed.", ONCE, NOTHING_LEFT, SERIALIZABLE, NO_PARTIAL_EFFECT),
        Exhibit.sound("P3", "checked-error-inside", "repaired: the type is looked at under WATCH", errorInside(true),
            "What can fail is found out before MULTI, and WATCH keeps it found out."),
        Exhibit.sound("P3", "request-id-reply-lost", "repaired: a mark under the request's id",
            credit(RobustTransaction::onceOnly).faults(repliesLost(2)),
            "The mark is set by the same EXEC as the writes, so the next try sees whether they were done."),
        Exhibit.sound("P3", "request-id-dropped", "repaired: the same, connections dropped",
            credit(RobustTransaction::onceOnly).faults(connectionsDropped(2)),
            "A transaction that never arrived left no mark, and the next try does it."));
  }

  /** Two credits by the program as it is told. */
  static RedisScenario told() {
    return credit((jedis, client, user, commands) -> robustTransaction(jedis, client, commands));
  }

  /** The same by its repair. */
  static RedisScenario repaired() {
    return credit(RobustTransaction::onceOnly);
  }

  @FunctionalInterface
  interface Code {
    boolean run(Jedis jedis, JedisClient client, String user, Consumer<Transaction> commands);
  }

  private static RedisScenario credit(Code code) {
    return Reachable.success(RedisScenario.named("two credits, each once"))
        .client("alice", credit(code, "alice"))
        .client("bob", credit(code, "bob"))
        .always(ONCE, db -> isAtMost(db, 5))
        .atEnd(NOTHING_LEFT,
            (db, results) -> db.keys().stream().filter(key -> key.startsWith("credit:")).count() <= Reading.count(results, true))
        .atEnd(DONE, (db, results) -> db.keys().stream().filter(key -> key.startsWith("credit:")).count() >= Reading.count(results, true));
  }

  private static JedisProgram.Controlled credit(Code code, String user) {
    return (jedis, client) -> code.run(jedis, client, user, transaction -> {
      transaction.incrBy("credit:" + user, 5);
      transaction.lpush("log:" + user, "+5");
    });
  }

  private static boolean isAtMost(DatabaseView db, int most) {
    return db.keys().stream().filter(key -> key.startsWith("credit:")).allMatch(key -> Reading.number(db, key).intValue() <= most);
  }

  private static RedisScenario errorInside(boolean checked) {
    JedisProgram.Controlled attempt = (jedis, client) -> {
      if (checked && !isNumber(jedis, "name")) {
        return false;
      }
      return robustTransaction(jedis, client, transaction -> {
        transaction.incr("visits");
        transaction.incr("name");
      });
    };
    return Reachable.refusal(RedisScenario.named("an error among the commands"))
        .given("SET name alice")
        .client("alice",
            (jedis, client) -> Boolean.TRUE.equals(attempt.run(jedis, client)) || Boolean.TRUE.equals(attempt.run(jedis, client)))
        .always(ONCE, db -> Reading.number(db, "visits").intValue() <= 1)
        .atEnd(NOTHING_LEFT, (db, results) -> Reading.count(results, false) == 0 || !db.exists("visits"))
        .atEnd(DONE, (db, results) -> Reading.count(results, true) == 0 || db.exists("visits"));
  }

  private static boolean isNumber(Jedis jedis, String key) {
    jedis.watch(key);
    var value = jedis.get(key);
    if (value == null || value.matches("-?[0-9]{1,18}")) {
      return true;
    }
    jedis.unwatch();
    return false;
  }
}

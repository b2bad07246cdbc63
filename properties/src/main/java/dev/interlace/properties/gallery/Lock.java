package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_CLIENT_DIES;
import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;
import static dev.interlace.properties.RedisScenario.connectionsDropped;

import dev.interlace.properties.RedisScenario;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;

/** L1: a lock by SET NX guards an increment by GET and SET. Who does not get the lock gives up. */
final class Lock {
  private static final String COUNTED = "every increment is counted";
  private static final String FREE = "the lock is free at the end";
  static final String DELETE_OWN = """
      if redis.call('GET', KEYS[1]) == ARGV[1] then
        return redis.call('DEL', KEYS[1])
      end
      return 0
      """;
  private static final int LEASE_MILLIS = 1000;

  private Lock() {}

  /** A lock that never expires, released by DEL. */
  static boolean withoutExpiry(Jedis jedis, String token) {
    if (jedis.set("lock", token, SetParams.setParams().nx()) == null) {
      return false;
    }
    increment(jedis);
    jedis.del("lock");
    return true;
  }

  /** A lock that expires, released by DEL, whosever it is by then. */
  static boolean releasedByAnybody(Jedis jedis, String token) {
    if (!lease(jedis, token)) {
      return false;
    }
    increment(jedis);
    jedis.del("lock");
    return true;
  }

  /** A lock that expires, released only by its owner. */
  static boolean releasedByOwner(Jedis jedis, String token) {
    if (!lease(jedis, token)) {
      return false;
    }
    increment(jedis);
    jedis.eval(DELETE_OWN, List.of("lock"), List.of(token));
    return true;
  }

  /** A lock that expires, and is watched by what it guards. */
  static boolean watched(Jedis jedis, String token) {
    if (!lease(jedis, token)) {
      return false;
    }
    jedis.watch("lock");
    var isHeld = token.equals(jedis.get("lock"));
    var next = Long.parseLong(jedis.get("counter")) + 1;
    var transaction = jedis.multi();
    if (isHeld) {
      transaction.set("counter", Long.toString(next));
    }
    var isDone = transaction.exec() != null && isHeld;
    jedis.eval(DELETE_OWN, List.of("lock"), List.of(token));
    return isDone;
  }

  private static boolean lease(Jedis jedis, String token) {
    return jedis.set("lock", token, SetParams.setParams().nx().px(LEASE_MILLIS)) != null;
  }

  private static void increment(Jedis jedis) {
    var next = Long.parseLong(jedis.get("counter")) + 1;
    jedis.set("counter", Long.toString(next));
  }

  @FunctionalInterface
  interface Code {
    boolean run(Jedis jedis, String token);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.sound("L1", "without-expiry", "a lock that never expires", three(Lock::withoutExpiry),
            "Nobody else is inside, as long as nobody dies inside."),
        Exhibit.broken("L1", "holder-lost", "a lock that never expires, and its holder loses the connection",
            three(Lock::withoutExpiry).faults(connectionsDropped(1)), "Nobody takes the lock away from one who is gone.",
            FREE, NO_PARTIAL_EFFECT, NO_CLIENT_DIES),
        Exhibit.broken("L1", "released-by-anybody", "a lock that expires, released by DEL", three(Lock::releasedByAnybody),
            "A slow holder is overtaken, and then releases the lock of another.", COUNTED, SERIALIZABLE),
        Exhibit.broken("L1", "released-by-owner", "a lock that expires, released by its token", three(Lock::releasedByOwner),
            "The token saves the lock of another, but not the counter from a slow holder's stale write.", COUNTED, SERIALIZABLE),
        Exhibit.sound("L1", "watched", "repaired: the write watches the lock", three(Lock::watched),
            "EXEC aborts if the lock was released, taken or has expired since it was seen to be held."));
  }

  private static RedisScenario three(Code code) {
    return RedisScenario.named("three clients and a lock")
        .given("SET counter 0")
        .client("alice", jedis -> code.run(jedis, "alice"))
        .client("bob", jedis -> code.run(jedis, "bob"))
        .client("carol", jedis -> code.run(jedis, "carol"))
        .atEnd(COUNTED, (db, results) -> Reading.number(db, "counter").longValue() >= Reading.count(results, true))
        .atEnd(FREE, db -> !db.exists("lock"))
        .sometimesAtEnd("two get the lock", (db, results) -> Reading.count(results, true) >= 2);
  }
}

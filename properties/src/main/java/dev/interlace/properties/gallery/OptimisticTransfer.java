package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_CLIENT_DIES;
import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;
import static dev.interlace.properties.RedisScenario.operation;

import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.JedisClient;
import dev.interlace.properties.client.JedisProgram;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** P5: a transfer under WATCH, tried up to five times when somebody else was faster. */
final class OptimisticTransfer {
  private static final String SOLVENT = "a transfer that can be paid is made";
  private static final String PAID = "the payment is made in the end";
  private static final int TRIES = 5;

  private OptimisticTransfer() {}

  /** The program as it is meant: an EXEC that answers nil is tried again. */
  static boolean transfer(Jedis jedis, String from, String to, long amount) {
    for (var attempt = 1; attempt <= TRIES; attempt++) {
      if (!isPayable(jedis, from, to, amount)) {
        return false;
      }
      if (move(jedis, from, to, amount)) {
        return true;
      }
    }
    return false;
  }

  /** The program as it behaves where the library throws on an aborted EXEC and a catch-all takes every exception for failure. */
  static boolean transferCatchAll(Jedis jedis, String from, String to, long amount) {
    for (var attempt = 1; attempt <= TRIES; attempt++) {
      try {
        if (!isPayable(jedis, from, to, amount)) {
          return false;
        }
        if (!move(jedis, from, to, amount)) {
          throw new IllegalStateException("watched variable changed");
        }
        return true;
      } catch (RuntimeException error) {
        return false;
      }
    }
    return false;
  }

  /** As meant, each try marked as a fresh start: the search need not tell apart what failed tries have seen. */
  static boolean transferMarked(Jedis jedis, JedisClient client, String from, String to, long amount) throws Exception {
    return Boolean.TRUE.equals(client.retry(TRIES, () -> attempt(jedis, from, to, amount)));
  }

  /** The same with tries without end. */
  static boolean transferUnbounded(Jedis jedis, JedisClient client, String from, String to, long amount) throws Exception {
    return client.retry(() -> attempt(jedis, from, to, amount));
  }

  /** Null if somebody else was faster. */
  private static @Nullable Boolean attempt(Jedis jedis, String from, String to, long amount) {
    return !isPayable(jedis, from, to, amount) ? Boolean.FALSE : move(jedis, from, to, amount) ? Boolean.TRUE : null;
  }

  /** Watches both accounts; lets go of them if there is too little. */
  private static boolean isPayable(Jedis jedis, String from, String to, long amount) {
    jedis.watch("account:" + from, "account:" + to);
    var balance = Long.parseLong(jedis.get("account:" + from));
    jedis.get("account:" + to);
    if (balance < amount) {
      jedis.unwatch();
      return false;
    }
    return true;
  }

  /** Whether EXEC ran. */
  private static boolean move(Jedis jedis, String from, String to, long amount) {
    var transaction = jedis.multi();
    transaction.decrBy("account:" + from, amount);
    transaction.incrBy("account:" + to, amount);
    transaction.lpush("history", from + ":" + to + ":" + amount);
    return transaction.exec() != null;
  }

  @FunctionalInterface
  interface Code {
    boolean transfer(Jedis jedis, String from, String to, long amount);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.sound("P5", "as-meant", "two payments from one account, an abort is tried again", plenty(OptimisticTransfer::transfer),
            "An abort means that the other transfer got through, so one more try is enough."),
        Exhibit.broken("P5", "catch-all", "an abort is an exception, and a catch-all returns failure",
            plenty(OptimisticTransfer::transferCatchAll),
            "The catch-all ends the loop at the first abort: a payment fails although the money is there.", SOLVENT),
        Exhibit.sound("P5", "short", "money for one of two payments", oneOfTwo(),
            "The balance that EXEC relies on is the one that was read."),
        Exhibit.sound("P5", "crossing", "two people pay each other", crossing(), "Both watch both accounts, so one of them goes first."),
        Exhibit.broken("P5", "busy", "five tries against a neighbour who pays five times", busy(5),
            "Each of the five tries can be overtaken: bounded tries are no promise, and unbounded ones can starve.", SOLVENT),
        Exhibit.sound("P5", "less-busy", "five tries against a neighbour who pays four times", busy(4),
            "With fewer neighbours' payments than tries one try is undisturbed."),
        Exhibit.sound("P5", "unbounded", "tries without end, three payments", unbounded(),
            "Somebody always gets through, and with a finite number of payments everybody does in the end."),
        Exhibit.broken("P5", "starving", "tries without end beside a standing order that moves money to and fro",
            standing((jedis, client) -> client.retry(() -> watched(jedis))),
            "Each EXEC that comes after the standing order's next move is aborted, for ever: WATCH lets the others go first.", PAID),
        Exhibit.sound("P5", "served", "the same as a script", standing((jedis, client) -> scripted(jedis)),
            "A script needs one step, and whoever can step all the time does in the end."),
        Exhibit.sound("P5", "same-account", "from an account to itself", sameAccount(), "DECRBY and INCRBY of one key cancel out."),
        Exhibit.broken("P5", "overflow", "the receiver's account is almost full", full(),
            "WATCH does not help where the command itself fails: INCRBY overflows inside EXEC, DECRBY stays.",
            Transfer.SUM, NO_PARTIAL_EFFECT),
        Exhibit.broken("P5", "text", "the payer's account holds a text", text(),
            "The number is parsed on the client, which dies of it, watching.", NO_CLIENT_DIES));
  }

  private static RedisScenario bank(String name, int alice, int bob) {
    return Reachable.success(RedisScenario.named(name))
        .given("SET account:alice " + alice, "SET account:bob " + bob)
        .always(Transfer.SUM, db -> Reading.isSum(db, alice + bob, "account:alice", "account:bob"))
        .always(Transfer.NOT_NEGATIVE, db -> Reading.noneNegative(db, "account:alice", "account:bob"))
        .atEnd("there is a line of history for each transfer",
            (db, results) -> db.list("history").size() == Reading.count(results, true));
  }

  private static RedisScenario plenty(Code code) {
    return bank("two payments, money for both", 5, 0)
        .client("desk", jedis -> code.transfer(jedis, "alice", "bob", 2))
        .client("phone", jedis -> code.transfer(jedis, "alice", "bob", 3))
        .atEnd(SOLVENT, (db, results) -> Reading.count(results, false) == 0);
  }

  private static RedisScenario oneOfTwo() {
    return bank("two payments, money for one", 3, 0)
        .client("desk", jedis -> transfer(jedis, "alice", "bob", 2))
        .client("phone", jedis -> transfer(jedis, "alice", "bob", 3))
        .atEnd("one of them is made", (db, results) -> Reading.count(results, true) >= 1);
  }

  private static RedisScenario crossing() {
    return bank("two people pay each other", 5, 5)
        .client("alice", jedis -> transfer(jedis, "alice", "bob", 2))
        .client("bob", jedis -> transfer(jedis, "bob", "alice", 3))
        .atEnd(SOLVENT, (db, results) -> Reading.count(results, false) == 0);
  }

  private static RedisScenario busy(int payments) {
    var one = operation("pay", (jedis, client) -> transferMarked(jedis, client, "bob", "alice", 1));
    return bank("a busy neighbour", 5, 5)
        .client("alice", (jedis, client) -> transferMarked(jedis, client, "alice", "bob", 2))
        .client("bob", Collections.nCopies(payments, one))
        .atEnd(SOLVENT, (db, results) -> Reading.count(results, false) == 0);
  }

  private static RedisScenario unbounded() {
    return bank("three payments without end of tries", 5, 0)
        .client("desk", (jedis, client) -> transferUnbounded(jedis, client, "alice", "bob", 2))
        .client("phone", (jedis, client) -> transferUnbounded(jedis, client, "alice", "bob", 2))
        .client("bob", (jedis, client) -> transferUnbounded(jedis, client, "bob", "alice", 1));
  }

  /** Pays carol 2 if nobody touches alice's account in between; null if somebody did. */
  private static @Nullable Boolean watched(Jedis jedis) {
    jedis.watch("account:alice");
    if (Long.parseLong(jedis.get("account:alice")) < 2) {
      jedis.unwatch();
      return null;
    }
    return exchange(jedis, "alice", "carol", 2) ? true : null;
  }

  private static boolean scripted(Jedis jedis) {
    var pay = "redis.call('DECRBY', KEYS[1], ARGV[1]) return redis.call('INCRBY', KEYS[2], ARGV[1])";
    jedis.eval(pay, List.of("account:alice", "account:carol"), List.of("2"));
    return true;
  }

  private static boolean exchange(Jedis jedis, String from, String to, long amount) {
    var transaction = jedis.multi();
    transaction.decrBy("account:" + from, amount);
    transaction.incrBy("account:" + to, amount);
    return transaction.exec() != null;
  }

  private static RedisScenario standing(JedisProgram.Controlled code) {
    return RedisScenario.named("a payment beside a standing order")
        .given("SET account:alice 5", "SET account:bob 5", "SET account:carol 0")
        .without(SERIALIZABLE, "the standing order never ends, so there is no outcome to compare")
        .without(NO_PARTIAL_EFFECT, "the same")
        .client("alice", code)
        .client("bob", (jedis, client) -> client.retry(() -> {
          exchange(jedis, "bob", "alice", 1);
          exchange(jedis, "alice", "bob", 1);
          return null;
        }))
        .always(Transfer.SUM, db -> Reading.isSum(db, 10, "account:alice", "account:bob", "account:carol"))
        .sometimes("the payment can be made", db -> db.integer("account:carol") == 2)
        .eventually(PAID, db -> db.integer("account:carol") == 2);
  }

  private static RedisScenario sameAccount() {
    return bank("a transfer to oneself", 5, 5)
        .client("alice", jedis -> transfer(jedis, "alice", "alice", 3))
        .client("bob", jedis -> transfer(jedis, "bob", "alice", 2))
        .atEnd(SOLVENT, (db, results) -> Reading.count(results, false) == 0);
  }

  private static RedisScenario full() {
    var total = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.valueOf(4));
    return RedisScenario.named("a transfer to an account that is almost full")
        .given("SET account:alice 5", "SET account:bob 9223372036854775806")
        .client("alice", jedis -> transfer(jedis, "alice", "bob", 3))
        .always(Transfer.SUM, db -> Reading.sum(db, "account:alice", "account:bob").equals(total));
  }

  private static RedisScenario text() {
    return RedisScenario.named("a transfer from an account that holds a text")
        .given("SET account:alice closed", "SET account:bob 5")
        .client("alice", jedis -> transfer(jedis, "alice", "bob", 3))
        .always(Transfer.SUM, db -> Reading.isSum(db, 5, "account:alice", "account:bob"));
  }
}

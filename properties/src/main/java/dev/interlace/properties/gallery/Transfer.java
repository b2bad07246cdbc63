package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;

import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.JedisProgram;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** P1: money moves from one account to another in one MULTI/EXEC, without a look at the balance. */
final class Transfer {
  static final String SUM = "the sum of the accounts is constant";
  static final String NOT_NEGATIVE = "no balance is negative";
  private static final String CHECKED = Scripts.read("transfer-checked.lua");
  private static final String ALMOST_FULL = "9223372036854775806";

  private Transfer() {}

  /** The program as it is told. */
  static boolean transferMoney(Jedis jedis, String from, String to, long amount) {
    var transaction = jedis.multi();
    transaction.decrBy("account:" + from, amount);
    transaction.incrBy("account:" + to, amount);
    transaction.lpush("transfer_log", from + ":" + to + ":" + amount);
    return transaction.exec() != null;
  }

  /** Its repair: a script that looks at everything before it writes anything. */
  static boolean transferChecked(Jedis jedis, String log, String from, String to, String amount) {
    return "done".equals(jedis.eval(CHECKED, List.of("account:" + from, "account:" + to, log), List.of(amount)));
  }

  private static boolean transferChecked(Jedis jedis, String from, String to, long amount) {
    return transferChecked(jedis, "transfer_log", from, to, Long.toString(amount));
  }

  @FunctionalInterface
  interface Code {
    boolean transfer(Jedis jedis, String from, String to, long amount);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.sound("P1", "as-written", "two people pay each other, both have enough", enough(Transfer::transferMoney),
            "EXEC runs the three commands with nothing between them, and none of them can fail."),
        Exhibit.broken("P1", "overdraft", "two payments, money for one", overdraft(Transfer::transferMoney),
            "Nobody looks at the balance: even a single payment of more than there is goes through.", NOT_NEGATIVE),
        Exhibit.broken("P1", "receiver-is-text", "the receiver's account holds a text", text(Transfer::transferMoney, "5", "closed"),
            "INCRBY fails inside EXEC, DECRBY before it stays done, and nothing is rolled back.", SUM, NO_PARTIAL_EFFECT),
        Exhibit.broken("P1", "payer-is-text", "the payer's account holds a text", text(Transfer::transferMoney, "closed", "5"),
            "DECRBY fails inside EXEC and INCRBY after it runs all the same: money from nowhere.", SUM, NO_PARTIAL_EFFECT),
        Exhibit.broken("P1", "overflow", "the receiver's account is almost full", overflow(Transfer::transferMoney),
            "INCRBY would overflow and fails inside EXEC, DECRBY before it stays done.", SUM, NO_PARTIAL_EFFECT),
        Exhibit.sound("P1", "checked-as-written", "repaired: a script that checks, then writes", enough(Transfer::transferChecked),
            "A script runs alone, and this one checks all that could fail before its first write."),
        Exhibit.sound("P1", "checked-overdraft", "repaired: the second payment is refused", overdraft(Transfer::transferChecked),
            "The balance is read in the same step in which it is debited."),
        Exhibit.sound("P1", "checked-receiver-is-text", "repaired: a text cannot be paid",
            Reachable.refusal(text(Transfer::transferChecked, "5", "closed")),
            "The script refuses an account that is not an integer before it writes."),
        Exhibit.sound("P1", "checked-payer-is-text", "repaired: a text cannot pay",
            Reachable.refusal(text(Transfer::transferChecked, "closed", "5")),
            "The script refuses an account that is not an integer before it writes."),
        Exhibit.sound("P1", "checked-overflow", "repaired: a full account is refused",
            Reachable.refusal(overflow(Transfer::transferChecked)),
            "The script refuses numbers it could not add exactly."));
  }

  private static JedisProgram pay(Code code, String from, String to, long amount) {
    return jedis -> code.transfer(jedis, from, to, amount);
  }

  private static RedisScenario enough(Code code) {
    return RedisScenario.named("transfer, enough on both accounts")
        .given("SET account:alice 5", "SET account:bob 5")
        .client("alice", pay(code, "alice", "bob", 3))
        .client("bob", pay(code, "bob", "alice", 2))
        .always(SUM, db -> Reading.isSum(db, 10, "account:alice", "account:bob"))
        .always(NOT_NEGATIVE, db -> Reading.noneNegative(db, "account:alice", "account:bob"))
        .sometimesAtEnd("both payments go through", (db, results) -> Reading.count(results, true) == 2);
  }

  private static RedisScenario overdraft(Code code) {
    return Reachable.success(RedisScenario.named("transfer, money for one of two payments"))
        .given("SET account:alice 3", "SET account:bob 0")
        .client("desk", pay(code, "alice", "bob", 2))
        .client("phone", pay(code, "alice", "bob", 2))
        .always(SUM, db -> Reading.isSum(db, 3, "account:alice", "account:bob"))
        .always(NOT_NEGATIVE, db -> Reading.noneNegative(db, "account:alice", "account:bob"));
  }

  private static RedisScenario text(Code code, String alice, String bob) {
    return RedisScenario.named("transfer from an account of " + alice + " to one of " + bob)
        .given("SET account:alice " + alice, "SET account:bob " + bob)
        .client("alice", pay(code, "alice", "bob", 3))
        .client("clerk", jedis -> jedis.get("account:alice"))
        .always(SUM, db -> Reading.isSum(db, 5, "account:alice", "account:bob"))
        .always(NOT_NEGATIVE, db -> Reading.noneNegative(db, "account:alice", "account:bob"));
  }

  private static RedisScenario overflow(Code code) {
    var total = new BigInteger(ALMOST_FULL).add(BigInteger.valueOf(5));
    return RedisScenario.named("transfer to an account that is almost full")
        .given("SET account:alice 5", "SET account:bob " + ALMOST_FULL)
        .client("alice", pay(code, "alice", "bob", 3))
        .client("clerk", jedis -> jedis.get("account:alice"))
        .always(SUM, db -> Reading.sum(db, "account:alice", "account:bob").equals(total))
        .always(NOT_NEGATIVE, db -> Reading.noneNegative(db, "account:alice", "account:bob"));
  }
}

package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;

import dev.interlace.properties.RedisScenario;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** P11: a transfer as a script that looks at the balance, and answers the new balances or a negative number. */
final class TransferScript {
  private static final String TOLD = Scripts.read("transfer.lua");
  private static final long EXACT = 1L << 53;

  private TransferScript() {}

  /** The program as it is told: its log is a key that it does not declare. */
  static boolean transfer(Jedis jedis, String from, String to, String amount) {
    var answer = (List<?>) jedis.eval(TOLD, List.of("account:" + from, "account:" + to), List.of(amount));
    return (Long) answer.getFirst() >= 0;
  }

  /** Its repair: the script of P1's repair, which declares its log and checks everything first. */
  static boolean transferChecked(Jedis jedis, String from, String to, String amount) {
    return Transfer.transferChecked(jedis, "transfer_logs", from, to, amount);
  }

  @FunctionalInterface
  interface Code {
    boolean transfer(Jedis jedis, String from, String to, String amount);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.concat(told(), repaired());
  }

  private static Stream<Exhibit> told() {
    Code code = TransferScript::transfer;
    return Stream.of(
        Exhibit.sound("P11", "as-written", "two people pay each other, one twice", integers(code),
            "The look and the transfer are one step."),
        Exhibit.sound("P11", "same-account", "from an account to itself", pay(code, "alice", "alice", "3"),
            "DECRBY and INCRBY of one key cancel out."),
        Exhibit.sound("P11", "missing", "to an account that is not there", pay(code, "alice", "nobody", "3"),
            "Found out before the first write."),
        Exhibit.sound("P11", "fraction", "an amount of 0.5", pay(code, "alice", "bob", "0.5"),
            "DECRBY comes first and refuses, nothing was written."),
        Exhibit.broken("P11", "negative", "an amount of -6", pay(code, "alice", "bob", "-6"),
            "Everybody can pay less than nothing: the receiver pays, and nobody looks at the receiver's balance.", Transfer.NOT_NEGATIVE),
        Exhibit.sound("P11", "payer-is-text", "the payer's account holds a text", Reachable.failure(accounts(code, "closed", "5", "3")),
            "The comparison fails before the first write."),
        Exhibit.broken("P11", "receiver-is-text", "the receiver's account holds a text", accounts(code, "5", "closed", "3"),
            "INCRBY fails after DECRBY was done, and a script is not rolled back.", Transfer.SUM, NO_PARTIAL_EFFECT),
        Exhibit.broken("P11", "overflow", "the receiver's account is almost full", accounts(code, "5", "9223372036854775806", "3"),
            "INCRBY overflows after DECRBY was done, and a script is not rolled back.", Transfer.SUM, NO_PARTIAL_EFFECT),
        Exhibit.broken("P11", "log-is-text", "the log holds a text", log(code),
            "The money moves, then LPUSH fails: the caller hears of an error, and the transfer is done.", NO_PARTIAL_EFFECT),
        Exhibit.broken("P11", "beyond-2-53", "one more than there is, beyond 2^53",
            accounts(code, Long.toString(EXACT), "0", Long.toString(EXACT + 1)),
            "Lua compares rounded numbers and finds them equal.", Transfer.NOT_NEGATIVE));
  }

  private static Stream<Exhibit> repaired() {
    Code code = TransferScript::transferChecked;
    return Stream.of(
        Exhibit.sound("P11", "checked", "repaired: two people pay each other, one twice", integers(code),
            "The same step, with a look at what could fail."),
        Exhibit.sound("P11", "checked-negative", "repaired: -6 is refused", pay(code, "alice", "bob", "-6"),
            "Only amounts from 1 on are paid."),
        Exhibit.sound("P11", "checked-receiver-is-text", "repaired: the receiver's account holds a text",
            Reachable.refusal(accounts(code, "5", "closed", "3")),
            "Checked before the first write."),
        Exhibit.sound("P11", "checked-overflow", "repaired: the receiver's account is almost full",
            Reachable.refusal(accounts(code, "5", "9223372036854775806", "3")),
            "Checked before the first write."),
        Exhibit.sound("P11", "checked-log-is-text", "repaired: the log holds a text", Reachable.refusal(log(code)),
            "Checked before the first write."),
        Exhibit.sound("P11", "checked-beyond-2-53", "repaired: beyond 2^53 is refused",
            Reachable.refusal(accounts(code, Long.toString(EXACT), "0", Long.toString(EXACT + 1))),
            "What cannot be compared exactly is refused."));
  }

  private static RedisScenario bank(String name, String alice, String bob) {
    var total = value(alice).add(value(bob));
    return RedisScenario.named(name)
        .given("SET account:alice " + alice, "SET account:bob " + bob)
        .expects(JedisDataException.class)
        .always(Transfer.SUM, db -> Reading.sum(db, "account:alice", "account:bob").equals(total))
        .always(Transfer.NOT_NEGATIVE, db -> Reading.noneNegative(db, "account:alice", "account:bob"));
  }

  private static BigInteger value(String balance) {
    return balance.matches("[0-9]+") ? new BigInteger(balance) : BigInteger.ZERO;
  }

  private static RedisScenario integers(Code code) {
    return bank("script transfers, two people pay each other", "3", "2")
        .client("desk", jedis -> code.transfer(jedis, "alice", "bob", "3"))
        .client("phone", jedis -> code.transfer(jedis, "alice", "bob", "2"))
        .client("bob", jedis -> code.transfer(jedis, "bob", "alice", "2"))
        .sometimesAtEnd("a payment is refused", (db, results) -> Reading.count(results, false) > 0);
  }

  private static RedisScenario pay(Code code, String from, String to, String amount) {
    return Reachable.success(bank("a script transfer of " + amount + " from " + from + " to " + to, "5", "5"))
        .client("alice", jedis -> code.transfer(jedis, from, to, amount))
        .client("bob", jedis -> code.transfer(jedis, "bob", "alice", "1"));
  }

  private static RedisScenario accounts(Code code, String alice, String bob, String amount) {
    return bank("a script transfer of " + amount + ", accounts " + alice + " and " + bob, alice, bob)
        .client("alice", jedis -> code.transfer(jedis, "alice", "bob", amount))
        .client("clerk", jedis -> jedis.get("account:alice"));
  }

  private static RedisScenario log(Code code) {
    return bank("a script transfer, the log holds a text", "5", "5")
        .given("SET transfer_logs none")
        .client("alice", jedis -> code.transfer(jedis, "alice", "bob", "3"))
        .client("clerk", jedis -> jedis.get("account:alice"));
  }
}

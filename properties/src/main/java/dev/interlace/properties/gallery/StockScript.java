package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;

import dev.interlace.properties.RedisScenario;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** P8: a quantity is taken from stock by a script that answers what is left, or a negative number for a refusal. */
final class StockScript {
  private static final String SOLD = "sold is never negative";
  private static final String CONSTANT = "stock + sold is constant";
  private static final String SALE = "a sale sells something";
  private static final String DEDUCT = Scripts.read("deduct.lua");
  private static final String CHECKED = Scripts.read("deduct-checked.lua");
  private static final long EXACT = 1L << 53;

  private StockScript() {}

  /** The program as it is told: whether the sale was made. */
  static boolean deduct(Jedis jedis, String quantity) {
    return call(jedis, DEDUCT, quantity);
  }

  /** Its repair: a script that looks at the quantity and at both keys before it writes. */
  static boolean deductChecked(Jedis jedis, String quantity) {
    return call(jedis, CHECKED, quantity);
  }

  private static boolean call(Jedis jedis, String script, String quantity) {
    var answer = (List<?>) jedis.eval(script, List.of("stock", "sold"), List.of(quantity));
    return (Long) answer.getFirst() >= 0;
  }

  @FunctionalInterface
  interface Code {
    boolean sell(Jedis jedis, String quantity);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.concat(told(), repaired());
  }

  private static Stream<Exhibit> told() {
    Code code = StockScript::deduct;
    return Stream.of(
        Exhibit.sound("P8", "as-written", "three buyers, two items", buyers(code), "The look and the taking are one step."),
        Exhibit.sound("P8", "missing", "no such product", missing(), "A missing product is told apart from an empty one."),
        Exhibit.broken("P8", "negative", "a quantity of -1", quantity(code, "-1"),
            "Less than nothing is always in stock: DECRBY of -1 adds an item.", SOLD, SALE),
        Exhibit.broken("P8", "zero", "a quantity of 0", quantity(code, "0"), "The sale of nothing is reported as made.", SALE),
        Exhibit.sound("P8", "fraction", "a quantity of 0.5", quantity(code, "0.5"),
            "The comparison passes, DECRBY refuses, and nothing was written before it."),
        Exhibit.sound("P8", "exponent", "a quantity of 1e0", quantity(code, "1e0"),
            "Lua takes it for 1, DECRBY refuses it, nothing was written."),
        Exhibit.sound("P8", "hexadecimal", "a quantity of 0x1", quantity(code, "0x1"),
            "Lua takes it for 1, DECRBY refuses it, nothing was written."),
        Exhibit.sound("P8", "huge", "a quantity of 99999999999999999999", quantity(code, "99999999999999999999"), "More than there is."),
        Exhibit.sound("P8", "hugely-negative", "a quantity of -9223372036854775808", quantity(code, "-9223372036854775808"),
            "DECRBY cannot negate it and refuses, nothing was written."),
        Exhibit.broken("P8", "beyond-2-53", "one more than there is, beyond 2^53", beyond(code),
            "Lua compares rounded numbers and finds them equal.", Deduction.STOCK),
        Exhibit.broken("P8", "sold-is-text", "the sales counter holds a text", sold(code, "many"),
            "INCRBY fails after DECRBY was done, and a script is not rolled back.", CONSTANT, NO_PARTIAL_EFFECT),
        Exhibit.broken("P8", "sold-is-full", "the sales counter is full", sold(code, Long.toString(Long.MAX_VALUE)),
            "INCRBY overflows after DECRBY was done, and a script is not rolled back.", CONSTANT, NO_PARTIAL_EFFECT));
  }

  private static Stream<Exhibit> repaired() {
    Code code = StockScript::deductChecked;
    return Stream.of(
        Exhibit.sound("P8", "checked", "repaired: three buyers, two items", buyers(code), "The same step, with a look at what could fail."),
        Exhibit.sound("P8", "checked-negative", "repaired: -1 is refused", quantity(code, "-1"),
            "Only whole quantities from 1 on are sold."),
        Exhibit.sound("P8", "checked-zero", "repaired: 0 is refused", quantity(code, "0"), "Only whole quantities from 1 on are sold."),
        Exhibit.sound("P8", "checked-beyond-2-53", "repaired: beyond 2^53 is refused",
            Reachable.refusal(beyond(code)).without(SERIALIZABLE, "a call that is refused before it looks at anything is in order whatever others do"),
            "What cannot be compared exactly is refused."),
        Exhibit.sound("P8", "checked-sold-is-text", "repaired: the sales counter holds a text", Reachable.refusal(sold(code, "many")),
            "Checked before the first write."),
        Exhibit.sound("P8", "checked-sold-is-full", "repaired: the sales counter is full",
            Reachable.refusal(sold(code, Long.toString(Long.MAX_VALUE))),
            "Checked before the first write."));
  }

  private static RedisScenario shop(String name, long stock, String sold) {
    var constant = BigInteger.valueOf(stock).add(sold.matches("[0-9]+") ? new BigInteger(sold) : BigInteger.ZERO);
    return RedisScenario.named(name)
        .given("SET stock " + stock, "SET sold " + sold)
        .expects(JedisDataException.class)
        .always(Deduction.STOCK, db -> Reading.noneNegative(db, "stock"))
        .always(SOLD, db -> Reading.noneNegative(db, "sold"))
        .always(CONSTANT, db -> Reading.sum(db, "stock", "sold").equals(constant));
  }

  private static RedisScenario buyers(Code code) {
    return shop("three buyers, two items", 2, "0")
        .client("alice", jedis -> code.sell(jedis, "1"))
        .client("bob", jedis -> code.sell(jedis, "1"))
        .client("carol", jedis -> code.sell(jedis, "1"))
        .atEnd("what is sold was promised", (db, results) -> Reading.number(db, "sold").longValue() == Reading.count(results, true))
        .sometimesAtEnd("somebody is refused", (db, results) -> Reading.count(results, false) == 1);
  }

  private static RedisScenario missing() {
    return Reachable.refusal(RedisScenario.named("no such product"))
        .client("alice", jedis -> deduct(jedis, "1"))
        .always("nothing is sold", db -> db.keys().isEmpty())
        .atEnd("the buyer is refused", (db, results) -> Reading.count(results, true) == 0);
  }

  private static RedisScenario quantity(Code code, String quantity) {
    return Reachable.success(shop("a quantity of " + quantity, 2, "0"))
        .client("alice", jedis -> code.sell(jedis, quantity))
        .client("bob", jedis -> code.sell(jedis, "1"))
        .atEnd(SALE, (db, results) -> Reading.number(db, "sold").longValue() >= Reading.count(results, true));
  }

  private static RedisScenario beyond(Code code) {
    return shop("a stock of 2^53", EXACT, "0").client("alice", jedis -> code.sell(jedis, Long.toString(EXACT + 1)));
  }

  private static RedisScenario sold(Code code, String sold) {
    return shop("a sales counter of " + sold, 2, sold)
        .client("alice", jedis -> code.sell(jedis, "1"))
        .client("clerk", jedis -> jedis.get("stock"));
  }
}

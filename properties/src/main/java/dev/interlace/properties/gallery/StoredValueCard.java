package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.SERIALIZABLE;

import dev.interlace.model.server.DatabaseView;
import dev.interlace.properties.RedisScenario;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** P18: a card is charged and goods are taken from stock, together. */
final class StoredValueCard {
  private static final String CARD = "no card is negative";
  private static final String SPENT = "spent = price x sold";
  private static final int PRICE = 2;
  private static final String SPEND = Scripts.read("spend.lua");

  private StoredValueCard() {}

  /** As one script. */
  static boolean spendInScript(Jedis jedis, String card) {
    return Long.valueOf(1).equals(jedis.eval(SPEND, List.of("card:" + card, "stock", "sold"), List.of(Integer.toString(PRICE))));
  }

  /** As WATCH of the card and the stock. */
  static boolean spendWatched(Jedis jedis, String card) {
    return spendWatching(jedis, card, "card:" + card, "stock");
  }

  /** A broken twin: only the card is watched. */
  static boolean spendWatchingCard(Jedis jedis, String card) {
    return spendWatching(jedis, card, "card:" + card);
  }

  /** A broken twin: only the stock is watched. */
  static boolean spendWatchingStock(Jedis jedis, String card) {
    return spendWatching(jedis, card, "stock");
  }

  private static boolean spendWatching(Jedis jedis, String card, String... keys) {
    while (true) {
      jedis.watch(keys);
      if (!isPayable(jedis, card)) {
        jedis.unwatch();
        return false;
      }
      if (charge(jedis, card)) {
        return true;
      }
    }
  }

  /** A broken twin: nothing is watched. */
  static boolean spendUnwatched(Jedis jedis, String card) {
    return isPayable(jedis, card) && charge(jedis, card);
  }

  private static boolean isPayable(Jedis jedis, String card) {
    return Long.parseLong(jedis.get("card:" + card)) >= PRICE && Long.parseLong(jedis.get("stock")) >= 1;
  }

  private static boolean charge(Jedis jedis, String card) {
    var transaction = jedis.multi();
    transaction.decrBy("card:" + card, PRICE);
    transaction.decrBy("stock", 1);
    transaction.incrBy("sold", 1);
    return transaction.exec() != null;
  }

  @FunctionalInterface
  interface Code {
    boolean spend(Jedis jedis, String card);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.sound("P18", "script", "one card, two tills", oneCard(StoredValueCard::spendInScript),
            "The looks and the charge are one step."),
        Exhibit.sound("P18", "script-last-item", "two cards, the last item", twoCards(StoredValueCard::spendInScript),
            "The looks and the charge are one step."),
        Exhibit.sound("P18", "watch", "with WATCH: one card, two tills", oneCard(StoredValueCard::spendWatched),
            "All that was looked at is watched."),
        Exhibit.sound("P18", "watch-last-item", "with WATCH: two cards, the last item", twoCards(StoredValueCard::spendWatched),
            "All that was looked at is watched."),
        Exhibit.broken("P18", "unwatched", "without WATCH: one card, two tills", oneCard(StoredValueCard::spendUnwatched),
            "Both tills see the money before either takes it.", CARD, SERIALIZABLE),
        Exhibit.broken("P18", "watch-card-only", "only the card is watched: two cards, the last item",
            twoCards(StoredValueCard::spendWatchingCard),
            "Each watches a card that nobody else touches, and both take the last item.", Deduction.STOCK, SERIALIZABLE),
        Exhibit.sound("P18", "watch-stock-only", "only the stock is watched: one card, two tills",
            oneCard(StoredValueCard::spendWatchingStock),
            "Every charge of the card also takes from stock, so the stock stands guard for the card as well."));
  }

  private static RedisScenario tills(String name, int stock, String... cards) {
    return RedisScenario.named(name)
        .given("SET stock " + stock, "SET sold 0")
        .always(CARD, db -> Reading.noneNegative(db, cards))
        .always(Deduction.STOCK, db -> Reading.noneNegative(db, "stock"))
        .always(SPENT, db -> 3L * cards.length - left(db, cards) == PRICE * Reading.number(db, "sold").longValue())
        .sometimes("something is sold", db -> Reading.number(db, "sold").signum() > 0);
  }

  private static long left(DatabaseView db, String... cards) {
    return Reading.sum(db, cards).longValue();
  }

  private static RedisScenario oneCard(Code code) {
    return tills("one card, two tills", 2, "card:alice")
        .given("SET card:alice 3")
        .client("till1", jedis -> code.spend(jedis, "alice"))
        .client("till2", jedis -> code.spend(jedis, "alice"));
  }

  private static RedisScenario twoCards(Code code) {
    return tills("two cards, the last item", 1, "card:alice", "card:bob")
        .given("SET card:alice 3", "SET card:bob 3")
        .client("alice", jedis -> code.spend(jedis, "alice"))
        .client("bob", jedis -> code.spend(jedis, "bob"));
  }
}

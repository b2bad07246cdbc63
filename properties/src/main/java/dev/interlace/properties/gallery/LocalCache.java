package dev.interlace.properties.gallery;

import dev.interlace.model.reply.Reply;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.RedisClient;
import java.util.stream.Stream;

/** M2: a client keeps a copy of a key and relies on the server to tell it when the key changes (CLIENT TRACKING). */
final class LocalCache {
  private static final String FRESH = "who knows of the new price does not show the old one";

  private LocalCache() {}

  /** CACHING YES is meant for the next command, and another one comes between. */
  static String readBetween(RedisClient redis) {
    redis.call("CLIENT", "CACHING", "YES");
    redis.call("GET", "currency");
    return text(redis.call("GET", "price"));
  }

  /** The next command is the one whose reply is kept. */
  static String readAtOnce(RedisClient redis) {
    redis.call("GET", "currency");
    redis.call("CLIENT", "CACHING", "YES");
    return text(redis.call("GET", "price"));
  }

  private static String text(Reply reply) {
    return RedisClient.text(reply).orElseThrow();
  }

  @FunctionalInterface
  interface Code {
    String price(RedisClient redis);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("M2", "read-between", "a local copy, tracked with OPTIN: a read between CACHING YES and the read", shop(LocalCache::readBetween),
            "CACHING YES counts for one command, so the price was never tracked and its change is told to nobody.", FRESH),
        Exhibit.sound("M2", "read-at-once", "repaired: CACHING YES right before the read", shop(LocalCache::readAtOnce),
            "The change of a tracked key is told before anything that the same connection reads later."));
  }

  /** Shows its copy unless it was told that it is old; only who has seen the announcement can know better. */
  private static String show(RedisClient redis, Code code) {
    redis.call("HELLO", "3");
    redis.call("CLIENT", "TRACKING", "ON", "OPTIN");
    var copy = code.price(redis);
    var isAnnounced = !(redis.call("GET", "announced") instanceof Reply.Nil);
    var shown = redis.takePushes().isEmpty() ? copy : text(redis.call("GET", "price"));
    return isAnnounced ? shown : "not announced";
  }

  private static RedisScenario shop(Code code) {
    return RedisScenario.named("a shop shows its copy of a price that changes")
        .given("MSET price 1 currency EUR")
        .without("serializable", "to show an old price is no harm while nobody can know of the new one")
        .plainClient("shop", redis -> show(redis, code))
        .client("owner", jedis -> {
          jedis.set("price", "2");
          return jedis.set("announced", "yes");
        })
        .atEnd(FRESH, (db, results) -> !results.of("shop").value(0).equals("1"))
        .sometimesAtEnd("the change is noticed", (db, results) -> results.of("shop").value(0).equals("2"));
  }
}

package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_DEADLOCK;

import dev.interlace.properties.RedisScenario;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** L2: two things, each guarded by a token on a list: who waits for the token in BLPOP and has it may use the thing. */
final class Tokens {
  private static final String BOTH = "both things can be used";

  private Tokens() {}

  /** Takes both tokens, uses both things, and puts the tokens back. */
  static String use(Jedis jedis, String first, String second) {
    jedis.blpop(0, first);
    jedis.blpop(0, second);
    jedis.incr("uses");
    jedis.rpush(second, "token");
    jedis.rpush(first, "token");
    return "used";
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("L2", "crossed", "two clients take two tokens, each in an order of its own", tokens("printer", "scanner"),
            "Each has one token and waits for the other's, for ever.", NO_DEADLOCK),
        Exhibit.sound("L2", "ordered", "repaired: all take the tokens in one order", tokens("scanner", "printer"),
            "Who waits for the second token waits for one who has both."));
  }

  private static RedisScenario tokens(String first, String second) {
    return RedisScenario.named("alice takes scanner and printer, bob takes " + first + " and " + second)
        .given("RPUSH printer token", "RPUSH scanner token")
        .client("alice", jedis -> use(jedis, "scanner", "printer"))
        .client("bob", jedis -> use(jedis, first, second))
        .always("a thing has one token", db -> db.list("printer").size() <= 1 && db.list("scanner").size() <= 1)
        .atEnd(BOTH, db -> db.list("printer").size() == 1 && db.list("scanner").size() == 1)
        .sometimes("both have used them", db -> db.integer("uses") == 2);
  }
}

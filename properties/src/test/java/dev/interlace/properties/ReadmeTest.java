package dev.interlace.properties;

import static dev.interlace.properties.Interlace.check;
import static dev.interlace.properties.assertj.InterlaceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The README's example, run, and what it prints. */
class ReadmeTest {
  /** The code that the README's reader has in mind. */
  private static final class Shop {
    String buy(Jedis jedis) {
      if (Integer.parseInt(jedis.get("stock")) < 1) {
        return "sold out";
      }
      jedis.decr("stock");
      return "bought";
    }
  }

  @Test
  void the_readme_shows_what_really_happens() throws IOException {
    var shop = new Shop();
    // @formatter:off — the README's lines
    var flashSale = RedisScenario.named("flash sale")
        .given(jedis -> jedis.set("stock", "1"))
        .client("alice", jedis -> shop.buy(jedis))
        .client("bob", jedis -> shop.buy(jedis))
        .always("stock is never negative", db -> db.integer("stock") >= 0);
    // @formatter:on
    var message = catchThrowable(() -> assertThat(check(flashSale)).holds()).getMessage();
    var firstPicture = message.substring(0, message.indexOf("replay  ")).strip();
    assertThat(Files.readString(Path.of("../README.md"))).contains("```\n" + firstPicture + "\n");
    assertThat(message).contains("replay  ./interlace replay " + Path.of("").toAbsolutePath());
  }

  @Test
  void the_readme_names_every_command() throws IOException {
    assertThat(Files.readString(Path.of("../README.md"))).contains("demo", "check", "replay", "confirm", "spec");
  }
}

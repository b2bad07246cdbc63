package dev.interlace.properties.client;

import static dev.interlace.engine.system.BuiltIn.NO_DEADLOCK;
import static dev.interlace.properties.Interlace.check;
import static dev.interlace.properties.assertj.InterlaceAssertions.assertThat;

import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.properties.RedisScenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/** Programs that hear of others' doings: over Jedis as it is, and without it. */
class MessagesTest {
  /** Listens until it has heard {@code most} messages, as any program on Jedis does it. */
  private static List<String> listen(Jedis jedis, int most, String... channels) {
    var heard = new ArrayList<String>();
    jedis.subscribe(
        new JedisPubSub() {
          @Override
          public void onMessage(String channel, String message) {
            heard.add(channel + ": " + message);
            if (heard.size() == most) {
              unsubscribe();
            }
          }
        },
        channels);
    return List.copyOf(heard);
  }

  @Test
  void jedis_hears_messages_in_the_order_of_publishing() {
    var scenario = RedisScenario.named("one listens to two")
        .without(NO_DEADLOCK, "who listens too late waits for ever")
        .without("serializable", "who listens waits for others")
        .client("ear", jedis -> listen(jedis, 2, "news", "weather"))
        .client("mouth", jedis -> List.of(jedis.publish("news", "one"), jedis.publish("news", "two")))
        .client("cloud", jedis -> jedis.publish("weather", "rain"))
        .atEnd("in order", (db, results) -> !results.of("ear").value(0).equals(List.of("news: two", "news: one")))
        .sometimesAtEnd("both", (db, results) -> results.of("ear").value(0).equals(List.of("news: one", "news: two")))
        .sometimesAtEnd("rain first", (db, results) -> results.of("ear").value(0).equals(List.of("weather: rain", "news: one")))
        .sometimesAtEnd("rain between", (db, results) -> results.of("ear").value(0).equals(List.of("news: one", "weather: rain")))
        .sometimesAtEnd("late", (db, results) -> results.of("ear").value(0).equals(List.of("news: two", "weather: rain")));
    assertThat(check(scenario)).holds();
  }

  @Test
  void a_message_that_was_published_too_early_is_lost() {
    var scenario = RedisScenario.named("one listens, one speaks once")
        .without("serializable", "who listens waits for others")
        .client("ear", jedis -> listen(jedis, 1, "news"))
        .client("mouth", jedis -> jedis.publish("news", "one"));
    assertThat(check(scenario)).violates(NO_DEADLOCK);
  }

  @Test
  void what_came_before_a_reply_is_kept_apart_from_it() {
    var scenario = RedisScenario.named("a copy of a key")
        .without("serializable", "what is heard depends on when")
        .plainClient("reader", redis -> {
          redis.call("HELLO", "3");
          redis.call("CLIENT", "TRACKING", "ON");
          var first = redis.call("GET", "k");
          var second = redis.call("GET", "other");
          return ReplyText.oneLine(first) + ReplyText.oneLine(second) + redis.takePushes().stream().map(ReplyText::oneLine).toList();
        })
        .client("writer", jedis -> jedis.set("k", "v"))
        .sometimesAtEnd("before", (db, results) -> results.of("reader").value(0).equals("\"v\"(nil)[]"))
        .sometimesAtEnd("between", (db, results) -> results.of("reader").value(0).equals("(nil)(nil)[>[\"invalidate\", [\"k\"]]]"))
        .sometimesAtEnd("after", (db, results) -> results.of("reader").value(0).equals("(nil)(nil)[]"));
    assertThat(check(scenario)).holds();
  }

  @Test
  void several_replies_to_one_command_come_one_after_the_other() {
    var scenario = RedisScenario.named("two channels at once")
        .plainClient("ear", redis -> {
          var first = redis.call("SUBSCRIBE", "a", "b");
          var second = redis.receivePush();
          return List.of(ReplyText.oneLine(first), ReplyText.oneLine(second), redis.call("PING") instanceof Reply.Array);
        })
        .atEnd("confirmed", (db, results) -> results.of("ear").value(0)
            .equals(List.of("[\"subscribe\", \"a\", 1]", "[\"subscribe\", \"b\", 2]", true)));
    assertThat(check(scenario)).holds();
  }
}

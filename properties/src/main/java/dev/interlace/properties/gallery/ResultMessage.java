package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_DEADLOCK;

import dev.interlace.model.reply.Reply;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.RedisClient;
import java.util.List;
import java.util.stream.Stream;

/** M1: one client waits for the result of another, who stores it and then publishes a message. */
final class ResultMessage {
  private ResultMessage() {}

  /** Looks first, and listens if there is nothing yet. */
  static String lookThenListen(RedisClient redis) {
    var result = redis.call("GET", "result");
    if (result instanceof Reply.Nil) {
      redis.call("SUBSCRIBE", "done");
      redis.receivePush();
      result = redis.call("GET", "result");
    }
    return RedisClient.text(result).orElseThrow();
  }

  /** Listens first, so that no message can be missed, and then looks. */
  static String listenThenLook(RedisClient redis) {
    redis.call("SUBSCRIBE", "done");
    var result = redis.call("GET", "result");
    if (result instanceof Reply.Nil) {
      redis.receivePush();
      result = redis.call("GET", "result");
    }
    return RedisClient.text(result).orElseThrow();
  }

  @FunctionalInterface
  interface Code {
    String result(RedisClient redis);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("M1", "look-then-listen", "wait for a message about a result: look, then subscribe", waiting(ResultMessage::lookThenListen),
            "A message published between the look and the subscription reaches nobody, and there will be no other.", NO_DEADLOCK),
        Exhibit.sound("M1", "listen-then-look", "repaired: subscribe, then look", waiting(ResultMessage::listenThenLook),
            "Whatever is stored after the look is told to one who listens already."));
  }

  /** Asks for the result of a job that has been begun. RESP3 lets one who has subscribed go on with other commands. */
  private static String ask(RedisClient redis, Code code) {
    redis.call("HELLO", "3");
    return redis.call("GET", "job") instanceof Reply.Nil ? "no job" : code.result(redis);
  }

  private static RedisScenario waiting(Code code) {
    return RedisScenario.named("one waits for the result of another's job")
        .without("serializable", "who waits for another cannot run alone")
        .plainClient("alice", redis -> ask(redis, code))
        .client("bob", jedis -> {
          jedis.set("job", "begun");
          jedis.set("result", "42");
          return jedis.publish("done", "result") > 0 ? "heard" : "unheard";
        })
        .atEnd("the result is the one that was stored", (db, results) -> List.of("42", "no job").contains(results.of("alice").value(0)))
        .sometimesAtEnd("the message is heard", (db, results) -> results.of("bob").value(0).equals("heard"));
  }
}

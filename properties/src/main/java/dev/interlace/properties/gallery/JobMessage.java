package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_DEADLOCK;

import dev.interlace.properties.RedisScenario;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/** M3: workers are told of a job by a message. */
final class JobMessage {
  private static final String ONCE = "the job is done once";

  private JobMessage() {}

  /** Waits for one message, as any program on Jedis does. */
  private static void await(Jedis jedis) {
    jedis.subscribe(
        new JedisPubSub() {
          @Override
          public void onMessage(String channel, String message) {
            unsubscribe();
          }
        },
        "jobs");
  }

  /** Takes the message for the job. */
  static String doWhatIsSaid(Jedis jedis) {
    await(jedis);
    jedis.incr("done");
    return "done";
  }

  /** Takes the message for a hint that there may be a job on the list. */
  static String takeFromList(Jedis jedis) {
    await(jedis);
    if (jedis.rpop("jobs") == null) {
      return "nothing left";
    }
    jedis.incr("done");
    return "done";
  }

  @FunctionalInterface
  interface Code {
    String work(Jedis jedis);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("M3", "message-is-job", "a job is a message to two workers", workers(JobMessage::doWhatIsSaid),
            "Every subscriber gets every message: a channel is no queue.", ONCE),
        Exhibit.sound("M3", "message-is-hint", "repaired: the job is on a list, the message only wakes", workers(JobMessage::takeFromList),
            "Of those who are woken one gets the job out of the list."));
  }

  private static RedisScenario workers(Code code) {
    return RedisScenario.named("two workers, one job, one message")
        .without(NO_DEADLOCK, "who subscribes after the message waits for the next one")
        .without("serializable", "who waits for another cannot run alone")
        .client("alice", code::work)
        .client("bob", code::work)
        .client("carol", jedis -> {
          jedis.lpush("jobs", "job");
          return jedis.publish("jobs", "job");
        })
        .always(ONCE, db -> db.integer("done") <= 1)
        .sometimesAtEnd("both workers are woken", (db, results) -> results.of("carol").value(0).equals(2L));
  }
}

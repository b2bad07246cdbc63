package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.properties.RedisScenario.repliesLost;

import dev.interlace.model.server.DatabaseView;
import dev.interlace.properties.RedisScenario;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ListDirection;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Q2: workers wait for jobs, which come when they come. */
final class WaitingWorkers {
  private static final String LOST = "no job gets lost";

  private WaitingWorkers() {}

  /** Waits for a job, takes it out of the list and does it. */
  static String take(Jedis jedis) {
    var job = jedis.blpop(0, "jobs").getLast();
    jedis.sadd("done", job);
    return "worked";
  }

  /** Waits for a job, moves it to a list of jobs at work, and away from there when it is done. */
  static String move(Jedis jedis) {
    var job = jedis.blmove("jobs", "at work", ListDirection.LEFT, ListDirection.RIGHT, 0);
    var transaction = jedis.multi();
    transaction.lrem("at work", 1, job);
    transaction.sadd("done", job);
    transaction.exec();
    return "worked";
  }

  @FunctionalInterface
  interface Code {
    String work(Jedis jedis);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("Q2", "blpop", "a worker dies with the job that BLPOP gave it", workers(WaitingWorkers::take),
            "Who waits in BLPOP is given the job by whoever pushes it, and if the reply gets lost nobody knows of it.", LOST),
        Exhibit.sound("Q2", "blmove", "repaired with BLMOVE: a worker dies", workers(WaitingWorkers::move),
            "The job stays on a list of jobs at work, where it can be found again."));
  }

  private static RedisScenario workers(Code code) {
    return RedisScenario.named("two workers wait for two jobs, and one loses its connection")
        .faults(repliesLost(1))
        .expects(JedisConnectionException.class)
        .without(NO_PARTIAL_EFFECT,
            "a worker that loses its connection leaves its job half done; whether it can be found again is the question")
        .client("alice", code::work)
        .client("bob", code::work)
        .client("boss", jedis -> jedis.rpush("jobs", "one", "two"))
        .atEnd(LOST, (db, results) -> results.of("boss").failure().isPresent() || all(db) == 2)
        .sometimes("all jobs get done", db -> db.set("done").size() == 2);
  }

  private static int all(DatabaseView db) {
    return db.list("jobs").size() + db.list("at work").size() + db.set("done").size();
  }
}

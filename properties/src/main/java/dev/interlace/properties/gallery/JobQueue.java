package dev.interlace.properties.gallery;

import static dev.interlace.engine.system.BuiltIn.NO_PARTIAL_EFFECT;
import static dev.interlace.properties.RedisScenario.repliesLost;

import dev.interlace.model.server.DatabaseView;
import dev.interlace.properties.RedisScenario;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ListDirection;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Q1: workers take jobs from a list. */
final class JobQueue {
  private static final String LOST = "no job gets lost";
  private static final String ONCE = "no job is taken twice";

  private JobQueue() {}

  /** Takes a job out of the list and does it. */
  static boolean take(Jedis jedis) {
    var job = jedis.rpop("jobs");
    if (job == null) {
      return false;
    }
    jedis.sadd("done", job);
    return true;
  }

  /** Moves a job to a list of jobs at work, and away from there when it is done. */
  static boolean move(Jedis jedis) {
    var job = jedis.lmove("jobs", "at work", ListDirection.RIGHT, ListDirection.LEFT);
    if (job == null) {
      return false;
    }
    var transaction = jedis.multi();
    transaction.lrem("at work", 1, job);
    transaction.sadd("done", job);
    transaction.exec();
    return true;
  }

  @FunctionalInterface
  interface Code {
    boolean work(Jedis jedis);
  }

  static Stream<Exhibit> exhibits() {
    return Stream.of(
        Exhibit.broken("Q1", "pop", "the reply to RPOP gets lost", workers(JobQueue::take),
            "The job is out of the list, and nobody knows of it.", LOST),
        Exhibit.sound("Q1", "move", "repaired with LMOVE: a reply gets lost", workers(JobQueue::move),
            "The job stays on a list of jobs at work, where it can be found again."));
  }

  private static RedisScenario workers(Code code) {
    return RedisScenario.named("two workers, two jobs, a reply gets lost")
        .given("LPUSH jobs one two")
        .faults(repliesLost(1))
        .expects(JedisConnectionException.class)
        .without(NO_PARTIAL_EFFECT,
            "a worker that loses its connection leaves its job half done; whether it can be found again is the question")
        .client("alice", code::work)
        .client("bob", code::work)
        .always(ONCE, db -> all(db) <= 2)
        .atEnd(LOST, db -> all(db) == 2)
        .sometimes("all jobs get done", db -> db.set("done").size() == 2);
  }

  private static int all(DatabaseView db) {
    return db.list("jobs").size() + db.list("at work").size() + db.set("done").size();
  }
}

package dev.interlace.properties.mutants;

import static dev.interlace.properties.client.RedisClient.integer;
import static dev.interlace.properties.client.RedisClient.items;

import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.model.reply.Reply;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.client.RedisProgram;
import java.time.Duration;

/** Small scenarios, each sound on a real server and made to suffer from one kind of mistake; and their broken twins. */
final class Stock {
  static final String COUNTED = "every increment is counted";
  static final String NEVER_TWELVE = "n is never 12";

  private static final RedisProgram WATCHED = redis -> redis.retry(() -> {
    redis.call("WATCH", "n");
    var value = integer(redis.call("GET", "n"));
    redis.call("MULTI");
    redis.call("SET", "n", Long.toString(value + 1));
    return items(redis.call("EXEC")).isPresent() ? value + 1 : null;
  });

  private static final RedisProgram CARELESS = redis -> {
    var value = integer(redis.call("GET", "n"));
    redis.call("SET", "n", Long.toString(value + 1));
    return value + 1;
  };

  private static final RedisProgram SCRIPTED = redis -> redis.call("EVAL", BrokenServers.INCREMENT, "1", "n").toString();

  /** Two attempts, then it says so. */
  private static final RedisProgram TWICE = redis -> {
    var result = redis.retry(2, () -> {
      redis.call("WATCH", "n");
      var value = integer(redis.call("GET", "n"));
      redis.call("MULTI");
      redis.call("SET", "n", Long.toString(value + 1));
      return items(redis.call("EXEC")).isPresent() ? value + 1 : null;
    });
    return result == null ? "given up" : result.toString();
  };

  private static final RedisProgram BOTH = redis -> {
    redis.call("MULTI");
    redis.call("INCR", "a");
    redis.call("INCR", "b");
    return redis.call("EXEC").toString();
  };

  static final RedisScenario WATCHED_INCREMENTS = counter("watched increments").plainClient("alice", WATCHED).plainClient("bob", WATCHED);
  static final RedisScenario CARELESS_INCREMENTS =
      counter("careless increments").plainClient("alice", CARELESS).plainClient("bob", CARELESS).plainClient("carol", CARELESS)
          .always(NEVER_TWELVE, db -> db.integer("n") != 12)
          .atEnd(COUNTED, (db, results) -> db.integer("n") == 10 + results.clients().size());
  static final RedisScenario SCRIPTED_INCREMENTS = counter("scripted increments").plainClient("alice", SCRIPTED).plainClient("bob", SCRIPTED);
  static final RedisScenario TWO_ATTEMPTS = counter("two attempts")
      .plainClient("alice", TWICE).plainClient("bob", CARELESS).plainClient("carol", CARELESS);

  static final String TOLD_OF_BUSY = "somebody is told that the server is busy";

  static final RedisScenario BUSY = RedisScenario.named("busy")
      .without("serializable", "a script that does not end has no result")
      .without("no deadlock", "nobody may be there to kill it")
      .without("no partial effect", "it writes nothing")
      .plainClient("alice", redis -> redis.call("EVAL", "while true do end", "0").toString())
      .plainClient("bob", redis -> {
        if (redis.call("GET", "k") instanceof Reply.Error) {
          redis.call("SCRIPT", "KILL");
          redis.call("SET", "told", "yes");
        }
        return "";
      })
      .sometimes(TOLD_OF_BUSY, db -> db.exists("told"));

  static final RedisScenario BOTH_OR_NONE = RedisScenario.named("both or none")
      .plainClient("alice", BOTH).plainClient("bob", BOTH)
      .always("a and b are the same", db -> db.integer("a") == db.integer("b"));

  static final RedisScenario DRAWING = RedisScenario.named("drawing").given("SADD hat 1 2 3")
      .plainClient("alice", redis -> redis.call("SPOP", "hat").toString())
      .plainClient("bob", redis -> redis.call("SCARD", "hat").toString());

  static final RedisScenario LEASE = RedisScenario.named("lease").given("SET lease held PX 10")
      .plainClient("alice", redis -> {
        redis.sleep(Duration.ofMillis(5));
        return redis.call("GET", "lease").toString();
      })
      .plainClient("bob", redis -> redis.call("SET", "lease", "mine", "NX").toString());

  static final RedisScenario LOSSES = counter("losses").faults(RedisScenario.repliesLost(1))
      .expects(ConnectionLost.class)
      .plainClient("alice", redis -> redis.call("INCR", "n").toString())
      .plainClient("bob", redis -> redis.call("INCR", "n").toString());

  // What violates each built-in property, and its sound twin.

  static final RedisScenario HALF_DONE = wallet("half done", "text");
  static final RedisScenario WHOLE = wallet("whole", "5");
  static final RedisScenario FAILED_YET_WROTE = RedisScenario.named("failed, yet wrote")
      .plainClient("alice", redis -> integer(redis.call("INCR", "n")) > 100);
  static final RedisScenario FAILED_AND_TOOK_BACK = RedisScenario.named("failed, and took it back").given("SET n 1")
      .plainClient("alice", redis -> {
        redis.call("INCR", "n");
        return integer(redis.call("DECR", "n")) > 100;
      });
  static final RedisScenario DIES = RedisScenario.named("dies").plainClient("alice", redis -> integer(redis.call("GET", "missing")));
  static final RedisScenario LIVES = RedisScenario.named("lives").given("SET missing 1").plainClient("alice", redis -> integer(redis.call("GET", "missing")));
  static final RedisScenario WAITS = RedisScenario.named("waits").plainClient("alice", redis -> redis.call("BLPOP", "queue", "0").toString());
  static final RedisScenario IS_SERVED = WAITS.plainClient("bob", redis -> redis.call("LPUSH", "queue", "job").toString());

  // Commands that wait.

  static final RedisScenario SECOND_KEY = RedisScenario.named("two queues")
      .plainClient("alice", redis -> redis.call("BLPOP", "first", "second", "0").toString())
      .plainClient("bob", redis -> redis.call("RPUSH", "second", "job").toString());
  static final RedisScenario GIVES_UP = RedisScenario.named("gives up")
      .plainClient("alice", redis -> redis.call("BLPOP", "queue", "0.01").toString());
  static final RedisScenario JOBS_AT_ONCE = RedisScenario.named("jobs at once")
      .plainClient("alice", redis -> redis.call("BLPOP", "queue", "0").toString())
      .plainClient("bob", redis -> {
        redis.call("MULTI");
        redis.call("RPUSH", "queue", "second");
        redis.call("LPUSH", "queue", "first");
        return redis.call("EXEC").toString();
      });

  private Stock() {}

  private static RedisScenario wallet(String name, String content) {
    return RedisScenario.named(name).given("SET a 5", "SET b " + content).plainClient("alice", BOTH);
  }

  private static RedisScenario counter(String name) {
    return RedisScenario.named(name).given("SET n 10");
  }
}

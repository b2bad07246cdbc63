package dev.interlace.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.properties.client.RedisProgram;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.oracle.OracleServer;
import dev.interlace.traces.render.Diagram;
import dev.interlace.traces.replay.Confirmation;
import dev.interlace.traces.replay.Confirmer;
import dev.interlace.traces.replay.Replay;
import dev.interlace.traces.replay.Replayer;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Commands that wait, in exploration and in traces. */
class WaitingTest {
  private static final RedisProgram PUSHES = redis -> redis.call("RPUSH", "jobs", "one").toString();

  /** Violated only if alice waits before bob pushes: keys get ready in the order of writing. */
  private static final RedisScenario SERVED = RedisScenario.named("served")
      .client("alice", jedis -> jedis.blpop(0, "urgent", "normal").getLast())
      .client("bob", jedis -> {
        var transaction = jedis.multi();
        transaction.rpush("normal", "two");
        transaction.rpush("urgent", "one");
        return transaction.exec().size();
      })
      .atEnd("alice takes what is urgent", (db, results) -> results.of("alice").value(0).equals("one"));

  private static final RedisScenario GIVES_UP = RedisScenario.named("gives up")
      .client("alice", jedis -> jedis.blpop(0.5, "jobs") == null ? "tired" : "worked")
      .client("bob", jedis -> jedis.rpush("jobs", "one"))
      .atEnd("alice works", (db, results) -> results.of("alice").value(0).equals("worked"));

  private static final RedisScenario WAITS_FOR_EVER = RedisScenario.named("waits for ever")
      .plainClient("alice", redis -> redis.call("BLPOP", "jobs", "0").toString())
      .plainClient("bob", redis -> redis.call("BRPOP", "jobs", "0").toString())
      .plainClient("carol", PUSHES);

  @Test
  void unmodified_jedis_waits_and_is_served() {
    var report = Interlace.check(SERVED);
    assertThat(report.of(BuiltIn.NO_DEADLOCK).orElseThrow()).isInstanceOf(Verdict.Holds.class);
    assertThat(report.of(BuiltIn.NO_CLIENT_DIES).orElseThrow()).isInstanceOf(Verdict.Holds.class);
  }

  @Test
  void a_trace_of_one_who_is_served_shows_when_and_is_real() {
    assertThat(picture(confirmed(SERVED))).contains("BLPOP urgent normal 0 …", "… BLPOP urgent normal 0 → [\"normal\", \"two\"]");
  }

  @Test
  void a_trace_of_one_who_gives_up_shows_the_time_and_is_real() {
    assertThat(picture(confirmed(GIVES_UP))).contains("BLPOP jobs 0.5 …", "~~ time +501 ms ~~", "… BLPOP jobs 0.5 → (nil)");
  }

  @Test
  void a_deadlock_names_who_waits_for_what_and_is_real() {
    var trace = confirmed(WAITS_FOR_EVER);
    assertThat(trace.property()).isEqualTo(BuiltIn.NO_DEADLOCK);
    assertThat(trace.sentence()).isIn(
        "Deadlock: nobody can go on; waiting: bob with BRPOP jobs 0", "Deadlock: nobody can go on; waiting: alice with BLPOP jobs 0");
  }

  @Test
  void a_connection_that_is_lost_while_it_waits_leaves_nobody_behind() {
    var report = Interlace.check(RedisScenario.named("lost while waiting")
        .faults(RedisScenario.connectionsDropped(1))
        .expects(JedisConnectionException.class)
        .client("alice", jedis -> jedis.blpop(0, "jobs").getLast())
        .client("bob", jedis -> {
          jedis.rpush("jobs", "one");
          return jedis.blpop(0, "jobs").getLast();
        })
        .sometimesAtEnd("alice is gone, and bob gets the job himself", (db, results) ->
            results.of("alice").failure().isPresent() && results.of("bob").failure().isEmpty()));
    assertThat(report.of("alice is gone, and bob gets the job himself").orElseThrow()).isInstanceOf(Verdict.Holds.class);
    assertThat(report.of(BuiltIn.NO_DEADLOCK).orElseThrow()).as("bob waits for what alice got, or lost").isInstanceOf(Verdict.Violated.class);
  }

  private static Trace confirmed(RedisScenario scenario) {
    var report = Interlace.check(scenario);
    var judged = report.verdicts().stream().filter(each -> each.verdict() instanceof Verdict.Violated).findFirst().orElseThrow();
    var trace = TraceFile.fromJson(TraceFile.toJson(report.trace(scenario.name(), judged.property()).orElseThrow()), "trace");
    assertThat(Replayer.replay(trace)).isInstanceOf(Replay.Reproduced.class);
    OracleServer.find().ifPresentOrElse(
        redis -> assertThat(Confirmer.confirm(trace, redis)).isInstanceOf(Confirmation.Confirmed.class),
        () -> System.out.println("waiting was not confirmed: " + OracleServer.ABSENT));
    return trace;
  }

  private static String picture(Trace trace) {
    return Diagram.of(trace, "");
  }
}

package dev.interlace.properties.durability;

import static dev.interlace.properties.Interlace.check;
import static dev.interlace.properties.RedisScenario.powerLosses;
import static dev.interlace.properties.RedisScenario.processCrashes;
import static dev.interlace.properties.assertj.InterlaceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.properties.RedisScenario;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.oracle.OracleServer;
import dev.interlace.traces.render.Diagram;
import dev.interlace.traces.replay.Confirmation;
import dev.interlace.traces.replay.Confirmer;
import dev.interlace.traces.replay.Replay;
import dev.interlace.traces.replay.Replayer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Outages as steps of the search, seen by applications. */
class OutageTest {
  private static RedisScenario transfers(String appendfsync, FaultBudget faults) {
    return RedisScenario.named("transfers")
        .configured("appendonly yes", "appendfsync " + appendfsync)
        .given("MSET a 2 b 0")
        .client("alice", jedis -> transfer(jedis))
        .client("bob", jedis -> transfer(jedis))
        .expects(JedisConnectionException.class)
        .without(BuiltIn.NO_PARTIAL_EFFECT, "who is cut off cannot know what has become of it")
        .faults(faults)
        .always("money is conserved", db -> db.integer("a") + db.integer("b") == 2)
        .losesNothing();
  }

  private static String transfer(Jedis jedis) {
    var transaction = jedis.multi();
    transaction.decr("a");
    transaction.incr("b");
    transaction.exec();
    return "moved";
  }

  @Test
  void a_log_that_is_synced_every_second_may_lose_what_was_acknowledged_but_no_half_of_it() {
    var report = check(transfers("everysec", powerLosses(1)));
    assertThat(report).violates(BuiltIn.NO_LOST_WRITE);
    assertThat(report).holds("money is conserved");
  }

  @Test
  void a_log_that_is_always_synced_loses_nothing() {
    assertThat(check(transfers("always", powerLosses(1)))).holds();
  }

  @Test
  void a_log_loses_nothing_to_a_crash() {
    assertThat(check(transfers("no", processCrashes(1)))).holds();
  }

  @Test
  void what_an_outage_leaves_is_replayed_and_is_what_it_leaves_of_a_real_server() {
    for (var scenario : List.of(transfers("everysec", powerLosses(1)), transfers("no", powerLosses(1)), atLeastOnce(processCrashes(1)))) {
      for (var trace : violations(scenario)) {
        assertThat(Replayer.replay(trace)).isInstanceOf(Replay.Reproduced.class);
        OracleServer.find().ifPresent(server ->
            assertThat(Confirmer.confirm(trace, server)).describedAs(Diagram.of(trace, "")).isInstanceOf(Confirmation.Confirmed.class));
      }
    }
  }

  /** Somebody who, cut off, does it again. */
  private static RedisScenario atLeastOnce(FaultBudget faults) {
    return RedisScenario.named("at least once")
        .configured("appendonly yes")
        .client("alice", (jedis, client) -> {
          try {
            return jedis.incr("visits");
          } catch (JedisConnectionException gone) {
            return client.connect().incr("visits");
          }
        })
        .faults(faults)
        .atEnd("alice has come once", db -> db.integer("visits") == 1);
  }

  @Test
  void who_does_it_again_after_a_crash_may_have_done_it_twice() {
    assertThat(check(atLeastOnce(processCrashes(1)))).violates("alice has come once");
    assertThat(check(atLeastOnce(FaultBudget.NONE))).holds();
  }

  private static List<Trace> violations(RedisScenario scenario) {
    var traces = check(scenario).traces(scenario.name());
    assertThat(traces).describedAs(scenario.name()).isNotEmpty();
    return traces;
  }

  @Test
  void a_server_that_insists_on_a_whole_log_may_not_start_any_more() {
    var report = check(transfers("everysec", powerLosses(1)).configured("aof-load-truncated no"));
    assertThat(report).violates(BuiltIn.NO_DEADLOCK);
    assertThat(report.trace("transfers", BuiltIn.NO_DEADLOCK).orElseThrow().steps())
        .anyMatch(step -> step.choice().equals("power loss, the log ends within a write, and the server does not start"));
  }

  @Test
  void who_sleeps_while_the_server_goes_down_notices_after_waking() {
    var scenario = RedisScenario.named("asleep")
        .configured("appendonly yes")
        .client("alice", (jedis, client) -> {
          jedis.incr("visits");
          client.sleep(Duration.ofSeconds(1));
          return jedis.incr("visits");
        })
        .faults(processCrashes(1))
        .expects(JedisConnectionException.class)
        .without(BuiltIn.NO_PARTIAL_EFFECT, "who is cut off cannot know what has become of it")
        .sometimesAtEnd("she is cut off after the first visit", (db, results) ->
            results.all().getFirst().failure().isPresent() && db.integer("visits") == 1)
        .sometimesAtEnd("she comes twice", (db, results) -> db.integer("visits") == 2);
    assertThat(check(scenario)).holds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"appendonly yes", "save \"1 1\"", "save \"900 1 60 10000\"", "save \"1 30\"", "save \"\""})
  void who_goes_round_and_round_before_the_power_goes_does_not_make_the_search_endless(String configured) {
    var scenario = RedisScenario.named("round and round")
        .configured(configured)
        .client("alice", (jedis, client) -> client.retry(() -> {
          jedis.set("lamp", "on");
          jedis.set("lamp", "off");
          return "bob".equals(jedis.get("who")) ? "done" : null;
        }))
        .client("bob", jedis -> jedis.set("who", "bob"))
        .expects(JedisConnectionException.class)
        .faults(powerLosses(1))
        .without(BuiltIn.SERIALIZABLE, "what was acknowledged may be lost")
        .without(BuiltIn.NO_PARTIAL_EFFECT, "who is cut off cannot know what has become of it")
        .sometimes("the lamp is on", db -> db.string("lamp").equals(Optional.of("on")));
    assertThat(check(scenario)).holds();
  }
}

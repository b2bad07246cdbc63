package dev.interlace.properties;

import static dev.interlace.properties.Interlace.check;
import static dev.interlace.properties.RedisScenario.operation;
import static dev.interlace.properties.RedisScenario.plainOperation;
import static dev.interlace.properties.RedisScenario.repliesLost;
import static dev.interlace.properties.assertj.InterlaceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.program.ProgramFault;
import dev.interlace.model.request.Command;
import dev.interlace.properties.client.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class RedisScenarioTest {
  private static long increment(Jedis jedis) {
    var next = Long.parseLong(jedis.get("n")) + 1;
    jedis.set("n", Long.toString(next));
    return next;
  }

  @Test
  void what_is_given_is_kept_as_commands_in_order() {
    var scenario = RedisScenario.named("given")
        .given("SET a 1", "set b \"two words\"")
        .given(jedis -> jedis.rpush("c", jedis.get("a"), "x"));
    assertThat(scenario.given()).containsExactly(
        Command.of("SET", "a", "1"), Command.of("set", "b", "two words"), Command.of("GET", "a"), Command.of("RPUSH", "c", "1", "x"));
  }

  @Test
  void what_cannot_be_meant_is_refused_at_once() {
    var scenario = RedisScenario.named("mistaken").client("ann", jedis -> jedis.incr("n"));
    assertThatThrownBy(() -> scenario.interchangeable("ann", "bob")).hasMessage("interchangeable: the scenario has no client called bob so far");
    assertThatThrownBy(() -> scenario.maxSteps(0)).hasMessage("maxSteps: an execution has at least 1 step, not 0");
  }

  @Test
  void a_sorted_set_reads_as_its_members_with_their_scores() {
    var scenario = RedisScenario.named("board").client("ann", jedis -> jedis.zadd("board", 1.5, "ann") + jedis.zadd("board", 20, "bob"))
        .atEnd("nobody plays", db -> !db.exists("board"));
    var board = check(scenario).trace("board", "nobody plays").orElseThrow();
    assertThat(board.sentence()).endsWith("board = [ann=1.5, bob=20]");
  }

  @Test
  void a_client_sleeps_by_itself_whatever_becomes_of_its_connection() {
    var scenario = RedisScenario.named("patience")
        .client("a", (jedis, client) -> {
          var start = client.nowMillis();
          try {
            jedis.set("k", "v");
          } catch (JedisConnectionException lost) {
            client.sleep(Duration.ofMillis(10));
            client.connect().set("k", "v");
          }
          return client.nowMillis() - start;
        })
        .faults(RedisScenario.connectionsDropped(1))
        .without("serializable", "how long it took tells of the fault, and no execution without faults takes as long")
        .atEnd("it is stored in the end", db -> db.exists("k"))
        .sometimesAtEnd("at once", (db, results) -> results.of("a").value(0).equals(0L))
        .sometimesAtEnd("after a pause", (db, results) -> results.of("a").value(0).equals(10L));
    assertThat(check(scenario)).holds();
    assertThat(check(scenario).coverage().states()).isLessThan(12);
  }

  @Test
  void what_is_given_must_not_fail() {
    assertThatThrownBy(() -> RedisScenario.named("given").given("SET a x", "INCR a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("INCR a")
        .hasMessageContaining("not an integer");
    assertThatThrownBy(() -> RedisScenario.named("given").given("SET \"a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unbalanced quotes");
  }

  @Test
  void a_scenario_is_immutable() {
    var empty = RedisScenario.named("empty");
    empty.given("SET a 1").client("alice", jedis -> jedis.get("a")).always("never", db -> false).faults(repliesLost(1));
    assertThat(empty).isEqualTo(RedisScenario.named("empty"));
  }

  @Test
  void a_lost_update_is_found() {
    var scenario = RedisScenario.named("increments").given("SET n 0").client("alice", RedisScenarioTest::increment)
        .client("bob", RedisScenarioTest::increment);
    assertThat(check(scenario)).violates("serializable").holds("no client dies");
  }

  @Test
  void operations_are_units_of_their_own() {
    var one = operation("increment", RedisScenarioTest::increment);
    var scenario = RedisScenario.named("increments").given("SET n 0")
        .client("alice", one, one)
        .atEnd("both are counted", (db, results) -> db.integer("n") == 2 && results.of("alice").values().equals(List.of(1L, 2L)));
    assertThat(check(scenario)).holds();
  }

  @Test
  void clients_without_jedis_and_with_it_meet() {
    var scenario = RedisScenario.named("both kinds").given("SET n 0")
        .plainClient("alice", redis -> RedisClient.integer(redis.call("INCR", "n")))
        .client("bob", plainOperation("incr", redis -> RedisClient.integer(redis.call("INCR", "n"))), operation("get", jedis -> jedis.get("n")))
        .atEnd("both are counted", db -> db.integer("n") == 2);
    assertThat(check(scenario)).holds();
  }

  @Test
  void time_is_virtual() {
    var scenario = RedisScenario.named("a key expires while its writer sleeps")
        .client("alice", (jedis, client) -> {
          var before = client.nowMillis();
          jedis.psetex("k", 60_000, "v");
          client.sleep(Duration.ofMinutes(2));
          return jedis.exists("k") || client.nowMillis() - before < 120_000;
        })
        .aborted(result -> false)
        .atEnd("the key is gone", (db, results) -> results.of("alice").value(0).equals(false));
    assertThat(check(scenario)).holds();
  }

  @Test
  void a_lost_reply_kills_a_client_that_does_not_expect_it() {
    var scenario = RedisScenario.named("lost").client("alice", jedis -> jedis.incr("n")).faults(repliesLost(1));
    assertThat(check(scenario)).violates("no client dies").violates("no partial effect");
    assertThat(check(scenario.expects(JedisConnectionException.class))).holds("no client dies").violates("no partial effect");
  }

  @Test
  void a_property_can_be_switched_off_with_a_reason() {
    var scenario = RedisScenario.named("increments").given("SET n 0").client("alice", RedisScenarioTest::increment)
        .client("bob", RedisScenarioTest::increment).without("serializable", "an estimate will do");
    var report = check(scenario);
    assertThat(report).holds();
    assertThat(report.switchedOff()).singleElement().hasToString("SwitchedOff[property=serializable, reason=an estimate will do]");
  }

  @Test
  void a_result_can_mean_that_nothing_was_done() {
    var scenario = RedisScenario.named("gives up and does not").client("alice", jedis -> {
      jedis.set("a", "1");
      return "gave up";
    });
    assertThat(check(scenario)).holds();
    assertThat(check(scenario.aborted("gave up"::equals))).violates("no partial effect");
  }

  @Test
  void an_error_of_the_server_can_be_expected() {
    var scenario = RedisScenario.named("error").given("SET a x").client("alice", jedis -> jedis.incr("a"));
    assertThat(check(scenario)).violates("no client dies");
    assertThat(check(scenario.expects(JedisDataException.class))).holds();
  }

  @Test
  void a_bound_on_steps_leaves_it_undecided() {
    var scenario = RedisScenario.named("long").client("alice", jedis -> jedis.incr("n") + jedis.incr("n") + jedis.incr("n")).maxSteps(2);
    assertThatThrownBy(() -> assertThat(check(scenario)).holds()).hasMessageContaining("undecided");
  }

  @Test
  void a_program_that_remembers_earlier_runs_is_found_out() {
    var runs = new AtomicInteger();
    var scenario = RedisScenario.named("forgetful").client("alice", jedis -> jedis.set("run", Integer.toString(runs.incrementAndGet())));
    assertThatThrownBy(() -> check(scenario)).isInstanceOf(ProgramFault.class).hasMessageContaining("nondeterministic");
  }

  @Test
  void a_program_that_swallows_the_suspension_is_found_out() {
    var scenario = RedisScenario.named("greedy").client("alice", jedis -> {
      try {
        return jedis.get("a");
      } catch (Throwable everything) {
        return "caught";
      }
    });
    assertThatThrownBy(() -> check(scenario)).isInstanceOf(ProgramFault.class).hasMessageContaining("swallowed");
  }

  private static RedisScenario buyers(boolean isPromised) {
    var scenario = RedisScenario.named("buyers").given("SET stock 2");
    for (var name : List.of("alice", "bob", "carol")) {
      var key = "stock" + name.substring(0, 0); // a lambda that captures is another each time
      scenario = scenario.plainClient(name, redis -> RedisClient.integer(redis.call("GET", key)) > 0 ? redis.call("DECR", key) : null);
    }
    scenario = scenario.atEnd("nothing is oversold", db -> db.integer("stock") >= 0).without("serializable", "the search is looked at");
    return isPromised ? scenario.interchangeable("alice", "bob", "carol") : scenario;
  }

  @Test
  void interchangeable_clients_are_searched_as_one_kind() {
    var some = Interlace.check(buyers(true));
    var all = Interlace.check(buyers(false));
    assertThat(some.coverage().states()).isLessThan(all.coverage().states() / 2);
    assertThat(some.trace("buyers", "nothing is oversold")).isEqualTo(all.trace("buyers", "nothing is oversold")).isPresent();
  }
}

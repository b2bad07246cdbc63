package dev.interlace.properties.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.history.Execution;
import dev.interlace.engine.property.Mutations.Mutant;
import dev.interlace.engine.property.SelfCheck;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.Asked;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Choice;
import dev.interlace.engine.search.Schedule;
import dev.interlace.engine.search.Visitor;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.bench.Workload;
import dev.interlace.properties.client.LuaScript;
import dev.interlace.properties.client.RedisClient;
import dev.interlace.properties.client.RedisProgram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each mistake makes of what a client sends, and which properties notice it. */
class RedisMutationsTest {
  private static final RedisProgram BUY = redis -> {
    redis.call("WATCH", "stock");
    if (RedisClient.integer(redis.call("GET", "stock")) < 1) {
      redis.call("UNWATCH");
      return "sold out";
    }
    redis.send("MULTI");
    redis.send("DECR", "stock");
    redis.send("INCR", "sold");
    redis.send("EXEC");
    redis.receive();
    redis.receive();
    redis.receive();
    var executed = redis.receive();
    return executed instanceof Reply.NilArray ? null : executed.toString();
  };

  private static final String RESERVE =
      "if tonumber(redis.call('GET', KEYS[1])) < 1 then return 'sold out' end redis.call('DECR', KEYS[1]) return redis.call('INCR', KEYS[2])";

  private static RedisScenario alone(RedisProgram program) {
    return RedisScenario.named("alone").given("SET stock 1", "SET sold 0").plainClient("alice", program);
  }

  private static List<Mutant<Request, Reply>> mutants(RedisScenario scenario) {
    var world = scenario.scenario().world();
    new BreadthFirst(false).explore(world, Budget.DEFAULT, new Visitor() {
      @Override
      public void entered(int[] data, int offset, Trail trail) {}

      @Override
      public void alarmed(int alarms, Trail trail) {}

      @Override
      public void ended(int[] data, int offset, Trail trail) {}

      @Override
      public void deadlocked(int[] data, int offset, Trail trail) {}

      @Override
      public boolean wantsMore() {
        return true;
      }
    });
    return new RedisMutations().of(scenario.scenario().clients(), Asked.by(world));
  }

  /** What alice sends, and gets, if she is left alone with a mistake; then what she returns. */
  private static List<String> run(RedisScenario scenario, String sentence, int steps) {
    var mutant = mutants(scenario).stream().filter(each -> each.sentence().equals(sentence)).findFirst().orElseThrow();
    var world = scenario.scenario().with(mutant.clients(), scenario.faults()).world();
    var schedule = new Schedule(Collections.nCopies(steps, new Choice.Run("alice", 0)));
    var execution = Execution.replay(world, schedule);
    var lines = new ArrayList<String>();
    execution.steps().forEach(step -> step.exchange().ifPresent(exchange ->
        lines.add(exchange.request() + " -> " + exchange.reply().map(Object::toString).orElse(""))));
    execution.results().forEach(result -> lines.add(result.toString()));
    return lines;
  }

  @Test
  void a_watch_that_is_left_out_is_answered_all_the_same() {
    assertThat(run(alone(BUY), "alice's WATCH is left out", 5)).first().asString().startsWith("GET stock");
  }

  @Test
  void a_torn_transaction_runs_command_by_command_and_looks_whole() {
    var lines = run(alone(BUY), "alice's MULTI and EXEC are left out", 4);
    assertThat(lines.subList(0, 4)).satisfiesExactly(
        line -> assertThat(line).startsWith("WATCH stock"), line -> assertThat(line).startsWith("GET stock"),
        line -> assertThat(line).startsWith("DECR stock -> Int[value=0]"), line -> assertThat(line).startsWith("INCR sold -> Int[value=1]"));
    assertThat(lines.getLast()).contains("Array[items=[Int[value=0], Int[value=1]]]");
  }

  @Test
  void a_write_that_is_sent_twice_is_answered_once() {
    var lines = run(alone(BUY), "alice's DECR is sent twice", 7);
    assertThat(lines).filteredOn(line -> line.startsWith("DECR")).hasSize(2);
    assertThat(lines.getLast()).contains("Array[items=[Int[value=0], Int[value=1]]]");
  }

  @Test
  void a_script_is_run_by_the_client_call_by_call() {
    var script = LuaScript.of(RESERVE).keys("stock", "sold").asEval();
    var lines = run(alone(script), "alice's script is run by alice", 3);
    assertThat(lines.subList(0, 3)).satisfiesExactly(
        line -> assertThat(line).startsWith("GET stock"), line -> assertThat(line).startsWith("DECR stock"), line -> assertThat(line).startsWith("INCR sold"));
    assertThat(lines.getLast()).contains("Int[value=1]");
  }

  private static SelfCheck check(RedisScenario scenario, String property) {
    var verdict = Interlace.check(scenario, Checker.REDUCED).of(property).orElseThrow();
    return ((Verdict.Holds<?>) verdict).certificate().selfCheck();
  }

  @Test
  void a_watch_that_is_left_out_is_found_to_oversell() {
    var shop = RedisScenario.named("shop").given("SET stock 1").plainClient("alice", BUY).plainClient("bob", BUY)
        .always("stock is never negative", db -> db.integer("stock") >= 0);
    assertThat(check(shop, "stock is never negative")).hasToString("found when alice's WATCH is left out");
    assertThat(check(shop, BuiltIn.SERIALIZABLE)).isInstanceOf(SelfCheck.Caught.class);
    assertThat(check(shop, BuiltIn.NO_DEADLOCK)).hasToString("found when alice waits for ever");
  }

  @Test
  void a_script_that_is_split_is_found_to_oversell() {
    var script = LuaScript.of(RESERVE).keys("stock", "sold").asEval();
    var shop = RedisScenario.named("shop").given("SET stock 1").plainClient("alice", script).plainClient("bob", script)
        .always("stock is never negative", db -> db.integer("stock") >= 0);
    assertThat(check(shop, "stock is never negative")).hasToString("found when alice's script is run by alice");
  }

  @Test
  void a_property_that_no_mistake_of_a_client_violates_may_be_violated_by_a_stranger() {
    RedisProgram add = redis -> redis.call("INCR", "stock") instanceof Reply.Error ? null : "added";
    var refused = RedisScenario.named("refused").given("SET stock full").plainClient("alice", add).plainClient("bob", add);
    assertThat(check(refused, BuiltIn.NO_PARTIAL_EFFECT)).hasToString("found when a stranger sends SET stock 1000000 and says that it did not");
    assertThat(check(refused, BuiltIn.SERIALIZABLE)).hasToString("found when a stranger sets stock to 1000000 for a moment");
  }

  @Test
  void what_is_taken_once_is_taken_twice_where_a_stranger_doubles_it() {
    for (var given : List.of("RPUSH jobs a b", "ZADD jobs 1 a 2 b")) {
      var pop = given.startsWith("Z") ? "ZPOPMIN" : "LPOP";
      var queue = RedisScenario.named("queue").given(given).plainClient("alice", redis -> redis.call(pop, "jobs").toString())
          .plainClient("bob", redis -> redis.call(pop, "jobs").toString())
          .atEnd("nothing is taken twice", (db, results) ->
              !results.of("alice").equals(results.of("bob")) || !results.of("alice").toString().contains("Bulk"));
      assertThat(check(queue, "nothing is taken twice")).hasToString("found when a stranger doubles the first element of jobs");
    }
  }

  @Test
  void what_the_search_is_measured_on_is_not_vacuous() {
    for (var workload : List.of(Workload.W2, Workload.W4, Workload.W5)) {
      assertThat(check(workload.scenario(2, 1), workload.property())).as(workload.name()).isInstanceOf(SelfCheck.Caught.class);
    }
  }
}

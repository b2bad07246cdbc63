package dev.interlace.properties.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.history.Execution;
import dev.interlace.engine.program.ConnectionLost;
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
import java.util.stream.Stream;
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
    var mutations = new RedisMutations();
    var clients = scenario.scenario().clients();
    return Stream.concat(mutations.of(clients, Asked.by(world)).stream(), mutations.rarer(clients, Asked.by(world)).stream()).toList();
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
    var lines = run(alone(script), "alice's script is run by alice, call by call", 3);
    assertThat(lines.subList(0, 3)).satisfiesExactly(
        line -> assertThat(line).startsWith("GET stock"), line -> assertThat(line).startsWith("DECR stock"), line -> assertThat(line).startsWith("INCR sold"));
    assertThat(lines.getLast()).contains("Int[value=1]");
  }

  @Test
  void a_mistyped_key_is_another_key() {
    var lines = run(alone(BUY), "alice mistypes the keys of DECR", 6);
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("DECR stock~ -> "));
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("INCR sold -> "));
    var script = LuaScript.of(RESERVE).keys("stock", "sold").asEval();
    assertThat(run(alone(script), "alice mistypes the keys of EVAL", 1)).first().asString().contains(" 2 stock~ sold~ -> ");
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
    assertThat(check(shop, "stock is never negative")).hasToString("found when alice's script is run by alice, call by call");
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
  void a_check_that_looks_elsewhere_is_found_to_miss_what_it_is_for() {
    RedisProgram count = redis -> {
      if (redis.call("GET", "name") instanceof Reply.Bulk) {
        return false;
      }
      redis.call("INCR", "visits");
      return redis.call("INCR", "name") instanceof Reply.Int;
    };
    var refused = RedisScenario.named("refused").given("SET name alice").plainClient("alice", count)
        .atEnd("what failed has left nothing", (db, results) -> !Boolean.FALSE.equals(results.of("alice").value(0)) || !db.exists("visits"));
    assertThat(check(refused, "what failed has left nothing")).hasToString("found when alice mistypes the keys of GET");
  }

  private static RedisScenario looking(String given) {
    return RedisScenario.named("a look").given(given).plainClient("alice", redis -> redis.call("TYPE", "k").toString());
  }

  @Test
  void what_no_number_violates_is_violated_by_something_of_another_type() {
    var apart = looking("SET k none").always("all differ", db -> !db.type("k").equals("list") || db.list("k").stream().distinct().count() == db.list("k").size());
    assertThat(check(apart, "all differ")).hasToString("found when a stranger makes k a list of 1:1 and 1:1");
    var nobody = looking("SET k none").always("nobody is in", db -> !db.type("k").equals("set") || db.set("k").isEmpty());
    assertThat(check(nobody, "nobody is in")).hasToString("found when a stranger makes k a set of 1:1");
    var positive = looking("ZADD k 1 a")
        .always("scores are positive", db -> !db.type("k").equals("zset") || db.sortedSet("k").values().stream().allMatch(score -> score > 0));
    assertThat(check(positive, "scores are positive")).hasToString("found when a stranger makes k a sorted set of 1:1 with score 0");
    var named = looking("HSET k name alice").always("who has fields has a name", db -> !db.type("k").equals("hash") || db.hash("k").containsKey("name"));
    assertThat(check(named, "who has fields has a name")).hasToString("found when a stranger makes k a hash of 1:1 with value 1:1");
    var small = looking("SET k 9007199254740992").always("below 2^60", db -> !db.type("k").equals("string") || db.integer("k") < 1L << 60);
    assertThat(check(small, "below 2^60")).hasToString("found when a stranger sends SET k 9223372036854775807");
  }

  @Test
  void who_is_refused_for_a_key_that_is_taken_gets_through_while_it_is_away() {
    var script = LuaScript.of("return redis.call('EXISTS', KEYS[1]) == 0 and redis.call('SET', KEYS[1], 1) or 'taken'").keys("lock").asEval();
    var taken = RedisScenario.named("taken").given("RPUSH lock somebody").plainClient("alice", script);
    assertThat(check(taken, BuiltIn.SERIALIZABLE)).hasToString("found when a stranger removes lock for a moment");
  }

  private static RedisScenario writing(FaultBudget faults, String... configuration) {
    return RedisScenario.named("a write").configured(configuration).given("SET k 0").plainClient("alice", redis -> redis.call("INCR", "k").toString())
        .expects(ConnectionLost.class).faults(faults).losesNothing();
  }

  @Test
  void what_is_kept_is_lost_by_a_server_that_keeps_less() {
    var powerLoss = writing(RedisScenario.powerLosses(1), "appendonly yes", "appendfsync always");
    assertThat(check(powerLoss, BuiltIn.NO_LOST_WRITE)).hasToString("found when the server has appendfsync everysec, not always");
    var crash = writing(RedisScenario.processCrashes(1), "appendonly yes");
    assertThat(check(crash, BuiltIn.NO_LOST_WRITE)).hasToString("found when the server has appendonly no, not yes");
  }

  @Test
  void what_nothing_can_violate_is_still_said_to_be_vacuous() {
    var scenario = writing(RedisScenario.processCrashes(1), "appendonly yes").always("k is something", db -> true);
    assertThat(check(scenario, "k is something").toString()).startsWith("VACUOUS? none of ").contains(" mutants violates it");
    var looks = RedisScenario.named("a look").given("SET k 0").plainClient("alice", redis -> redis.call("GET", "k").toString()).losesNothing();
    assertThat(check(looks, BuiltIn.NO_LOST_WRITE)).isInstanceOf(SelfCheck.Vacuous.class);
    RedisProgram refuse = redis -> redis.call("EVAL", "return 'refused'", "1", "k").toString();
    var refused = RedisScenario.named("refused").given("SET k 0").plainClient("alice", refuse);
    assertThat(check(refused, BuiltIn.SERIALIZABLE)).isInstanceOf(SelfCheck.Vacuous.class);
  }

  @Test
  void what_the_search_is_measured_on_is_not_vacuous() {
    for (var workload : List.of(Workload.W2, Workload.W4, Workload.W5)) {
      assertThat(check(workload.scenario(2, 1), workload.property())).as(workload.name()).isInstanceOf(SelfCheck.Caught.class);
    }
  }
}

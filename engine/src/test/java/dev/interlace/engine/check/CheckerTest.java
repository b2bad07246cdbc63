package dev.interlace.engine.check;

import static dev.interlace.engine.toy.Programs.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.history.Anomaly.Shape;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.program.Program;
import dev.interlace.engine.property.Aborted;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.NotInScenario;
import dev.interlace.engine.property.Property;
import dev.interlace.engine.property.PropertyFailed;
import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.DepthFirst;
import dev.interlace.engine.search.GivenSchedule;
import dev.interlace.engine.search.RandomWalk;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class CheckerTest {
  /** Short for what the type is in these tests. */
  private record Found(Report<Counterexample<Store, Seat, Request, Long, SortedMap<String, Long>>> report) {
    Counterexample<Store, Seat, Request, Long, SortedMap<String, Long>> counterexample(String property) {
      return violated(property).counterexample().orElseThrow();
    }

    Verdict.Violated<Counterexample<Store, Seat, Request, Long, SortedMap<String, Long>>> violated(String property) {
      var verdict = report.of(property).orElseThrow();
      if (verdict instanceof Verdict.Violated<Counterexample<Store, Seat, Request, Long, SortedMap<String, Long>>> violated) {
        return violated;
      }
      throw new AssertionError(property + ": " + report.of(property));
    }

    List<String> violations() {
      return report.verdicts().stream().filter(judged -> judged.verdict() instanceof Verdict.Violated).map(Report.Judged::property)
          .toList();
    }

    String schedule(String property) {
      return counterexample(property).schedule().toString();
    }
  }

  private static Found check(Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario) {
    return new Found(Checker.EXHAUSTIVE.check(scenario));
  }

  private static List<Operation<Request, Long>> one(Program<Request, Long> program) {
    return List.of(Programs.operation("operation", program));
  }

  private static Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> careless() {
    return Programs.scenario("careless", Map.of("x", 0L))
        .client("alice", List.of(Programs.carelessIncrement("x")))
        .client("bob", List.of(Programs.carelessIncrement("x")))
        .client("carol", List.of(Programs.carelessIncrement("x")))
        .property(Property.atEnd("all are counted", (view, results) -> view.get("x") == results.clients().size()));
  }

  @Test
  void a_careless_increment_loses_an_update() {
    var found = check(careless());
    assertThat(found.violations()).containsExactly("all are counted", BuiltIn.SERIALIZABLE);
    var counterexample = found.counterexample(BuiltIn.SERIALIZABLE);
    assertThat(counterexample.scenario().clients()).extracting(Client::name).containsExactly("alice", "bob");
    assertThat(counterexample.schedule()).hasToString("alice, bob, bob, alice");
    assertThat(counterexample.anomaly().orElseThrow().shape()).isEqualTo(Shape.LOST_UPDATE);
    assertThat(counterexample.sentence())
        .isEqualTo("lost update: alice's Get[register=x] (step 1) read x, bob's Set[register=x, value=1] (step 3) changed it, and"
        + " alice's Set[register=x, value=1] (step 4) wrote over that change."
        + " No serial order of the operations has this outcome: alice [1]; bob [1]; {x=1}");
    assertThat(counterexample.notMinimal()).isEmpty();
  }

  @Test
  void a_watched_increment_holds_and_the_certificate_says_how_far() {
    var operations = List.of(Programs.watchedIncrement("x", OptionalInt.empty()), Programs.watchedIncrement("x", OptionalInt.empty()));
    var scenario = Programs.scenario("watched", Map.of("x", 0L))
        .client("alice", operations)
        .client("bob", operations)
        .property(Property.atEnd("all are counted", (view, results) -> view.get("x") == 4))
        .property(Property.sometimes("gets half way", view -> view.get("x") == 2));
    var found = check(scenario);
    assertThat(found.report().holds()).isTrue();
    var holds = (Verdict.Holds<?>) found.report().of(BuiltIn.SERIALIZABLE).orElseThrow();
    assertThat(holds.certificate().toString())
        .startsWith("2 clients, 4 operations, no faults, steps <= 10000: ")
        .contains("breadth-first, 64-bit fingerprints, collision probability <= ");
  }

  @Test
  void a_client_is_dropped_only_if_the_property_still_holds_serially() {
    var scenario = Programs.scenario("numbers in the property", Map.of("x", 0L))
        .client("alice", List.of(Programs.carelessIncrement("x")))
        .client("bob", List.of(Programs.operation("add", channel -> call(channel, new Request.Add("x", 1)))))
        .client("carol", List.of(Programs.carelessIncrement("x")))
        .property(Property.atEnd("counts to three", (view, results) -> view.get("x") == 3));
    assertThat(check(scenario).counterexample("counts to three").scenario().clients()).hasSize(3);
  }

  @Test
  void a_client_that_the_property_asks_for_is_kept() {
    Property<SortedMap<String, Long>> namesCarol = Property.atEnd(
        "names carol", (view, results) -> results.of("carol").values().size() == 1 && view.get("x") == results.clients().size());
    assertThat(check(careless().property(namesCarol)).counterexample("names carol").scenario().clients())
        .extracting(Client::name)
        .containsExactly("alice", "carol");
  }

  @Test
  void a_client_that_does_not_exist_is_the_authors_mistake() {
    assertThatThrownBy(() -> check(careless()
        .property(Property.atEnd("names dave", (view, results) -> results.of("dave").values().isEmpty()))))
        .isInstanceOf(NotInScenario.class).hasMessageContaining("dave");
  }

  @Test
  void a_predicate_that_throws_surfaces_with_the_name_of_its_property() {
    assertThatThrownBy(() -> check(careless().property(Property.always("odd", view -> view.get("nothing") > 0))))
        .isInstanceOf(PropertyFailed.class).hasMessageContaining("\"odd\"");
  }

  @Test
  void an_always_violation_is_the_shortest_way_to_a_bad_state() {
    var scenario = Programs.scenario("below zero", Map.of("stock", 1L)).client("alice", takeIfThere()).client("bob", takeIfThere())
        .property(Property.always("stock is never negative", view -> view.get("stock") >= 0));
    var found = check(scenario);
    assertThat(found.schedule("stock is never negative")).isEqualTo("alice, bob, bob, alice");
    var anomaly = found.counterexample(BuiltIn.SERIALIZABLE).anomaly().orElseThrow();
    assertThat(anomaly.shape()).isEqualTo(Shape.STALE_CHECK);
    assertThat(anomaly.explanation()).startsWith("alice's Get[register=stock] (step 1) was the check");
  }

  private static List<Operation<Request, Long>> takeIfThere() {
    return one(channel -> {
      if (call(channel, new Request.Get("stock")) < 1) {
        return false;
      }
      call(channel, new Request.Add("stock", -1));
      return true;
    });
  }

  @Test
  void a_sometimes_that_is_never_reached_is_violated_without_an_execution() {
    var verdict = check(careless().property(Property.sometimes("reaches nine", view -> view.get("x") == 9))).violated("reaches nine");
    assertThat(verdict.counterexample()).isEmpty();
    assertThat(verdict.sentence()).contains("vacuous");
    assertThat(check(careless().property(Property.sometimesAtEnd("loses two", (view, results) -> view.get("x") == 1))).report()
        .of("loses two").orElseThrow())
        .isInstanceOf(Verdict.Holds.class);
  }

  // No client dies, no deadlock.

  @Test
  void a_client_that_dies_is_a_violation_unless_expected() {
    Program<Request, Long> dying = channel -> {
      if (call(channel, new Request.Get("x")) == 1) {
        throw new IllegalStateException("one");
      }
      return true;
    };
    var scenario = Programs.scenario("dying", Map.of("x", 0L)).client("alice", List.of(Programs.carelessIncrement("x")));
    var found = check(scenario.client("bob", one(dying)));
    assertThat(found.violated(BuiltIn.NO_CLIENT_DIES).sentence())
        .isEqualTo("bob died in operation operation of IllegalStateException: one");
    assertThat(found.schedule(BuiltIn.NO_CLIENT_DIES)).isEqualTo("alice, alice, bob");
    var expected = scenario.client(new Client<>("bob", one(dying), List.of(RuntimeException.class)));
    assertThat(check(expected).violations()).isEmpty();
  }

  @Test
  void a_client_that_dies_at_once_needs_no_step() {
    Program<Request, Long> stillborn = channel -> {
      throw new IllegalStateException("stillborn");
    };
    var found = check(Programs.scenario("stillborn", Map.of()).client("alice", one(stillborn))
        .client("bob", List.of(Programs.carelessIncrement("x"))));
    assertThat(found.schedule(BuiltIn.NO_CLIENT_DIES)).isEmpty();
    assertThat(found.counterexample(BuiltIn.NO_CLIENT_DIES).scenario().clients()).extracting(Client::name).containsExactly("alice");
  }

  @Test
  void a_client_that_waits_for_ever_is_a_deadlock() {
    Program<Request, Long> take = channel -> call(channel, new Request.Take("stock"));
    var scenario = Programs.scenario("one for two", Map.of("stock", 0L))
        .client("alice", one(take))
        .client("bob", one(take))
        .client("carol", one(channel -> call(channel, new Request.Add("stock", 1))));
    var found = check(scenario);
    assertThat(found.violated(BuiltIn.NO_DEADLOCK).sentence()).startsWith("Deadlock: nobody can go on; waiting: ");
    assertThat(check(scenario.client("dave", one(channel -> call(channel, new Request.Add("stock", 1))))).violations()).isEmpty();
  }

  // Serializable, no partial effect.

  @Test
  void write_skew_is_named() {
    var scenario = Programs.scenario("on call", Map.of("a", 1L, "b", 1L)).client("alice", leave("a")).client("bob", leave("b"));
    assertThat(check(scenario).counterexample(BuiltIn.SERIALIZABLE).anomaly().orElseThrow().shape()).isEqualTo(Shape.WRITE_SKEW);
  }

  private static List<Operation<Request, Long>> leave(String mine) {
    return one(channel -> {
      if (call(channel, new Request.Get("a")) + call(channel, new Request.Get("b")) < 2) {
        return "stays";
      }
      call(channel, new Request.Set(mine, 0));
      return "left";
    });
  }

  @Test
  void a_read_of_two_halves_is_read_skew() {
    var scenario = Programs.scenario("transfer", Map.of("a", 5L, "b", 5L))
        .client("alice", one(channel -> call(channel, new Request.Get("a")) + call(channel, new Request.Get("b"))))
        .client("bob", one(channel -> {
          call(channel, new Request.Add("a", -1));
          return call(channel, new Request.Add("b", 1));
        }));
    assertThat(check(scenario).counterexample(BuiltIn.SERIALIZABLE).anomaly().orElseThrow().shape()).isEqualTo(Shape.READ_SKEW);
  }

  @Test
  void two_values_of_one_thing_are_a_non_repeatable_read() {
    var scenario = Programs.scenario("twice", Map.of("a", 1L))
        .client("alice", one(channel -> call(channel, new Request.Get("a")) == call(channel, new Request.Get("a")) ? "same" : "different"))
        .client("bob", one(channel -> call(channel, new Request.Set("a", 2))));
    assertThat(check(scenario).counterexample(BuiltIn.SERIALIZABLE).anomaly().orElseThrow().shape()).isEqualTo(Shape.NON_REPEATABLE_READ);
  }

  @Test
  void a_value_still_to_be_changed_is_an_intermediate_read() {
    var scenario = Programs.scenario("half way", Map.of("a", 0L))
        .client("alice", one(channel -> {
          call(channel, new Request.Set("a", 1));
          return call(channel, new Request.Set("a", 2));
        }))
        .client("bob", one(channel -> call(channel, new Request.Get("a"))));
    assertThat(check(scenario).counterexample(BuiltIn.SERIALIZABLE).anomaly().orElseThrow().shape()).isEqualTo(Shape.INTERMEDIATE_READ);
  }

  @Test
  void writes_that_interleave_are_dirty_writes() {
    var scenario = Programs.scenario("both", Map.of()).client("alice", setBoth(1)).client("bob", setBoth(2));
    assertThat(check(scenario).counterexample(BuiltIn.SERIALIZABLE).anomaly().orElseThrow().shape()).isEqualTo(Shape.DIRTY_WRITE);
  }

  private static List<Operation<Request, Long>> setBoth(long value) {
    return one(channel -> {
      call(channel, new Request.Set("a", value));
      return call(channel, new Request.Set("b", value));
    });
  }

  @Test
  void an_operation_that_gives_up_without_effect_is_as_if_it_had_not_run() {
    var once = List.of(Programs.watchedIncrement("x", OptionalInt.of(1)));
    var scenario = Programs.scenario("gives up", Map.of("x", 0L)).client("alice", once).client("bob", once);
    var found = check(scenario.property(Property.sometimesAtEnd("somebody gives up", (view, results) -> view.get("x") == 1)));
    assertThat(found.violations()).isEmpty();
  }

  @Test
  void an_operation_that_gives_up_after_a_change_left_a_partial_effect() {
    Program<Request, Long> halfway = channel -> {
      call(channel, new Request.Add("a", 1));
      if (call(channel, new Request.Get("b")) == 1) {
        return false;
      }
      call(channel, new Request.Add("a", 1));
      return true;
    };
    var scenario = Programs.scenario("halfway", Map.of("a", 0L)).client("alice", one(halfway))
        .client("bob", one(channel -> call(channel, new Request.Set("b", 1))));
    var found = check(scenario);
    assertThat(found.violations()).containsExactly(BuiltIn.NO_PARTIAL_EFFECT);
    assertThat(found.violated(BuiltIn.NO_PARTIAL_EFFECT).sentence()).startsWith("An operation that was reported as failed left an effect");
    assertThat(check(scenario.aborted(result -> false)).violations()).isEmpty();
  }

  @Test
  void a_result_may_be_marked_as_aborted() {
    record Refused(String why) implements Aborted {}
    Program<Request, Long> refusing = channel -> {
      call(channel, new Request.Add("a", 1));
      return new Refused("no");
    };
    assertThat(check(Programs.scenario("refused", Map.of()).client("alice", one(refusing))).violations())
        .containsExactly(BuiltIn.NO_PARTIAL_EFFECT);
  }

  @Test
  void an_operation_that_never_returns_anything_may_have_effects() {
    Program<Request, Long> procedure = channel -> {
      call(channel, new Request.Add("a", 1));
      return null;
    };
    assertThat(check(Programs.scenario("void", Map.of()).client("alice", one(procedure)).client("bob", one(procedure))).violations())
        .isEmpty();
  }

  @Test
  void an_alarm_of_the_system_is_a_violation_of_the_property_it_names() {
    var scenario = Programs.scenario("alarm", Map.of("a", 0L, "b", 0L))
        .client("alice", one(channel -> call(channel, new Request.AddBoth("a", "b", 1))))
        .client("bob", one(channel -> call(channel, new Request.Set("b", -5))));
    var found = check(scenario);
    assertThat(found.violations()).containsExactly(BuiltIn.NO_PARTIAL_EFFECT);
    assertThat(found.violated(BuiltIn.NO_PARTIAL_EFFECT).sentence()).isEqualTo("a was changed, b was not");
    assertThat(found.schedule(BuiltIn.NO_PARTIAL_EFFECT)).isEqualTo("bob, alice");
  }

  @Test
  void a_property_switched_off_is_not_judged_and_its_reason_is_kept() {
    var report = check(careless().without(BuiltIn.SERIALIZABLE, "counts are estimates")).report();
    assertThat(report.of(BuiltIn.SERIALIZABLE)).isEmpty();
    assertThat(report.switchedOff().getFirst().reason()).isEqualTo("counts are estimates");
    assertThatThrownBy(() -> careless().without("nonsense", "why")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> careless().without(BuiltIn.SERIALIZABLE, " ")).isInstanceOf(IllegalArgumentException.class);
  }

  // Faults.

  private static List<Operation<Request, Long>> repeating() {
    return one(channel -> channel.retry(OptionalInt.of(2), () -> {
      try {
        channel.reconnect();
        return call(channel, new Request.Add("x", 1));
      } catch (ConnectionLost lost) {
        return null;
      }
    }));
  }

  @Test
  void a_reply_that_is_lost_makes_a_careless_retry_apply_twice() {
    var scenario = Programs.scenario("twice", Map.of("x", 0L)).client("alice", repeating()).faults(new FaultBudget(2, 2));
    var found = check(scenario);
    assertThat(found.schedule(BuiltIn.SERIALIZABLE)).isEqualTo("alice!lost, alice");
    assertThat(found.counterexample(BuiltIn.SERIALIZABLE).scenario().faults()).isEqualTo(new FaultBudget(1, 0));
  }

  @Test
  void a_connection_dropped_before_execution_does_no_harm_to_a_careful_retry() {
    var scenario = Programs.scenario("dropped", Map.of("x", 0L)).client("alice", repeating()).faults(new FaultBudget(0, 1));
    assertThat(check(scenario).violations()).isEmpty();
  }

  @Test
  void an_operation_that_fails_for_a_lost_reply_left_its_effect() {
    var scenario = Programs.scenario("failed", Map.of("x", 0L))
        .client(new Client<>("alice", one(channel -> call(channel, new Request.Add("x", 1))), List.of(ConnectionLost.class)))
        .faults(new FaultBudget(1, 1));
    var found = check(scenario);
    assertThat(found.violations()).containsExactly(BuiltIn.NO_PARTIAL_EFFECT);
    assertThat(found.schedule(BuiltIn.NO_PARTIAL_EFFECT)).isEqualTo("alice!lost");
  }

  // Other strategies, budgets, determinism.

  @Test
  void whatever_finds_a_violation_it_shrinks_to_the_same() {
    var exhaustive = check(careless()).counterexample(BuiltIn.SERIALIZABLE);
    for (var strategy : List.of(new RandomWalk(7, 50), new GivenSchedule(List.of(2, 1, 0, 1, 0, 0)))) {
      var sampled = new Found(Checker.EXHAUSTIVE.with(strategy).check(careless())).counterexample(BuiltIn.SERIALIZABLE);
      assertThat(sampled.schedule()).isEqualTo(exhaustive.schedule());
      assertThat(sampled.sentence()).isEqualTo(exhaustive.sentence());
      assertThat(sampled.execution().toString()).isEqualTo(exhaustive.execution().toString());
    }
  }

  @Test
  void every_strategy_can_show_how_it_came_to_a_violation() {
    var scenario = careless().property(Property.always("stays below two", view -> view.get("x") < 2)).faults(new FaultBudget(1, 1));
    for (var strategy : List.of(new BreadthFirst(false), new DepthFirst(false), new RandomWalk(3, 200))) {
      var found = new Found(Checker.EXHAUSTIVE.with(strategy).withoutShrinking().check(scenario));
      assertThat(found.violations()).contains("stays below two", "all are counted", BuiltIn.SERIALIZABLE, BuiltIn.NO_CLIENT_DIES);
      for (var property : found.violations()) {
        var execution = found.counterexample(property).execution();
        var again = new GivenSchedule(execution.numbers());
        assertThat(new Found(Checker.EXHAUSTIVE.with(again).withoutShrinking().check(scenario)).violations())
            .describedAs(strategy.getClass() + " " + execution.steps().stream().map(step -> step.choice().toString()).toList())
            .contains(property);
      }
      assertThat(found.counterexample("stays below two").execution().steps().getLast().after().get("x")).isEqualTo(2);
    }
  }

  @Test
  void sampling_never_says_holds() {
    var report = Checker.EXHAUSTIVE.with(new RandomWalk(1, 3)).check(careless());
    assertThat(report.of(BuiltIn.NO_DEADLOCK).orElseThrow()).isInstanceOf(Verdict.Undecided.class);
    assertThat(((Verdict.Undecided<?>) report.of(BuiltIn.NO_DEADLOCK).orElseThrow()).reason()).startsWith("sampled 3 executions of about ");
  }

  @Test
  void a_budget_that_ends_leaves_the_verdict_open_and_says_why() {
    var few = reasons(Budget.DEFAULT.withStates(10));
    assertThat(few).isEqualTo("more than 10 states");
    assertThat(reasons(Budget.DEFAULT.withTransitions(5))).isEqualTo("more than 5 transitions");
    assertThat(reasons(Budget.DEFAULT.withSteps(3))).isEqualTo("some execution is longer than the bound of steps");
    assertThat(reasons(Budget.DEFAULT.withDeadline(() -> true))).isEqualTo("time is up");
    assertThat(reasons(Budget.DEFAULT.withProgress(so -> false, 5))).isEqualTo("stopped from outside");
  }

  private static String reasons(Budget budget) {
    var report = Checker.EXHAUSTIVE.with(budget).check(careless());
    return ((Verdict.Undecided<?>) report.of(BuiltIn.NO_DEADLOCK).orElseThrow()).reason();
  }

  @Test
  void progress_is_told_at_the_same_states_in_every_run() {
    var first = progress();
    assertThat(first).isNotEmpty().isEqualTo(progress());
  }

  private static List<String> progress() {
    var told = new ArrayList<String>();
    var budget = Budget.DEFAULT.withProgress(so -> {
      told.add(so.toString());
      return true;
    }, 10);
    Checker.EXHAUSTIVE.with(budget).check(careless());
    return told;
  }

  @Test
  void a_shrinker_out_of_budget_keeps_the_larger_scenario_and_says_so() {
    var counterexample = new Found(Checker.EXHAUSTIVE.withShrinkBudget(Budget.DEFAULT, 2).check(careless()))
        .counterexample(BuiltIn.SERIALIZABLE);
    assertThat(counterexample.scenario().clients()).hasSize(3);
    assertThat(counterexample.notMinimal()).contains("more than 2 smaller scenarios; not all were tried");
    var asFound = new Found(Checker.EXHAUSTIVE.withShrinkBudget(Budget.DEFAULT.withStates(5), 100).check(careless()))
        .counterexample(BuiltIn.SERIALIZABLE);
    assertThat(asFound.notMinimal()).isPresent();
  }

  @Test
  void stopping_at_the_first_violation_leaves_the_rest_open() {
    var report = Checker.EXHAUSTIVE.stoppingAtFirst().check(careless());
    assertThat(report.verdicts().stream().filter(judged -> judged.verdict() instanceof Verdict.Violated)).hasSize(1);
    assertThat(report.of(BuiltIn.NO_CLIENT_DIES).orElseThrow()).isInstanceOf(Verdict.Undecided.class);
  }
}

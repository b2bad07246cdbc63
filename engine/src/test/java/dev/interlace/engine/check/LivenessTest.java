package dev.interlace.engine.check;

import static dev.interlace.engine.toy.Programs.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Property;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private static final String ENDS = "every client ends";

  private static Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario(
      Operation<Request, Long> alice, Operation<Request, Long> bob) {
    var scenario = Programs.scenario("liveness", Map.of("x", 0L)).client("alice", List.of(alice)).client("bob", List.of(bob));
    return scenario.without(BuiltIn.SERIALIZABLE, "nobody asks").without(BuiltIn.NO_PARTIAL_EFFECT, "nobody asks")
        .property(Property.everyClientEnds(ENDS)).property(Property.eventually("x is set", view -> view.get("x") > 0));
  }

  private static Verdict<Counterexample<Store, Seat, Request, Long, SortedMap<String, Long>>> verdict(
      Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario, String property) {
    return Checker.REDUCED.check(scenario).of(property).orElseThrow();
  }

  /** Writes the same for ever. */
  private static Operation<Request, Long> busy(String register) {
    return Programs.operation("busy", channel -> channel.retry(OptionalInt.empty(), () -> {
      call(channel, new Request.Set(register, 0));
      return null;
    }));
  }

  private static Operation<Request, Long> waitFor(String register) {
    return Programs.operation("wait", channel ->
        channel.retry(OptionalInt.empty(), () -> call(channel, new Request.Get(register)) > 0 ? true : null));
  }

  @Test
  void an_optimistic_retry_starves_beside_somebody_who_writes_for_ever() {
    var starving = scenario(Programs.watchedIncrement("x", OptionalInt.empty()), busy("x"));
    assertThat(verdict(starving, "x is set")).isInstanceOfSatisfying(Verdict.Violated.class,
        violated -> assertThat(violated.sentence()).contains("the steps go round for ever"));
    var found = ((Verdict.Violated<Counterexample<Store, Seat, Request, Long, SortedMap<String, Long>>>) verdict(starving, "x is set"))
        .counterexample().orElseThrow();
    assertThat(found.repeatsFrom()).hasValue(1);
    assertThat(found.schedule()).hasToString("alice, alice, bob, alice");
  }

  @Test
  void a_round_that_needs_no_fault_is_shown_without_any() {
    var starving = scenario(Programs.watchedIncrement("x", OptionalInt.empty()), busy("x"));
    var faulty = (Verdict.Violated<Counterexample<Store, Seat, Request, Long, SortedMap<String, Long>>>) verdict(
        starving.faults(new FaultBudget(1, 1)), ENDS);
    var calm = (Verdict.Violated<Counterexample<Store, Seat, Request, Long, SortedMap<String, Long>>>) verdict(starving, ENDS);
    assertThat(faulty.counterexample().orElseThrow().scenario().faults()).isEqualTo(FaultBudget.NONE);
    assertThat(faulty.counterexample().orElseThrow().schedule()).isEqualTo(calm.counterexample().orElseThrow().schedule());
  }

  @Test
  void two_optimistic_retries_both_end() {
    var increment = Programs.watchedIncrement("x", OptionalInt.empty());
    assertThat(verdict(scenario(increment, increment), ENDS)).isInstanceOf(Verdict.Holds.class);
    assertThat(verdict(scenario(increment, increment), "x is set")).isInstanceOf(Verdict.Holds.class);
  }

  @Test
  void who_waits_for_a_step_that_can_always_be_taken_is_not_starving() {
    var set = Programs.operation("set", channel -> call(channel, new Request.Set("x", 1)));
    assertThat(verdict(scenario(waitFor("x"), set), ENDS)).isInstanceOf(Verdict.Holds.class);
  }

  @Test
  void who_waits_for_what_nobody_does_waits_for_ever() {
    var set = Programs.operation("set", channel -> call(channel, new Request.Set("y", 1)));
    assertThat(verdict(scenario(waitFor("x"), set), ENDS)).isInstanceOf(Verdict.Violated.class);
  }

  @Test
  void an_execution_that_ends_without_violates_too() {
    var look = Programs.operation("look", channel -> call(channel, new Request.Get("x")));
    assertThat(verdict(scenario(look, look), "x is set")).isInstanceOfSatisfying(Verdict.Violated.class,
        violated -> assertThat(violated.sentence()).contains("ends without"));
  }

  @Test
  void a_graph_that_is_too_large_is_undecided() {
    var increment = Programs.watchedIncrement("x", OptionalInt.empty());
    var small = Checker.REDUCED.withShrinkBudget(Checker.REDUCED.shrinkBudget().withStates(3), 10);
    assertThat(small.check(scenario(increment, increment)).of(ENDS).orElseThrow()).isInstanceOf(Verdict.Undecided.class);
  }
}

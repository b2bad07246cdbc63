package dev.interlace.engine.check;

import static dev.interlace.engine.toy.Programs.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.property.Mutations;
import dev.interlace.engine.property.Property;
import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.SelfCheck;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.StateSpace;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.search.Visitor;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A Holds tells which mutant of the scenario the same search calls violated, or that there is none. */
class SelfCheckTest {
  private static final String COUNTED = "all are counted";

  private static Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> increments(Operation<Request, Long> increment) {
    return Programs.scenario("increments", Map.of("x", 0L)).client("alice", List.of(increment)).client("bob", List.of(increment))
        .property(Property.atEnd(COUNTED, (view, results) -> view.get("x") == 2))
        .property(Property.sometimes("one is counted", view -> view.get("x") == 1));
  }

  private static SelfCheck check(Report<?> report, String property) {
    return ((Verdict.Holds<?>) report.of(property).orElseThrow()).certificate().selfCheck();
  }

  @Test
  void every_property_that_holds_names_the_mutant_that_violates_it() {
    var report = Checker.REDUCED.check(increments(Programs.watchedIncrement("x", OptionalInt.empty())));
    assertThat(check(report, BuiltIn.SERIALIZABLE)).hasToString("found when the answer to Commit[register=x, value=1] is older than its effect");
    assertThat(check(report, COUNTED)).isInstanceOf(SelfCheck.Caught.class);
    assertThat(check(report, BuiltIn.NO_CLIENT_DIES)).hasToString("found when alice dies at the end");
    assertThat(check(report, BuiltIn.NO_PARTIAL_EFFECT)).hasToString("found when alice says at the end that it gave up");
    assertThat(check(report, "one is counted")).isInstanceOf(SelfCheck.Witnessed.class);
  }

  @Test
  void a_mutation_that_knows_the_system_comes_before_those_that_do_not() {
    Mutations<Store, Seat, Request, Long, SortedMap<String, Long>> careless = (clients, asked) -> {
      assertThat(asked.getFirst()).contains(new Request.Watch("x"), new Request.Commit("x", 2));
      var mutant = increments(Programs.carelessIncrement("x")).clients();
      return List.of(new Mutations.Mutant<>("nobody watches", List.of(mutant.getFirst(), clients.getLast())));
    };
    var report = Checker.REDUCED.check(increments(Programs.watchedIncrement("x", OptionalInt.empty())), careless);
    assertThat(check(report, BuiltIn.SERIALIZABLE)).hasToString("found when nobody watches");
    assertThat(check(report, COUNTED)).hasToString("found when nobody watches");
  }

  /** Mutations that are for what is left, in a scenario in which alice adds one to x. */
  private static final class Rarer implements Mutations<Store, Seat, Request, Long, SortedMap<String, Long>> {
    @Override
    public List<Mutant<Request, Long>> of(List<Client<Request, Long>> clients, List<List<Request>> asked) {
      return List.of(adding("alice adds 2", 2));
    }

    @Override
    public List<Mutant<Request, Long>> rarer(List<Client<Request, Long>> clients, List<List<Request>> asked) {
      return List.of(adding("alice adds 3", 3), adding("alice adds 5", 5));
    }

    @Override
    public List<Weaker<Store, Seat, Request, Long, SortedMap<String, Long>>> weaker(
        SystemModel<Store, Seat, Request, Long, SortedMap<String, Long>> system) {
      return List.of(new Weaker<>("x begins with 10", Programs.scenario("", Map.of("x", 10L)).model()));
    }

    private static Mutant<Request, Long> adding(String sentence, long amount) {
      return new Mutant<>(sentence, List.of(new Client<>("alice", List.of(add(amount)))));
    }
  }

  private static Operation<Request, Long> add(long amount) {
    return Programs.operation("add", channel -> {
      call(channel, new Request.Add("x", amount));
      return null;
    });
  }

  @Test
  void rarer_mutants_are_for_what_the_others_leave_then_systems_that_promise_less() {
    var scenario = Programs.scenario("an addition", Map.of("x", 0L)).client("alice", List.of(add(1)))
        .property(Property.always("x < 2", view -> view.get("x") < 2)).property(Property.always("x is not 3", view -> view.get("x") != 3))
        .property(Property.always("x < 5", view -> view.get("x") < 5)).property(Property.always("x < 9", view -> view.get("x") < 9))
        .property(Property.always("x < 99", view -> view.get("x") < 99));
    var report = Checker.REDUCED.check(scenario, new Rarer());
    assertThat(check(report, "x < 2")).hasToString("found when alice adds 2");
    assertThat(check(report, "x is not 3")).hasToString("found when alice adds 3");
    assertThat(check(report, "x < 5")).hasToString("found when alice adds 5");
    assertThat(check(report, "x < 9")).hasToString("found when x begins with 10");
    assertThat(check(report, "x < 99")).isInstanceOf(SelfCheck.Vacuous.class);
  }

  @Test
  void a_client_that_may_die_is_made_to_die_of_something_else() {
    var refused = Programs.operation("look", channel -> {
      call(channel, new Request.Get("x"));
      throw new IllegalStateException("expected");
    });
    var scenario = Programs.scenario("a refusal", Map.of("x", 0L)).client(new Client<>("alice", List.of(refused), List.of(IllegalStateException.class)));
    assertThat(check(Checker.REDUCED.check(scenario), BuiltIn.NO_CLIENT_DIES)).hasToString("found when alice dies at once");
  }

  @Test
  void a_mutant_that_would_try_again_for_ever_is_not_followed_for_long() {
    var longest = new AtomicInteger();
    var stubborn = Programs.operation("add", channel -> {
      for (var tries = 1; call(channel, new Request.Get("never set")) == 0; tries++) {
        longest.accumulateAndGet(tries, Math::max);
      }
      return null;
    });
    Mutations<Store, Seat, Request, Long, SortedMap<String, Long>> endless =
        (clients, asked) -> List.of(new Mutations.Mutant<>("alice never stops", List.of(new Client<>("alice", List.of(stubborn)))));
    var scenario = Programs.scenario("an addition", Map.of("x", 0L)).client("alice", List.of(add(1)))
        .property(Property.always("x is a number", view -> true));
    assertThat(check(Checker.REDUCED.check(scenario, endless), "x is a number")).isInstanceOf(SelfCheck.Vacuous.class);
    assertThat(longest.get()).isBetween(10, 100);
  }

  @Test
  void a_property_that_nothing_can_violate_is_said_to_be_vacuous() {
    var look = Programs.operation("look", channel -> call(channel, new Request.Get("x")));
    var scenario = Programs.scenario("a look", Map.of("x", 0L)).client("alice", List.of(look))
        .property(Property.always("x is a number", view -> true));
    var report = Checker.REDUCED.check(scenario);
    assertThat(report.holds()).isTrue();
    assertThat(check(report, "x is a number")).isInstanceOf(SelfCheck.Vacuous.class);
    assertThat(check(report, "x is a number").toString()).startsWith("VACUOUS?").endsWith("the search finds its last outcome declared a violation");
  }

  private static Report<?> interruptedAfter(int questions, AtomicInteger asked, Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario) {
    asked.set(0);
    var budget = Budget.DEFAULT.withInterruption(() -> asked.incrementAndGet() > questions ? Optional.of("interrupted") : Optional.empty());
    return Checker.REDUCED.with(budget).check(scenario);
  }

  @Test
  void an_interruption_at_any_moment_is_neither_a_mistake_of_the_search_nor_a_sign_of_vacuity() {
    var scenario = increments(Programs.watchedIncrement("x", OptionalInt.empty())).property(Property.always("x is a number", view -> true));
    var asked = new AtomicInteger();
    assertThat(check(interruptedAfter(Integer.MAX_VALUE, asked, scenario), "x is a number")).isInstanceOf(SelfCheck.Vacuous.class);
    var questions = asked.get();
    assertThat(questions).isGreaterThan(10);
    for (var i = 0; i < questions; i++) {
      var verdict = interruptedAfter(i, asked, scenario).of("x is a number").orElseThrow();
      if (verdict instanceof Verdict.Holds<?>(var certificate)) {
        assertThat(certificate.selfCheck()).as("interrupted after " + i).isInstanceOf(SelfCheck.NotMade.class);
      }
    }
  }

  @Test
  void a_mutant_that_its_predicate_never_expected_is_no_obstacle() {
    var add = Programs.operation("add", channel -> call(channel, new Request.Add("x", 1)));
    var scenario = Programs.scenario("an addition", Map.of("x", 0L)).client("alice", List.of(add))
        .property(Property.atEnd("the sum is returned", (view, results) -> (Long) results.of("alice").values().getFirst() == 1));
    var report = Checker.REDUCED.check(scenario);
    assertThat(check(report, "the sum is returned")).hasToString("found when alice returns something else");
  }

  /** Finds everything the first time, and then says that there is nothing. */
  private static final class Tired implements Strategy {
    private boolean isTired;

    @Override
    public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
      if (isTired) {
        return new Coverage("tired", Optional.empty(), 1, 0, 0, 0, 0, 0);
      }
      isTired = true;
      return new BreadthFirst(false).explore(space, budget, visitor);
    }
  }

  @Test
  void a_search_that_finds_nothing_gives_no_verdict() {
    var scenario = increments(Programs.watchedIncrement("x", OptionalInt.empty()));
    assertThatThrownBy(() -> Checker.REDUCED.with(new Tired()).check(scenario)).isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("self-check failed");
    assertThat(Checker.REDUCED.with(new Tired()).withoutSelfCheck().check(scenario).holds()).isTrue();
  }
}

package dev.interlace.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.toy.BruteForce;
import dev.interlace.engine.toy.FragileToy;
import dev.interlace.engine.toy.Outcomes;
import dev.interlace.engine.toy.RandomScenarios;
import dev.interlace.engine.toy.RandomScenarios.Drawn;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import dev.interlace.engine.toy.Toy;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Soundness is tested, not argued: on thousands of small random scenarios every strategy finds what brute force finds. */
class BruteForceComparisonTest {
  private static final int SCENARIOS = 2_500;
  private static final int FRAGILE = 400;

  private static World<Store, Seat, Request, Long, SortedMap<String, Long>> world(Drawn drawn) {
    return new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults());
  }

  private static SortedSet<String> truth(Drawn drawn) {
    return BruteForce.outcomes(new Toy(drawn.registers()), drawn.clients(), drawn.faults(), false);
  }

  private static SortedSet<String> outcomes(Drawn drawn, Strategy strategy) {
    var world = world(drawn);
    return new Outcomes(world, world, strategy).found;
  }

  @Test
  void every_exhaustive_strategy_finds_the_outcomes_of_brute_force() {
    for (var seed = 0; seed < SCENARIOS; seed++) {
      var drawn = RandomScenarios.draw(seed);
      var truth = truth(drawn);
      for (var strategy : List.of(new BreadthFirst(false), new BreadthFirst(true), new DepthFirst(false), new DepthFirst(true))) {
        assertThat(outcomes(drawn, strategy)).describedAs("seed %d: %s", seed, drawn).isEqualTo(truth);
      }
    }
  }

  private static SortedSet<String> fragile(Drawn drawn) {
    var world = new World<>(new FragileToy(drawn.registers()), drawn.clients(), drawn.faults());
    return new Outcomes(world, world, new BreadthFirst(true)).found;
  }

  @Test
  void a_system_that_goes_down_leaves_what_brute_force_says_also_with_orders_left_out_and_clients_taken_for_each_other() {
    var outcomes = 0;
    for (var seed = 0; seed < FRAGILE; seed++) {
      var drawn = RandomScenarios.drawFragile(seed);
      var toy = new FragileToy(drawn.registers());
      var truth = BruteForce.outcomes(toy, drawn.clients(), drawn.faults(), false);
      outcomes += truth.size();
      assertThat(fragile(drawn)).describedAs("seed %d: %s", seed, drawn).isEqualTo(truth);
      var world = new World<>(toy, drawn.clients(), drawn.faults(), false);
      assertThat(new Outcomes(world, new ReducedSpace(world, ReducedSpace.Keeping.OUTCOMES), new DepthFirst(true)).found)
          .describedAs("seed %d, reduced: %s", seed, drawn).isEqualTo(truth);
    }
    assertThat(outcomes).isGreaterThan(8 * FRAGILE);
  }

  @Test
  void a_search_in_which_only_one_last_request_is_not_answered_is_caught() {
    assertThat(isCaughtGoingDown((from, code) -> Code.kind(code) != Code.IN_FLIGHT || !FaultBudget.isGoingDown(from[1]))).isTrue();
  }

  @Test
  void a_search_in_which_nothing_more_is_executed_before_the_system_goes_down_is_caught() {
    assertThat(isCaughtGoingDown((from, code) -> Code.kind(code) != Code.IN_FLIGHT)).isTrue();
  }

  @Test
  void a_search_that_never_goes_down_is_caught() {
    assertThat(isCaughtGoingDown((from, code) -> Code.kind(code) != Code.OUTAGE)).isTrue();
  }

  private static boolean isCaughtGoingDown(BiPredicate<int[], Integer> kept) {
    for (var seed = 0; seed < FRAGILE; seed++) {
      var drawn = RandomScenarios.drawFragile(seed);
      var toy = new FragileToy(drawn.registers());
      var world = new World<>(toy, drawn.clients(), drawn.faults());
      if (!new Outcomes(world, new Filtered(world, kept), new BreadthFirst(true)).found.equals(
          BruteForce.outcomes(toy, drawn.clients(), drawn.faults(), false))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void sampling_finds_only_outcomes_of_brute_force() {
    for (var seed = 0; seed < 500; seed++) {
      var drawn = RandomScenarios.draw(seed);
      var truth = truth(drawn);
      assertThat(truth).describedAs("seed %d", seed).containsAll(outcomes(drawn, new RandomWalk(seed, 20)));
      assertThat(truth).describedAs("seed %d", seed).containsAll(outcomes(drawn, new GivenSchedule(List.of(seed, 1, 2, 3, 1, 0, seed))));
    }
  }

  @Test
  void serial_executions_have_the_outcomes_of_brute_force() {
    for (var seed = 0; seed < SCENARIOS; seed++) {
      var drawn = RandomScenarios.draw(seed);
      var truth = BruteForce.outcomes(new Toy(drawn.registers()), drawn.clients(), FaultBudget.NONE, true);
      var world = world(drawn);
      var serial = new SerialSpace(world, SerialSpace.Mode.PLAIN, (client, operation) -> List.of());
      assertThat(new Outcomes(world, serial, new BreadthFirst(true)).found).describedAs("seed %d: %s", seed, drawn).isEqualTo(truth);
    }
  }

  @Test
  void strategies_agree_on_states_and_transitions() {
    for (var seed = 0; seed < 500; seed++) {
      var drawn = RandomScenarios.draw(seed);
      var world = world(drawn);
      var breadth = new Outcomes(world, world, new BreadthFirst(false)).coverage();
      var depth = new Outcomes(world, world, new DepthFirst(true)).coverage();
      assertThat(depth.states()).isEqualTo(breadth.states());
      assertThat(depth.transitions()).isEqualTo(breadth.transitions());
    }
  }

  // Mutants: what the comparison would say of a broken engine.

  @Test
  void a_search_with_nothing_left_out_is_not_caught() {
    assertThat(isCaught(drawn -> {
      var world = world(drawn);
      return new Outcomes(world, new Filtered(world, code -> true), new BreadthFirst(true)).found;
    })).isFalse();
  }

  @Test
  void the_scenarios_are_worth_comparing() {
    var outcomes = 0;
    var deadlocks = 0;
    var withFaults = 0;
    for (var seed = 0; seed < SCENARIOS; seed++) {
      var drawn = RandomScenarios.draw(seed);
      var truth = truth(drawn);
      outcomes += truth.size();
      deadlocks += truth.contains(BruteForce.DEADLOCK) ? 1 : 0;
      withFaults += drawn.faults().isNone() ? 0 : 1;
    }
    assertThat(outcomes).isGreaterThan(4 * SCENARIOS);
    assertThat(deadlocks).isGreaterThan(50);
    assertThat(withFaults).isGreaterThan(500);
  }

  @Test
  void a_search_that_drops_a_client_is_caught() {
    assertThat(isCaught(drawn -> {
      var world = world(drawn);
      return new Outcomes(world, new Filtered(world, code -> Code.kind(code) != Code.RUN || Code.client(code) != 1),
          new BreadthFirst(true)).found;
    })).isTrue();
  }

  @Test
  void a_search_that_takes_only_the_first_outcome_of_a_step_is_caught() {
    assertThat(isCaught(drawn -> {
      var world = world(drawn);
      return new Outcomes(world, new Filtered(world, code -> Code.kind(code) != Code.RUN || Code.outcome(code) == 0),
          new BreadthFirst(true)).found;
    })).isTrue();
  }

  @Test
  void a_search_in_which_time_stands_still_is_caught() {
    assertThat(isCaught(drawn -> {
      var world = world(drawn);
      return new Outcomes(world, new Filtered(world, code -> Code.kind(code) != Code.ENVIRONMENT), new BreadthFirst(true)).found;
    })).isTrue();
  }

  @Test
  void a_search_without_lost_replies_is_caught() {
    assertThat(isCaught(drawn -> {
      var world = world(drawn);
      return new Outcomes(world, new Filtered(world, code -> Code.kind(code) != Code.LOSE_REPLY), new BreadthFirst(true)).found;
    })).isTrue();
  }

  @Test
  void a_search_that_hides_effects_from_other_sessions_is_caught() {
    assertThat(isCaught(drawn -> {
      var world = new World<>(new Deaf(drawn), drawn.clients(), drawn.faults());
      return new Outcomes(world, world, new BreadthFirst(true)).found;
    })).isTrue();
  }

  private static boolean isCaught(Function<Drawn, SortedSet<String>> mutant) {
    for (var seed = 0; seed < SCENARIOS; seed++) {
      var drawn = RandomScenarios.draw(seed);
      if (!mutant.apply(drawn).equals(truth(drawn))) {
        return true;
      }
    }
    return false;
  }

  /** A state space with steps left out. */
  private record Filtered(StateSpace whole, BiPredicate<int[], Integer> isKept) implements StateSpace {
    Filtered(StateSpace whole, IntPredicate isKept) {
      this(whole, (from, code) -> isKept.test(code));
    }

    @Override
    public int width() {
      return whole.width();
    }

    @Override
    public int[] initial() {
      return whole.initial();
    }

    @Override
    public void expand(int[] state, Successors out) {
      var all = new Successors(width());
      whole.expand(state, all);
      out.clear();
      for (var i = 0; i < all.count(); i++) {
        if (isKept.test(state, all.code(i))) {
          if (FaultBudget.isGoingDown(state[1]) || Code.kind(all.code(i)) == Code.RUN || Code.kind(all.code(i)) == Code.ENVIRONMENT) {
            out.noteProgress();
          }
          var at = out.add(all.code(i), all.alarms(i), all.effect(i), all.raw(i));
          System.arraycopy(all.data(), all.offset(i), out.data(), at, width());
          out.mark(all.fingerprint(i));
        }
      }
    }

    @Override
    public boolean isEnded(int[] data, int offset) {
      return whole.isEnded(data, offset);
    }
  }

  /** The toy system with effects forgotten. */
  private static final class Deaf extends Toy {
    Deaf(Drawn drawn) {
      super(drawn.registers());
    }

    @Override
    public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
      return switch (super.execute(store, seat, request, chooser)) {
        case Outcome.Answered<Store, Seat, Long> done ->
            new Outcome.Answered<>(done.shared(), done.session(), done.reply(), Effect.NONE, done.footprint(), done.alarms());
        case Outcome.Waiting<Store, Seat, Long> waiting -> waiting;
        case Outcome.Dropped<Store, Seat, Long> dropped -> dropped;
      };
    }
  }
}

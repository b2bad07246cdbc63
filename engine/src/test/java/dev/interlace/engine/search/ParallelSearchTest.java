package dev.interlace.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.search.BreadthFirst.Mistake;
import dev.interlace.engine.search.BreadthFirst.Sizes;
import dev.interlace.engine.search.ReducedSpace.Keeping;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.RandomScenarios;
import dev.interlace.engine.toy.RandomScenarios.Drawn;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Toy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a search tells, from the first call to the last, is the same with any number of threads. */
class ParallelSearchTest {
  private static final int SCENARIOS = 500;
  /** So small that small scenarios keep several threads busy. */
  private static final Sizes SMALL = new Sizes(1, 7, 2, Mistake.NONE);

  private static World<?, ?, ?, ?, ?> world(Drawn drawn, boolean isSymmetric) {
    return new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults(), isSymmetric);
  }

  private static List<String> told(World<?, ?, ?, ?, ?> world, StateSpace space, Sizes sizes, boolean isExact, Budget budget, int mostEvents) {
    return told(world, space, new BreadthFirst(isExact, sizes), budget, mostEvents);
  }

  private static List<String> told(World<?, ?, ?, ?, ?> world, StateSpace space, Strategy strategy, Budget budget, int mostEvents) {
    var recorder = new Recorder(world, mostEvents);
    var coverage = strategy.explore(space, budget, recorder);
    recorder.events.add(coverage.states() + " states, " + coverage.transitions() + " transitions, depth " + coverage.depth() + coverage.unfinished());
    return recorder.events;
  }

  private static void compare(Drawn drawn, Function<World<?, ?, ?, ?, ?>, StateSpace> space, boolean isSymmetric, boolean isExact, Budget budget, int mostEvents) {
    compare(drawn, space, isSymmetric, isExact, Sizes.USUAL, budget, mostEvents);
  }

  /** @param usual how the work of the thread is cut that tells the truth */
  private static void compare(
      Drawn drawn, Function<World<?, ?, ?, ?, ?>, StateSpace> space, boolean isSymmetric, boolean isExact, Sizes usual, Budget budget, int mostEvents) {
    var truth = told(drawn, space, isSymmetric, isExact, usual, budget, mostEvents);
    for (var threads = 1; threads <= 3; threads++) {
      assertThat(told(drawn, space, isSymmetric, isExact, SMALL, budget.withThreads(threads), mostEvents)).describedAs("%d threads: %s", threads, drawn)
          .isEqualTo(truth);
    }
  }

  private static List<String> told(
      Drawn drawn, Function<World<?, ?, ?, ?, ?>, StateSpace> space, boolean isSymmetric, boolean isExact, Sizes sizes, Budget budget, int mostEvents) {
    var world = world(drawn, isSymmetric);
    return told(world, space.apply(world), sizes, isExact, budget, mostEvents);
  }

  @Test
  void many_threads_tell_what_one_tells() {
    for (var seed = 0; seed < SCENARIOS; seed++) {
      compare(RandomScenarios.draw(seed), world -> world, false, seed % 4 == 0, Budget.DEFAULT, Integer.MAX_VALUE);
      compare(RandomScenarios.drawIndependent(seed), world -> world, true, seed % 4 == 0, Budget.DEFAULT, Integer.MAX_VALUE);
    }
  }

  @Test
  void spaces_that_are_not_worlds_are_searched_alike() {
    for (var seed = 0; seed < 200; seed++) {
      var most = seed % 3;
      compare(RandomScenarios.draw(seed), world -> new FewSwitches(world, most), false, false, Budget.DEFAULT, Integer.MAX_VALUE);
      compare(RandomScenarios.draw(seed), world -> new SerialSpace(world, SerialSpace.Mode.PLAIN, (client, operation) -> List.of()), false, true,
          Budget.DEFAULT, Integer.MAX_VALUE);
    }
  }

  @Test
  void several_threads_leave_out_what_one_leaves_out() {
    for (var seed = 0; seed < SCENARIOS; seed++) {
      var keeping = seed % 3 == 0 ? Keeping.VIEWS : Keeping.OUTCOMES;
      var most = seed % 5 == 0 ? 1 + seed % 40 : Integer.MAX_VALUE;
      compare(RandomScenarios.draw(seed), world -> new ReducedSpace(world, keeping), false, false, SMALL, Budget.DEFAULT, most);
      compare(RandomScenarios.drawIndependent(seed), world -> new ReducedSpace(world, keeping), true, seed % 4 == 0, SMALL, Budget.DEFAULT, most);
    }
  }

  @Test
  void several_threads_leave_out_what_one_leaves_out_of_a_large_search() {
    var truth = List.<String>of();
    for (var threads = 1; threads <= 3; threads++) {
      var world = new World<>(new Toy(Map.of("x", 0L, "y", 0L)), increments(5), FaultBudget.NONE);
      var told = told(world, new ReducedSpace(world, Keeping.OUTCOMES), Sizes.USUAL, false, Budget.DEFAULT.withThreads(threads), Integer.MAX_VALUE);
      truth = threads == 1 ? told : truth;
      assertThat(told.equals(truth)).isTrue();
    }
    assertThat(truth.size()).isGreaterThan(20_000);
  }

  private static List<Client<Request, Long>> increments(int count) {
    var clients = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < count; c++) {
      clients.add(new Client<>("c" + c, List.of(Programs.watchedIncrement("x", OptionalInt.empty()), Programs.carelessIncrement("y"))));
    }
    return clients;
  }

  @Test
  void a_search_that_stops_early_stops_at_the_same_place() {
    for (var seed = 0; seed < 200; seed++) {
      compare(RandomScenarios.draw(seed), world -> world, false, false, Budget.DEFAULT, 1 + seed % 50);
      compare(RandomScenarios.draw(seed), world -> world, false, false, Budget.DEFAULT.withStates(1 + seed % 100), Integer.MAX_VALUE);
      compare(RandomScenarios.draw(seed), world -> world, false, false, Budget.DEFAULT.withTransitions(1 + seed), Integer.MAX_VALUE);
      compare(RandomScenarios.draw(seed), world -> world, false, false, Budget.DEFAULT.withSteps(1 + seed % 8), Integer.MAX_VALUE);
    }
  }

  @Test
  void a_program_that_breaks_the_rules_is_told_of_when_its_turn_comes() {
    var clients = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < 4; c++) {
      clients.add(new Client<>("c" + c, List.of(Programs.carelessIncrement("x"), Programs.carelessIncrement("y"), Programs.operation("swallow", channel -> {
        try {
          return channel.ask(new Request.Get("y"));
        } catch (Error suspended) {
          return 0L;
        }
      }))));
    }
    var truth = List.<String>of();
    for (var threads = 1; threads <= 3; threads++) {
      var budget = Budget.DEFAULT.withThreads(threads);
      var world = new World<>(new Toy(Map.of("x", 0L)), clients, FaultBudget.NONE);
      var recorder = new Recorder(world, Integer.MAX_VALUE);
      assertThatThrownBy(() -> new BreadthFirst(false, SMALL).explore(world, budget, recorder)).hasMessageContaining("swallow");
      truth = threads == 1 ? recorder.events : truth;
      assertThat(recorder.events).isEqualTo(truth).hasSizeGreaterThan(20);
    }
  }

  @Test
  void large_batches_of_real_size_are_searched_alike() {
    var truth = List.<String>of();
    for (var threads = 1; threads <= 3; threads++) {
      var world = new World<>(new Toy(Map.of("x", 0L, "y", 0L)), increments(5), FaultBudget.NONE);
      var told = told(world, world, Sizes.USUAL, false, Budget.DEFAULT.withThreads(threads).withStates(60_000), Integer.MAX_VALUE);
      truth = threads == 1 ? told : truth;
      assertThat(told.equals(truth)).isTrue();
    }
    assertThat(truth.size()).isGreaterThan(30_000);
  }

  @Test
  void samples_do_not_depend_on_who_takes_them() {
    for (var seed = 0; seed < 150; seed++) {
      for (var strategy : List.of(new RandomWalk(seed, 40), new PctWalk(seed, 40, 3, 10), new OrderSampling(seed, 40), new Swarm(seed, 7, 1 + seed % 40))) {
        for (var most : List.of(Integer.MAX_VALUE, 1 + seed % 70)) {
          var truth = List.<String>of();
          for (var threads = 1; threads <= 3; threads++) {
            var drawn = RandomScenarios.draw(seed);
            var world = world(drawn, false);
            var told = told(world, world, strategy, Budget.DEFAULT.withThreads(threads), most);
            truth = threads == 1 ? told : truth;
            assertThat(told).describedAs("%s, %d threads: %s", strategy, threads, drawn).isEqualTo(truth);
          }
        }
      }
    }
  }

  // Mutants: in how many scenarios a broken search is noticed.

  private static int noticed(
      Function<World<?, ?, ?, ?, ?>, StateSpace> sound, Function<World<?, ?, ?, ?, ?>, StateSpace> space, Mistake mistake, int threads) {
    var noticed = 0;
    for (var seed = 0; seed < 200; seed++) {
      var drawn = seed % 2 == 0 ? RandomScenarios.draw(seed) : RandomScenarios.drawIndependent(seed);
      var truth = told(drawn, sound, false, false, SMALL, Budget.DEFAULT, Integer.MAX_VALUE);
      try {
        var sizes = new Sizes(1, 7, 2, mistake);
        noticed += truth.equals(told(drawn, space, false, false, sizes, Budget.DEFAULT.withThreads(threads), Integer.MAX_VALUE)) ? 0 : 1;
      } catch (IndexOutOfBoundsException broken) {
        noticed++;
      }
    }
    return noticed;
  }

  @Test
  void a_search_that_finds_out_of_order_what_is_new_is_noticed() {
    assertThat(noticed(world -> world, world -> world, Mistake.OUT_OF_ORDER, 1)).isGreaterThan(50);
  }

  @Test
  void a_missing_barrier_in_a_batch_is_noticed() {
    assertThat(noticed(world -> world, world -> world, Mistake.NO_BARRIER, 3)).isPositive();
  }

  @Test
  void a_space_that_learns_before_all_others_have_decided_is_noticed() {
    var isNoticed = false;
    for (var seed = 0; seed < 4_000 && !isNoticed; seed++) {
      var drawn = RandomScenarios.drawIndependent(seed);
      isNoticed = !toldAndLearnt(drawn, false).equals(toldAndLearnt(drawn, true));
    }
    assertThat(isNoticed).isTrue();
  }

  private static List<String> toldAndLearnt(Drawn drawn, boolean learnsAlways) {
    var world = world(drawn, false);
    return told(world, new Broken(reduced(world), learnsAlways, Optional.empty()), Sizes.USUAL, false, Budget.DEFAULT, Integer.MAX_VALUE);
  }

  @Test
  void what_a_thread_relies_on_and_nobody_takes_is_noticed() {
    assertThat(noticed(ParallelSearchTest::reduced, world -> new Broken(reduced(world), false, Optional.of(reduced(world))), Mistake.NONE, 2))
        .isPositive();
  }

  private static StateSpace reduced(World<?, ?, ?, ?, ?> world) {
    return new ReducedSpace(world, Keeping.OUTCOMES);
  }

  /**
   * Learns at any time, or lets another thread decide by itself.
   *
   * @param stranger what another thread expands with, and nobody asks whether it was wrong
   */
  private static final class Broken extends PassingOn {
    private final boolean learnsAlways;
    private final Optional<StateSpace> stranger;

    Broken(StateSpace space, boolean learnsAlways, Optional<StateSpace> stranger) {
      super(space);
      this.learnsAlways = learnsAlways;
      this.stranger = stranger;
    }

    @Override
    public Optional<StateSpace> forAnotherThread() {
      return stranger;
    }

    @Override
    public void mayLearn(boolean mayLearn) {
      super.mayLearn(mayLearn || learnsAlways);
    }
  }

  /** Writes down everything, in words that do not depend on how things are numbered. */
  private static final class Recorder implements Visitor {
    private final World<?, ?, ?, ?, ?> world;
    private final int most;
    private final List<String> events = new ArrayList<>();

    Recorder(World<?, ?, ?, ?, ?> world, int most) {
      this.world = world;
      this.most = most;
    }

    private void add(String what, int[] data, int offset, Trail trail) {
      var text = new StringBuilder(what).append(world.viewValue(world.view(world.shared(data, offset))));
      for (var c = 0; c < world.clientCount(); c++) {
        text.append(world.result(data, offset, c).values());
      }
      events.add(text.append(words(trail)).toString());
    }

    private String words(Trail trail) {
      var text = new StringBuilder();
      for (var code : trail.codes()) {
        text.append(' ').append(code == Code.CUT ? "cut" : world.choice(code));
      }
      return text.toString();
    }

    @Override
    public void entered(int[] data, int offset, Trail trail) {
      add("entered ", data, offset, trail);
    }

    @Override
    public void alarmed(int alarms, Trail trail) {
      events.add("alarmed " + world.alarms(alarms) + words(trail));
    }

    @Override
    public void ended(int[] data, int offset, Trail trail) {
      add("ended ", data, offset, trail);
    }

    @Override
    public void deadlocked(int[] data, int offset, Trail trail) {
      add("deadlocked ", data, offset, trail);
    }

    @Override
    public boolean wantsMore() {
      return events.size() < most;
    }
  }
}

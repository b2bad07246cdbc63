package dev.interlace.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.search.BreadthFirst.Sizes;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.RandomScenarios;
import dev.interlace.engine.toy.RandomScenarios.Drawn;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Toy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a search tells, from the first call to the last, is the same with any number of threads. */
class ParallelSearchTest {
  private static final int SCENARIOS = 600;
  /** So small that small scenarios keep several threads busy. */
  private static final Sizes SMALL = new Sizes(1, 7, 2, true);

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
      compare(RandomScenarios.drawIndependent(seed), world -> new ReducedSpace(world, ReducedSpace.Keeping.OUTCOMES), true, false, SMALL,
          Budget.DEFAULT, Integer.MAX_VALUE);
    }
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
    var clients = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < 5; c++) {
      clients.add(new Client<>("c" + c, List.of(Programs.watchedIncrement("x", OptionalInt.empty()), Programs.carelessIncrement("y"))));
    }
    var truth = List.<String>of();
    for (var threads = 1; threads <= 3; threads++) {
      var world = new World<>(new Toy(Map.of("x", 0L, "y", 0L)), clients, FaultBudget.NONE);
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

  @Test
  void a_search_that_finds_out_of_order_what_is_new_is_noticed() {
    var noticed = 0;
    for (var seed = 0; seed < 100; seed++) {
      var drawn = RandomScenarios.draw(seed);
      var wrong = told(drawn, world -> world, false, false, new Sizes(1, 7, 2, false), Budget.DEFAULT, Integer.MAX_VALUE);
      noticed += wrong.equals(told(drawn, world -> world, false, false, Sizes.USUAL, Budget.DEFAULT, Integer.MAX_VALUE)) ? 0 : 1;
    }
    assertThat(noticed).isGreaterThan(50);
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

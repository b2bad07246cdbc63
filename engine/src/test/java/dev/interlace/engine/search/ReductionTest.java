package dev.interlace.engine.search;

import static dev.interlace.engine.toy.Programs.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Alike;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.random.Prng;
import dev.interlace.engine.search.ReducedSpace.Keeping;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.time.SimTime;
import dev.interlace.engine.toy.BruteForce;
import dev.interlace.engine.toy.FragileToy;
import dev.interlace.engine.toy.Outcomes;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.RandomScenarios;
import dev.interlace.engine.toy.RandomScenarios.Drawn;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import dev.interlace.engine.toy.Toy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever is left out, every outcome is found: compared with brute force on random scenarios; and what is left out is left out. */
class ReductionTest {
  private static final int SCENARIOS = 20_000;
  private static final int LOOPING = 3_000;
  private static final List<Reductions> ALL_REDUCTIONS =
      List.of(Reductions.NONE, new Reductions(true, false), new Reductions(false, true), Reductions.ALL);

  private static SortedSet<String> outcomes(Toy toy, Drawn drawn, Strategy strategy, Reductions reductions, Keeping keeping) {
    var world = new World<>(toy, drawn.clients(), drawn.faults(), reductions.symmetry());
    var space = reductions.order() ? new ReducedSpace(world, keeping) : world;
    var found = new Outcomes(world, space, strategy).found;
    return reductions.symmetry() ? permuted(found, drawn.clients()) : found;
  }

  /** The outcomes with those added in which clients with the same program have changed places. */
  private static SortedSet<String> permuted(SortedSet<String> outcomes, List<Client<Request, Long>> clients) {
    var all = new TreeSet<>(outcomes);
    var isDone = false;
    while (!isDone) {
      isDone = true;
      for (var outcome : new ArrayList<>(all)) {
        var parts = outcome.split(" \\| ", -1);
        for (var c = 0; parts.length > 1 && c < clients.size(); c++) {
          for (var d = 0; d < c; d++) {
            if (clients.get(c).runsAs(clients.get(d))) {
              var other = parts.clone();
              other[1 + c] = parts[1 + d];
              other[1 + d] = parts[1 + c];
              isDone &= !all.add(String.join(" | ", other));
            }
          }
        }
      }
    }
    return all;
  }

  private static SortedSet<String> truth(Drawn drawn) {
    return BruteForce.outcomes(new Toy(drawn.registers()), drawn.clients(), drawn.faults(), false);
  }

  @Test
  void every_combination_of_reductions_and_the_optimal_orders_find_the_outcomes_of_brute_force() {
    var walkedByOrders = 0;
    for (var seed = 0; seed < SCENARIOS; seed++) {
      var drawn = RandomScenarios.drawIndependent(seed);
      var truth = truth(drawn);
      var toy = new Toy(drawn.registers());
      for (var reductions : ALL_REDUCTIONS) {
        var strategy = seed % 2 == 0 ? new BreadthFirst(seed % 4 == 0) : new DepthFirst(seed % 4 == 1);
        var keeping = seed % 3 == 0 ? Keeping.VIEWS : Keeping.OUTCOMES;
        assertThat(outcomes(toy, drawn, strategy, reductions, keeping))
            .describedAs("seed %d, %s, %s: %s", seed, reductions, keeping, drawn).isEqualTo(truth);
      }
      var world = new World<>(toy, drawn.clients(), drawn.faults());
      var orders = new Outcomes(world, world, new OptimalOrders());
      if (orders.coverage().isExhaustive()) {
        walkedByOrders++;
        assertThat(orders.found).describedAs("seed %d: %s", seed, drawn).isEqualTo(truth);
      }
    }
    assertThat(walkedByOrders).isEqualTo(SCENARIOS);
  }

  @Test
  void clients_that_wait_for_each_other_are_left_out_where_they_may_be() {
    var reduced = 0L;
    var all = 0L;
    for (var seed = 0; seed < LOOPING; seed++) {
      var drawn = RandomScenarios.drawWaiting(seed);
      var truth = truth(drawn);
      for (var reductions : ALL_REDUCTIONS) {
        var strategy = seed % 2 == 0 ? new BreadthFirst(false) : new DepthFirst(false);
        var keeping = seed % 3 == 0 ? Keeping.VIEWS : Keeping.OUTCOMES;
        assertThat(outcomes(new Toy(drawn.registers()), drawn, strategy, reductions, keeping))
            .describedAs("seed %d, %s, %s: %s", seed, reductions, keeping, drawn).isEqualTo(truth);
      }
      var world = new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults());
      all += new Outcomes(world, world, new BreadthFirst(false)).coverage().states();
      reduced += new Outcomes(world, new ReducedSpace(world, Keeping.OUTCOMES), new BreadthFirst(false)).coverage().states();
    }
    assertThat(reduced).isLessThan(all * 4 / 5);
  }

  @Test
  void what_is_seen_on_the_way_is_kept_if_asked_for() {
    for (var seed = 0; seed < LOOPING; seed++) {
      var drawn = RandomScenarios.drawIndependent(seed);
      for (var isSymmetric : List.of(false, true)) {
        var world = new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults(), isSymmetric);
        assertThat(views(world, new ReducedSpace(world, Keeping.VIEWS))).describedAs("seed %d: %s", seed, drawn)
            .isEqualTo(views(world, new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults())));
      }
    }
  }

  private static SortedSet<String> views(World<?, ?, ?, ?, ?> names, StateSpace space) {
    var world = space instanceof World<?, ?, ?, ?, ?> whole ? whole : names;
    var views = new TreeSet<String>();
    new BreadthFirst(false).explore(space, Budget.DEFAULT, new Visitor() {
      @Override
      public void entered(int[] data, int offset, Trail trail) {
        views.add(world.viewValue(world.view(world.shared(data, offset))).toString());
      }

      @Override
      public void alarmed(int alarms, Trail trail) {
        world.alarms(alarms).forEach(alarm -> views.add(alarm.toString()));
      }

      @Override
      public void ended(int[] data, int offset, Trail trail) {}

      @Override
      public void deadlocked(int[] data, int offset, Trail trail) {
        views.add("deadlock");
      }

      @Override
      public boolean wantsMore() {
        return true;
      }
    });
    return withoutNames(views);
  }

  /** Which of several clients with the same program died is not kept. */
  private static SortedSet<String> withoutNames(SortedSet<String> views) {
    var nameless = new TreeSet<String>();
    views.forEach(view -> nameless.add(view.replaceAll("sentence=(alice|bob|carol|dave) died", "somebody died")));
    return nameless;
  }

  /** Scenarios with endless retries and loops that wait for another client: the truth is the search that leaves out nothing. */
  private static Drawn looping(long seed) {
    var prng = new Prng(seed);
    var clients = new ArrayList<Client<Request, Long>>();
    var registers = List.of("x", "y", "z");
    for (var c = 0; c < 2 + prng.nextInt(2); c++) {
      var operations = new ArrayList<Operation<Request, Long>>();
      for (var i = 0; i <= prng.nextInt(2); i++) {
        var r = registers.get(prng.nextInt(3));
        var s = registers.get(prng.nextInt(3));
        operations.add(switch (prng.nextInt(5)) {
          case 0 -> Programs.watchedIncrement(r, OptionalInt.empty());
          case 1 -> Programs.operation("wait", channel ->
              channel.retry(OptionalInt.empty(), () -> call(channel, new Request.Get(r)) > 0 ? true : null));
          case 2 -> Programs.operation("look and wait", channel -> channel.retry(OptionalInt.empty(), () -> {
            call(channel, new Request.Get(s));
            return call(channel, new Request.Get(r)) > 0 ? true : null;
          }));
          case 3 -> Programs.operation("toggle", channel -> channel.retry(OptionalInt.empty(), () ->
              call(channel, new Request.CompareAndSet(s, 1, 0)) == 1 || call(channel, new Request.Get(r)) > 0 ? true : null));
          default -> Programs.operation("set", channel -> {
            call(channel, new Request.Set(r, 1));
            return call(channel, new Request.Add(s, 1));
          });
        });
      }
      clients.add(new Client<>("c" + c, prng.nextInt(3) == 0 && c > 0 ? clients.getFirst().operations() : operations));
    }
    return new Drawn(Map.of("x", 0L), clients, FaultBudget.NONE);
  }

  @Test
  void loops_let_nobody_wait_for_ever() {
    for (var seed = 0; seed < LOOPING; seed++) {
      var drawn = looping(seed);
      var toy = new Toy(drawn.registers());
      var truth = outcomes(toy, drawn, new BreadthFirst(true), Reductions.NONE, Keeping.OUTCOMES);
      for (var reductions : ALL_REDUCTIONS) {
        for (var keeping : Keeping.values()) {
          assertThat(outcomes(toy, drawn, new BreadthFirst(false), reductions, keeping)).describedAs("seed %d, %s: %s", seed, reductions, drawn)
              .isEqualTo(truth);
        }
      }
    }
  }

  @Test
  void clients_that_share_nothing_step_one_after_the_other() {
    var clients = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < 10; c++) {
      var own = "own" + c;
      clients.add(new Client<>("c" + c, List.of(Programs.operation("write", channel -> {
        for (var i = 0; i < 4; i++) {
          call(channel, new Request.Set(own, i));
        }
        return null;
      }))));
    }
    var world = new World<>(new Toy(Map.of()), clients, FaultBudget.NONE);
    assertThat(new Outcomes(world, new ReducedSpace(world, Keeping.OUTCOMES), new BreadthFirst(false)).coverage().states()).isEqualTo(41);
  }

  @Test
  void clients_with_the_same_program_are_taken_for_each_other() {
    var increment = List.of(Programs.carelessIncrement("x"));
    var clients = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < 4; c++) {
      clients.add(new Client<>("c" + c, increment));
    }
    var whole = new World<>(new Toy(Map.of("x", 0L)), clients, FaultBudget.NONE);
    var symmetric = new World<>(new Toy(Map.of("x", 0L)), clients, FaultBudget.NONE, true);
    var all = new Outcomes(whole, whole, new BreadthFirst(true));
    var some = new Outcomes(symmetric, symmetric, new BreadthFirst(true));
    assertThat(some.coverage().states()).isLessThan(all.coverage().states() / 4);
    assertThat(permuted(some.found, clients)).isEqualTo(all.found);
    var fingerprints = new Outcomes(symmetric, symmetric, new BreadthFirst(false));
    assertThat(fingerprints.coverage().states()).isEqualTo(some.coverage().states());
  }

  /** The toy system in which a register that is 7 becomes 0 after a while. */
  private static final class Forgetting extends Toy {
    static final Footprint H = new Footprint(new TreeSet<>(List.of("h")), new TreeSet<>(List.of("h")));

    private final Footprint footprint;

    Forgetting(Footprint footprint) {
      super(Map.of());
      this.footprint = footprint;
    }

    @Override
    public List<EnvironmentStep<Store>> environment(Store store, SimTime wake) {
      return store.get("h") == 7 ? List.of(new EnvironmentStep<>("time +1 ms", store.with("h", 0), Effect.NONE, footprint)) : List.of();
    }
  }

  @Test
  void somebody_who_could_wait_lets_time_pass() {
    var clients = List.of(
        new Client<>("alice", List.of(Programs.operation("look", channel -> call(channel, new Request.Get("other"))))),
        new Client<>("bob", List.of(Programs.operation("add", channel -> call(channel, new Request.Add("h", 7))))));
    var truth = BruteForce.outcomes(new Forgetting(Forgetting.H), clients, FaultBudget.NONE, false);
    assertThat(truth).hasSize(2);
    for (var keeping : Keeping.values()) {
      var world = new World<>(new Forgetting(Forgetting.H), clients, FaultBudget.NONE);
      assertThat(new Outcomes(world, new ReducedSpace(world, keeping), new BreadthFirst(false)).found).isEqualTo(truth);
    }
  }

  @Test
  void who_goes_first_and_touches_everything_later_does_not_make_the_search_start_for_ever() {
    var toy = new Toy(Map.of()) {
      @Override
      public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
        var outcome = super.execute(store, seat, request, chooser);
        return request.equals(new Request.Get("all")) && outcome instanceof Outcome.Answered<Store, Seat, Long> answered
            ? new Outcome.Answered<>(answered.shared(), answered.session(), answered.reply(), answered.effect(), Footprint.EVERYTHING, answered.alarms())
            : outcome;
      }
    };
    var clients = List.of(
        new Client<>("alice", List.of(Programs.operation("look", channel -> call(channel, new Request.Get("x")) + call(channel, new Request.Get("all"))))),
        new Client<>("bob", List.of(Programs.operation("add", channel -> call(channel, new Request.Add("y", 1))))));
    var world = new World<>(toy, clients, FaultBudget.NONE);
    var truth = BruteForce.outcomes(toy, clients, FaultBudget.NONE, false);
    assertThat(new Outcomes(world, new ReducedSpace(world, Keeping.OUTCOMES), new BreadthFirst(false)).found).isEqualTo(truth);
  }

  // Mutants: what the comparison would say of a broken reduction.

  @Test
  void a_footprint_that_forgets_a_read_is_caught() {
    assertThat(isCaught(drawn -> outcomes(new Forgetful(drawn, true), drawn, new BreadthFirst(false), Reductions.ALL, Keeping.OUTCOMES))).isTrue();
  }

  @Test
  void a_footprint_that_forgets_a_write_is_caught() {
    assertThat(isCaught(drawn -> outcomes(new Forgetful(drawn, false), drawn, new BreadthFirst(false), Reductions.ALL, Keeping.OUTCOMES))).isTrue();
  }

  @Test
  void a_search_that_does_not_start_over_is_caught() {
    assertThat(isCaught(drawn -> {
      var world = new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults());
      return new Outcomes(world, new Stubborn(new ReducedSpace(world, Keeping.OUTCOMES)), new BreadthFirst(false)).found;
    })).isTrue();
  }

  @Test
  void a_sleeper_that_is_not_woken_is_caught() {
    assertThat(isCaught(drawn -> {
      var world = new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults());
      var orders = new Outcomes(world, world, new OptimalOrders(false));
      return orders.coverage().isExhaustive() ? orders.found : truth(drawn);
    })).isTrue();
  }

  @Test
  void a_loop_that_is_not_guarded_is_caught() {
    var isCaught = false;
    for (var seed = 0; seed < LOOPING && !isCaught; seed++) {
      var drawn = looping(seed);
      var toy = new Toy(drawn.registers());
      var world = new World<>(toy, drawn.clients(), drawn.faults());
      var found = new Outcomes(world, new ReducedSpace(world, Keeping.OUTCOMES, false, true, Optional.empty()), new BreadthFirst(true)).found;
      isCaught = !found.equals(outcomes(toy, drawn, new BreadthFirst(true), Reductions.NONE, Keeping.OUTCOMES));
    }
    assertThat(isCaught).isTrue();
  }

  @Test
  void a_search_that_leaves_out_steps_although_the_system_may_still_go_down_is_caught() {
    var isCaught = false;
    for (var seed = 0; seed < LOOPING && !isCaught; seed++) {
      var drawn = RandomScenarios.drawFragile(seed);
      var toy = new FragileToy(drawn.registers());
      var world = new World<>(toy, drawn.clients(), drawn.faults());
      var space = new ReducedSpace(world, Keeping.OUTCOMES, true, false, Optional.empty());
      isCaught = !new Outcomes(world, space, new BreadthFirst(true)).found.equals(BruteForce.outcomes(toy, drawn.clients(), drawn.faults(), false));
    }
    assertThat(isCaught).isTrue();
  }

  /** Clients that are said to be alike, and are not. */
  private static List<Client<Request, Long>> pretending(List<Client<Request, Long>> clients) {
    var all = new ArrayList<Client<Request, Long>>();
    for (var client : clients) {
      var operations = new ArrayList<Operation<Request, Long>>();
      for (var operation : client.operations()) {
        operations.add(new Operation<>(operation.name(), new Alike<>("operation " + operations.size(), operation.program())));
      }
      all.add(client.with(operations));
    }
    return all;
  }

  @Test
  void a_symmetry_that_ignores_an_asymmetry_is_caught() {
    assertThat(isCaught(drawn -> {
      var world = new World<>(new Toy(drawn.registers()), pretending(drawn.clients()), drawn.faults(), true);
      var found = permuted(new Outcomes(world, world, new BreadthFirst(false)).found, pretending(drawn.clients()));
      return found.equals(permuted(truth(drawn), pretending(drawn.clients()))) ? truth(drawn) : found;
    })).isTrue();
  }

  /** Alice leaves something that time takes away, and looks for it, while bob looks elsewhere. */
  private static boolean isForgettingCaught(Footprint ofTime) {
    var clients = List.of(
        new Client<>("alice", List.of(Programs.operation("leave and look", channel -> {
          call(channel, new Request.Add("h", 7));
          var seen = call(channel, new Request.Get("h"));
          call(channel, new Request.Get("other"));
          return seen;
        }))),
        new Client<>("bob", List.of(Programs.operation("look", channel -> call(channel, new Request.Get("other"))))));
    var world = new World<>(new Forgetting(ofTime), clients, FaultBudget.NONE);
    var found = new Outcomes(world, new ReducedSpace(world, Keeping.OUTCOMES), new BreadthFirst(false)).found;
    return !found.equals(BruteForce.outcomes(new Forgetting(ofTime), clients, FaultBudget.NONE, false));
  }

  @Test
  void a_passing_of_time_that_forgets_a_write_is_caught() {
    assertThat(isForgettingCaught(Forgetting.H)).isFalse();
    assertThat(isForgettingCaught(Footprint.NONE)).isTrue();
  }

  /** A connection that goes down leaves a trace in a register that the other client reads. */
  private static boolean isLeavingCaught(Footprint ofLeaving) {
    var system = new Toy(Map.of()) {
      @Override
      public Disconnected<Store> disconnect(Store store, Seat seat) {
        return new Disconnected<>(store.with("gone", 1), Effect.NONE, ofLeaving);
      }
    };
    var clients = List.of(
        new Client<>("alice", List.of(Programs.operation("look", channel -> call(channel, new Request.Get("x"))))),
        new Client<>("bob", List.of(Programs.operation("look", channel -> call(channel, new Request.Get("gone"))))));
    var faults = new FaultBudget(0, 1);
    var world = new World<>(system, clients, faults);
    var found = new Outcomes(world, new ReducedSpace(world, Keeping.OUTCOMES), new BreadthFirst(false)).found;
    return !found.equals(BruteForce.outcomes(system, clients, faults, false));
  }

  @Test
  void a_fault_that_forgets_a_write_is_caught() {
    assertThat(isLeavingCaught(new Footprint(new TreeSet<>(), new TreeSet<>(List.of("gone"))))).isFalse();
    assertThat(isLeavingCaught(Footprint.NONE)).isTrue();
  }

  @Test
  void who_goes_round_without_ever_being_answered_keeps_nobody_from_stepping() {
    var turning = new Toy(Map.of()) {
      @Override
      public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
        var turned = new Seat(seat.watched(), !seat.isDirty(), seat.until());
        return request instanceof Request.Get ? new Outcome.Waiting<>(store, turned, Effect.NONE, Footprint.NONE) : super.execute(store, seat, request, chooser);
      }
    };
    var clients = List.of(
        new Client<>("alice", List.of(Programs.operation("turn", channel -> call(channel, new Request.Get("x"))))),
        new Client<>("bob", List.of(Programs.operation("set", channel -> call(channel, new Request.Set("y", 1))))));
    var world = new World<>(turning, clients, FaultBudget.NONE);
    for (var keeping : Keeping.values()) {
      assertThat(views(world, new ReducedSpace(world, keeping))).as(keeping.toString()).isEqualTo(views(world, world)).hasSize(2);
    }
  }

  /** The toy system, whose requests do not tell what they wait for. */
  static final class Aloof extends Toy {
    Aloof(Drawn drawn) {
      super(drawn.registers());
    }

    @Override
    public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
      return super.execute(store, seat, request, chooser) instanceof Outcome.Waiting<Store, Seat, Long>(var next, var after, var effect, var footprint)
          ? new Outcome.Waiting<>(next, after, effect, Footprint.NONE)
          : super.execute(store, seat, request, chooser);
    }
  }

  @Test
  void a_request_that_does_not_tell_what_it_waits_for_is_caught() {
    var caught = 0;
    for (var seed = 0; seed < 1_000; seed++) {
      var drawn = RandomScenarios.drawWaiting(seed);
      caught += outcomes(new Aloof(drawn), drawn, new BreadthFirst(false), Reductions.ALL, Keeping.OUTCOMES).equals(truth(drawn)) ? 0 : 1;
    }
    assertThat(caught).isPositive();
  }

  @Test
  void the_reduction_itself_is_not_caught() {
    assertThat(isCaught(drawn -> outcomes(new Toy(drawn.registers()), drawn, new BreadthFirst(false), Reductions.ALL, Keeping.OUTCOMES))).isFalse();
  }

  private static boolean isCaught(Function<Drawn, SortedSet<String>> mutant) {
    for (var seed = 0; seed < 1_000; seed++) {
      var drawn = RandomScenarios.drawIndependent(seed);
      if (!mutant.apply(drawn).equals(truth(drawn))) {
        return true;
      }
    }
    return false;
  }

  /** The toy system with one half of every footprint forgotten. */
  private static final class Forgetful extends Toy {
    private final boolean forgetsReads;

    Forgetful(Drawn drawn, boolean forgetsReads) {
      super(drawn.registers());
      this.forgetsReads = forgetsReads;
    }

    @Override
    public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
      return switch (super.execute(store, seat, request, chooser)) {
        case Outcome.Answered<Store, Seat, Long>(var shared, var session, var reply, var effect, var footprint, var alarms) ->
            new Outcome.Answered<>(shared, session, reply, effect,
                new Footprint(forgetsReads ? new TreeSet<>() : footprint.reads(), forgetsReads ? footprint.writes() : new TreeSet<>()), alarms);
        case Outcome.Waiting<Store, Seat, Long> waiting -> waiting;
        case Outcome.Dropped<Store, Seat, Long> dropped -> dropped;
      };
    }
  }

  /** Never admits that it was wrong. */
  private static final class Stubborn extends PassingOn {
    Stubborn(StateSpace space) {
      super(space);
    }

    @Override
    public boolean mustStartOver() {
      return false;
    }

    @Override
    public void startOver() {}
  }
}

package dev.interlace.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.toy.BruteForce;
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
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One execution for each class of equivalent ones: counted by brute force. */
class OptimalOrdersTest {
  private static final int MOST_EXECUTIONS = 5_000;

  /** Every execution, and the classes that they form: what each client did, and the order of every two dependent steps. */
  private static final class Classes {
    private final World<?, ?, ?, ?, ?> world;
    private final TreeSet<String> classes = new TreeSet<>();
    private final Moves path = new Moves();
    private int executions;
    /** Whether some step has several outcomes, or time passes. */
    private boolean hasAlternatives;
    private boolean waits;

    Classes(World<?, ?, ?, ?, ?> world) {
      this.world = world;
      explore(world.initial());
    }

    private void explore(int[] state) {
      if (executions > MOST_EXECUTIONS) {
        return;
      }
      var out = new Successors(world.width());
      world.expand(state, out);
      var moves = new Moves();
      world.describe(out, moves);
      for (var c = 0; c < world.clientCount(); c++) {
        var actor = c;
        var steps = IntStream.range(0, moves.size()).filter(i -> moves.actors[i] == actor).count();
        hasAlternatives |= steps > 1;
        waits |= steps == 0 && !world.steps(c).isEnded(World.local(state, 0, c));
      }
      if (out.count() == 0) {
        executions++;
        classes.add(describe());
      }
      for (var i = 0; i < out.count(); i++) {
        hasAlternatives |= Code.kind(out.code(i)) != Code.RUN;
        var at = path.add(moves, i);
        explore(out.state(i));
        path.truncate(at);
      }
    }

    private String describe() {
      var text = new TreeSet<String>();
      var names = new ArrayList<String>();
      var counts = new int[world.clientCount() + 1];
      for (var i = 0; i < path.size(); i++) {
        names.add(path.actors[i] + "." + counts[path.actors[i]]++ + "#" + path.codes[i]);
        text.add(names.get(i));
        for (var j = 0; j < i; j++) {
          if (path.actors[i] != path.actors[j] && path.areDependent(j, path, i)) {
            text.add(names.get(j) + "<" + names.get(i));
          }
        }
      }
      return text.toString();
    }
  }

  private static World<?, ?, ?, ?, ?> world(Drawn drawn) {
    return new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults());
  }

  @Test
  void every_class_has_one_execution_and_none_is_walked_in_vain() {
    var compared = 0;
    var waiting = 0;
    for (var seed = 0; compared < 2_000; seed++) {
      var drawn = RandomScenarios.drawIndependent(seed);
      var classes = new Classes(world(drawn));
      if (classes.executions > MOST_EXECUTIONS || classes.hasAlternatives) {
        continue;
      }
      compared++;
      waiting += classes.waits ? 1 : 0;
      var world = world(drawn);
      var coverage = new Outcomes(world, world, new OptimalOrders()).coverage();
      assertThat(coverage.strategy()).describedAs("seed %d: %s", seed, drawn).isEqualTo("optimal orders");
      assertThat(coverage.executions()).describedAs("seed %d: %s", seed, drawn).isEqualTo(classes.classes.size());
    }
    assertThat(waiting).isGreaterThan(200);
  }

  @Test
  void clients_that_wait_go_on_wherever_they_could() {
    var waiting = 0;
    for (var seed = 0; seed < 4_000; seed++) {
      var drawn = RandomScenarios.drawWaiting(seed);
      var classes = new Classes(world(drawn));
      if (classes.executions > MOST_EXECUTIONS) {
        continue;
      }
      waiting += classes.waits ? 1 : 0;
      var world = world(drawn);
      var found = new Outcomes(world, world, new OptimalOrders());
      assertThat(found.coverage().strategy()).describedAs("seed %d: %s", seed, drawn).isEqualTo("optimal orders");
      assertThat(found.coverage().executions()).describedAs("seed %d: %s", seed, drawn).isEqualTo(classes.classes.size());
      assertThat(found.found).describedAs("seed %d: %s", seed, drawn)
          .isEqualTo(BruteForce.outcomes(new Toy(drawn.registers()), drawn.clients(), drawn.faults(), false));
    }
    assertThat(waiting).isGreaterThan(2_500);
  }

  @Test
  void who_forgets_what_is_waited_for_or_was_noticed_is_caught() {
    assertThat(isCaught(ReductionTest.Aloof::new)).isTrue();
    assertThat(isCaught(Oblivious::new)).isTrue();
    assertThat(isCaught(drawn -> new Toy(drawn.registers()))).isFalse();
  }

  private static boolean isCaught(Function<Drawn, Toy> mutant) {
    for (var seed = 0; seed < 1_000; seed++) {
      var drawn = RandomScenarios.drawWaiting(seed);
      var world = new World<>(mutant.apply(drawn), drawn.clients(), drawn.faults());
      if (!new Outcomes(world, world, new OptimalOrders()).found
          .equals(BruteForce.outcomes(new Toy(drawn.registers()), drawn.clients(), drawn.faults(), false))) {
        return true;
      }
    }
    return false;
  }

  /** The toy system, whose sessions do not tell what they had noticed. */
  private static final class Oblivious extends Toy {
    Oblivious(Drawn drawn) {
      super(drawn.registers());
    }

    @Override
    public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
      var outcome = super.execute(store, seat, request, chooser);
      return outcome instanceof Outcome.Answered<Store, Seat, Long>(var next, var after, var reply, var effect, var footprint, var alarms)
          ? new Outcome.Answered<>(next, after, reply, effect, new Footprint(footprint.reads(), footprint.writes()), alarms)
          : outcome;
    }
  }

  private static World<?, ?, ?, ?, ?> increments(int clients, boolean isWatched) {
    var increment = isWatched ? Programs.watchedIncrement("x", OptionalInt.empty()) : Programs.carelessIncrement("x");
    var all = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < clients; c++) {
      all.add(new Client<>("c" + c, List.of(increment)));
    }
    return new World<>(new Toy(Map.of("x", 0L)), all, FaultBudget.NONE);
  }

  @Test
  void increments_have_one_execution_for_each_class() {
    for (var isWatched : List.of(false, true)) {
      for (var clients = 1; clients <= (isWatched ? 2 : 3); clients++) {
        var world = increments(clients, isWatched);
        assertThat(new Outcomes(world, world, new OptimalOrders()).coverage().executions())
            .isEqualTo(new Classes(increments(clients, isWatched)).classes.size());
      }
    }
  }
}

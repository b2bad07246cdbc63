package dev.interlace.properties.mutants;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.search.Schedule;
import dev.interlace.engine.search.Successors;
import dev.interlace.engine.search.World;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.soundness.Ending;
import dev.interlace.properties.soundness.EveryOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The smallest execution to a bad ending, found by looking at all of them: what a shrinker must agree with. */
final class Smallest {
  private final World<?, ?, ?, ?, DatabaseView> world;
  private final Predicate<DatabaseView> isBad;
  private final List<int[]> bad = new ArrayList<>();

  private Smallest(World<?, ?, ?, ?, DatabaseView> world, Predicate<DatabaseView> isBad) {
    this.world = world;
    this.isBad = isBad;
  }

  /** Every execution to a bad ending: fewest steps first, then fewest context switches, then the choices that come first. */
  static List<Schedule> executions(World<?, ?, ?, ?, DatabaseView> world, Predicate<DatabaseView> isBad) {
    var all = new Smallest(world, isBad);
    all.walk(world.initial(), new ArrayList<>());
    all.bad.sort(Comparator.<int[]>comparingInt(codes -> codes.length).thenComparingInt(all::switches)); // stable: found in the order of choices
    return all.bad.stream().map(world::schedule).toList();
  }

  private void walk(int[] state, List<Integer> codes) {
    if (world.isEnded(state, 0)) {
      if (isBad.test(world.viewValue(world.outcome(state, 0)[0]))) {
        bad.add(codes.stream().mapToInt(Integer::intValue).toArray());
      }
      return;
    }
    var out = new Successors(world.width());
    world.expand(state, out);
    for (var i = 0; i < out.count(); i++) {
      codes.addLast(out.code(i));
      walk(out.state(i), codes);
      codes.removeLast();
    }
  }

  private int switches(int[] codes) {
    var switches = 0;
    for (var i = 1; i < codes.length; i++) {
      switches += world.actor(codes[i]) == world.actor(codes[i - 1]) ? 0 : 1;
    }
    return switches;
  }

  /** Whether some execution of {@code scenario} with this many of its clients ends badly. */
  static boolean isBadWith(RedisScenario scenario, int clients, Predicate<Ending<DatabaseView>> isBad) {
    var model = scenario.scenario().model();
    for (var first = 0; first + clients <= scenario.clients().size(); first++) {
      var some = scenario.clients().subList(first, first + clients);
      if (EveryOrder.of(model, some, FaultBudget.NONE, 10_000).endings().stream().anyMatch(isBad)) {
        return true;
      }
    }
    return false;
  }
}

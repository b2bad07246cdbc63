package dev.interlace.properties.soundness;

import dev.interlace.engine.program.ClientResult;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.StateSpace;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.search.Visitor;
import dev.interlace.engine.search.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The search, asked for endings. */
public final class Search {
  private Search() {}

  /** The distinct endings that {@code strategy} finds. */
  public static <V> Set<Ending<V>> endings(World<?, ?, ?, ?, V> world, Strategy strategy) {
    return endings(world, world, strategy);
  }

  /** The same in {@code space}, whose states begin as those of {@code world} do. */
  public static <V> Set<Ending<V>> endings(World<?, ?, ?, ?, V> world, StateSpace space, Strategy strategy) {
    var found = new LinkedHashSet<Ending<V>>();
    explore(world, space, strategy, Budget.DEFAULT, found::add);
    return found;
  }

  /** Tells {@code met} of every ending. */
  static <V> Coverage explore(World<?, ?, ?, ?, V> world, StateSpace space, Strategy strategy, Budget budget, Consumer<Ending<V>> met) {
    return strategy.explore(space, budget, new Visitor() {
      @Override
      public void entered(int[] data, int offset, Trail trail) {}

      @Override
      public void alarmed(int alarms, Trail trail) {}

      @Override
      public void ended(int[] data, int offset, Trail trail) {
        var outcome = world.outcome(data, offset);
        var results = new ArrayList<ClientResult>();
        for (var c = 0; c < world.clientCount(); c++) {
          results.add(world.result(outcome, c));
        }
        met.accept(new Ending<>(world.viewValue(outcome[0]), results));
      }

      @Override
      public void deadlocked(int[] data, int offset, Trail trail) {}

      @Override
      public boolean wantsMore() {
        return true;
      }
    });
  }
}

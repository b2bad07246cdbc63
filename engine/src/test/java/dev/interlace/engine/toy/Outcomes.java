package dev.interlace.engine.toy;

import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.StateSpace;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.search.Visitor;
import dev.interlace.engine.search.World;
import java.util.SortedSet;
import java.util.TreeSet;

/** The outcomes that a strategy finds, in the same words as {@link BruteForce}. */
public final class Outcomes implements Visitor {
  private final World<?, ?, ?, ?, ?> world;
  public final SortedSet<String> found = new TreeSet<>();
  private final Coverage coverage;

  public Outcomes(World<?, ?, ?, ?, ?> world, StateSpace space, Strategy strategy) {
    this.world = world;
    coverage = strategy.explore(space, Budget.DEFAULT, this);
  }

  public Coverage coverage() {
    return coverage;
  }

  @Override
  public void ended(int[] data, int offset, Trail trail) {
    var text = new StringBuilder(world.viewValue(world.view(world.shared(data, offset))).toString());
    for (var c = 0; c < world.clientCount(); c++) {
      var result = world.result(data, offset, c);
      text.append(" | ").append(result.values());
      result.failure().ifPresent(failure -> text.append(' ').append(failure.type().getSimpleName()).append(": ").append(failure.message()));
    }
    found.add(text.toString());
  }

  @Override
  public void deadlocked(int[] data, int offset, Trail trail) {
    found.add(BruteForce.DEADLOCK);
  }

  @Override
  public void entered(int[] data, int offset, Trail trail) {}

  @Override
  public void alarmed(int alarms, Trail trail) {}

  @Override
  public boolean wantsMore() {
    return true;
  }
}

package dev.interlace.engine.property;

import dev.interlace.engine.search.Visitor;
import dev.interlace.engine.search.World;
import dev.interlace.engine.state.TupleTable;

/** Collects the distinct outcomes of a search and nothing else. */
final class Outcomes implements Visitor {
  private final World<?, ?, ?, ?, ?> world;
  final TupleTable table;

  Outcomes(World<?, ?, ?, ?, ?> world) {
    this.world = world;
    table = new TupleTable(1 + world.clientCount());
  }

  boolean contains(int[] outcome) {
    return table.find(outcome, 0) >= 0;
  }

  @Override
  public void ended(int[] data, int offset, Trail trail) {
    table.idOf(world.outcome(data, offset), 0);
  }

  @Override
  public void entered(int[] data, int offset, Trail trail) {}

  @Override
  public void alarmed(int alarms, Trail trail) {}

  @Override
  public void deadlocked(int[] data, int offset, Trail trail) {}

  @Override
  public boolean wantsMore() {
    return true;
  }
}

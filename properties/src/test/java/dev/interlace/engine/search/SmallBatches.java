package dev.interlace.engine.search;

import dev.interlace.engine.search.BreadthFirst.Mistake;
import dev.interlace.engine.search.BreadthFirst.Sizes;

/** Batches so small that the search of a small scenario keeps several threads busy. */
public final class SmallBatches {
  private SmallBatches() {}

  public static Strategy breadthFirst() {
    return new BreadthFirst(false, new Sizes(1, 7, 2, Mistake.NONE));
  }
}

package dev.interlace.engine.search;

/** An order in which to walk a state space. */
@FunctionalInterface
public interface Strategy {
  Coverage explore(StateSpace space, Budget budget, Visitor visitor);

  /** Whether it keeps its promise in a space from which steps are left out by {@link Reductions}. */
  default boolean takesReductions() {
    return false;
  }
}

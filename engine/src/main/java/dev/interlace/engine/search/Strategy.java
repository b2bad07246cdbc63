package dev.interlace.engine.search;

/** An order in which to walk a state space. */
@FunctionalInterface
public interface Strategy {
  Coverage explore(StateSpace space, Budget budget, Visitor visitor);
}

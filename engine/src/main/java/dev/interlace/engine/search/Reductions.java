package dev.interlace.engine.search;

import java.util.ArrayList;

/**
 * What an exhaustive search may leave out without losing anything that is asked for.
 *
 * @param order orders of steps that do not matter: see {@link ReducedSpace}
 * @param symmetry states that differ only in which of the clients with the same program is where
 */
public record Reductions(boolean order, boolean symmetry) {
  public static final Reductions NONE = new Reductions(false, false);
  public static final Reductions ALL = new Reductions(true, true);

  /** For people. */
  @Override
  public String toString() {
    var parts = new ArrayList<String>();
    if (order) {
      parts.add("partial order");
    }
    if (symmetry) {
      parts.add("symmetry");
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }
}

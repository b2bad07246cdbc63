package dev.interlace.engine.search;

/** Told how far a search is. */
@FunctionalInterface
public interface Progress {
  Progress SILENT = (states, transitions, depth, frontier) -> true;

  /**
   * Called after every so many states, the same number in every run.
   *
   * @param depth steps from the start to where the search is
   * @param frontier states known and not yet expanded
   * @return false to stop the search
   */
  boolean reached(long states, long transitions, int depth, long frontier);
}

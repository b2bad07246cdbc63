package dev.interlace.engine.search;

/** Told how far a search is. */
@FunctionalInterface
public interface Progress {
  Progress SILENT = so -> true;

  /**
   * Called after every so many states, the same number in every run.
   *
   * @return false to stop the search
   */
  boolean reached(SoFar so);

  /**
   * How far that is.
   *
   * @param depth steps from the start to where the search is
   * @param frontier states known and not yet expanded
   * @param bytes memory of all tables
   */
  record SoFar(long states, long transitions, int depth, long frontier, long bytes) {}
}

package dev.interlace.engine.search;

import dev.interlace.engine.state.VisitedSet;
import java.util.Optional;

/**
 * What a search has seen.
 *
 * @param unfinished why it did not see everything; empty if it did
 * @param states distinct states
 * @param transitions steps taken, also to states seen before
 * @param depth the longest execution walked, in steps
 * @param fingerprintBits bits kept of a state; 0 if whole states were compared
 * @param bytes memory that the search needed to tell old states from new ones and to find its way back
 * @param executions complete executions walked one by one; 0 for a search that walks states
 */
public record Coverage(
    String strategy, Optional<String> unfinished, long states, long transitions, int depth, int fingerprintBits, long bytes, long executions) {
  public boolean isExhaustive() {
    return unfinished.isEmpty();
  }

  /** An upper bound of the probability that some state was missed. */
  public double collisionProbability() {
    return VisitedSet.collisionProbability(states, fingerprintBits);
  }
}

package dev.interlace.engine.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Told by a strategy what it meets. States are given as a place in a buffer that is valid during the call only. */
public interface Visitor {
  /** A state not seen before. */
  void entered(int[] data, int offset, Trail trail);

  /** A step that raised alarms; told for each such step, also a repeated one. The trail ends with it. */
  void alarmed(int alarms, Trail trail);

  /** A state in which every client has ended; an exhaustive search tells of it once. */
  void ended(int[] data, int offset, Trail trail);

  /** A state in which some client has not ended and nobody can go on without a fault. */
  void deadlocked(int[] data, int offset, Trail trail);

  /** A state in which nobody can go on without a fault: {@link #ended} or {@link #deadlocked}. */
  default void stuck(StateSpace space, int[] state, Trail trail) {
    if (space.isEnded(state, 0)) {
      ended(state, 0, trail);
    } else {
      deadlocked(state, 0, trail);
    }
  }

  /** Writes what it has made of all that it was told. */
  default void save(DataOutputStream out) throws IOException {}

  /**
   * Takes what was saved; of a new visitor only.
   *
   * @throws NotThisSearch if it was of another search
   */
  default void restore(DataInputStream in) throws IOException {}

  /** False to end the search. */
  boolean wantsMore();

  /** How the search came to where it is. */
  interface Trail {
    /** The codes of the choices from the start, for {@link World#schedule}. */
    int[] codes();
  }
}

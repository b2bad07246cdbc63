package dev.interlace.engine.search;

import dev.interlace.engine.state.Hashing;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a strategy walks: states of a fixed number of ints, none negative. */
public interface StateSpace {
  /** Ints in a state. */
  int width();

  /** A copy of the state before the first step. */
  int[] initial();

  /**
   * Fills {@code out} with every step from {@code state}: clients in order with their outcomes in order, then the environment's
   * steps, then faults in client order.
   */
  void expand(int[] state, Successors out);

  /** The fingerprint of the state at {@code data[offset]}; {@link Successors} come with theirs. */
  default long fingerprint(int[] data, int offset) {
    var sum = 0L;
    for (var i = 0; i < width(); i++) {
      sum += Hashing.share(i, data[offset + i]);
    }
    return sum;
  }

  /** Writes to {@code target} the one state that stands for all that are taken for the same as the one at {@code data[offset]}. */
  default void canonical(int[] data, int offset, int[] target) {
    System.arraycopy(data, offset, target, 0, width());
  }

  /**
   * Whether steps were left out for a reason that has turned out to be none. Then the search is to be made again after {@link #startOver}; the
   * reason will not mislead it twice. Asked of the first of several {@linkplain #forThreads spaces for threads}, while none of them expands.
   */
  default boolean mustStartOver() {
    return false;
  }

  /** Makes ready for another search. */
  default void startOver() {}

  /**
   * Lets this space and those {@linkplain #forThreads for other threads} learn while they expand states, or not. A space in which a state's successors depend
   * on what was learnt before throws {@link NotKnown} if it may not and would have to; expanding the state is for later then, and for one
   * thread at a time. Others do not care.
   */
  default void mayLearn(boolean mayLearn) {}

  /** The same space for another thread at the same time; empty if only one may expand states. */
  default Optional<StateSpace> forAnotherThread() {
    return Optional.empty();
  }

  /** {@code space} and as many like it as there are threads, or fewer if it cannot be shared. */
  static List<StateSpace> forThreads(StateSpace space, int threads) {
    var spaces = new ArrayList<>(List.of(space));
    for (var another = space.forAnotherThread(); spaces.size() < threads && another.isPresent(); another = space.forAnotherThread()) {
      spaces.add(another.get());
    }
    return spaces;
  }

  /** Memory taken by what is remembered of the scenario; of its values an estimate. */
  default long bytes() {
    return 0;
  }

  /** Writes what a new space of the same kind and scenario needs in order to give everything the same numbers. */
  default void save(DataOutputStream out) throws IOException {
    throw new UnsupportedOperationException("a search of " + getClass().getSimpleName() + " cannot be saved");
  }

  /**
   * Takes what was saved; of a new space only.
   *
   * @throws NotThisSearch if the scenario or its programs are others
   */
  default void restore(DataInputStream in) throws IOException {
    throw new UnsupportedOperationException("a search of " + getClass().getSimpleName() + " cannot be saved");
  }

  /** Whether every client has ended. From such a state the system can only go down, if it may. */
  boolean isEnded(int[] data, int offset);
}

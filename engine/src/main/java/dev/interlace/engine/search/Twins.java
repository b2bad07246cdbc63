package dev.interlace.engine.search;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.state.Hashing;
import java.util.List;

/** Which clients run the same program, and what follows from that in a world where it does not matter which of them is where. */
final class Twins {
  private final boolean isSymmetric;
  /** Per client the first that runs the same program. */
  private final int[] firsts;
  /** Where the local id of the first client stands in a state. */
  private final int locals;

  <Q, R> Twins(List<Client<Q, R>> clients, int locals, boolean isSymmetric) {
    this.isSymmetric = isSymmetric;
    this.locals = locals;
    firsts = new int[clients.size()];
    for (var c = 0; c < firsts.length; c++) {
      firsts[c] = first(clients, c);
    }
  }

  private static <Q, R> int first(List<Client<Q, R>> clients, int index) {
    for (var i = 0; i < index; i++) {
      if (clients.get(i).runsAs(clients.get(index))) {
        return i;
      }
    }
    return index;
  }

  /** The first client that runs the same program. */
  int first(int c) {
    return firsts[c];
  }

  /** What client {@code c} adds to a fingerprint. */
  long share(int c, int local) {
    return Hashing.share(locals + (isSymmetric ? firsts[c] : c), local);
  }

  /** Whether two clients are in the same place, and it does not matter which of them is where. */
  boolean areAlike(int[] state, int c, int d) {
    return isSymmetric && firsts[d] == firsts[c] && state[locals + d] == state[locals + c];
  }

  /** Whether a client before {@code c} is in the same place, so that the steps of {@code c} lead nowhere else. */
  boolean isRedundant(int[] state, int c) {
    for (var d = firsts[c]; d < c; d++) {
      if (areAlike(state, c, d)) {
        return true;
      }
    }
    return false;
  }

  /** Sorts the local ids of clients that it does not matter which of them is where. */
  void sort(int[] state) {
    for (var c = 1; isSymmetric && c < firsts.length; c++) {
      for (var d = 0; d < c; d++) {
        if (firsts[c] == firsts[d] && state[locals + d] > state[locals + c]) {
          var local = state[locals + d];
          state[locals + d] = state[locals + c];
          state[locals + c] = local;
        }
      }
    }
  }
}

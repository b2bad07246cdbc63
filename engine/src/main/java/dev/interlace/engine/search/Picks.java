package dev.interlace.engine.search;

import dev.interlace.engine.system.Chooser;
import java.util.Arrays;

/**
 * Runs through all ways in which a step can choose, in lexicographic order: every run repeats the picks so far and takes the
 * first of what is new.
 */
final class Picks implements Chooser {
  private int[] picks = new int[4];
  private int[] sizes = new int[4];
  private int known;
  private int position;

  @Override
  public int choose(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("nothing to choose from");
    }
    if (position == known) {
      if (known == picks.length) {
        picks = Arrays.copyOf(picks, known * 2);
        sizes = Arrays.copyOf(sizes, known * 2);
      }
      picks[known] = 0;
      sizes[known++] = n;
    } else if (sizes[position] != n) {
      throw new IllegalStateException("the system is nondeterministic: after the same choices it chose among " + sizes[position]
          + ", then among " + n);
    }
    return picks[position++];
  }

  /** Turns to the next way; false after the last. */
  boolean next() {
    position = 0;
    while (known > 0 && picks[known - 1] + 1 == sizes[known - 1]) {
      known--;
    }
    if (known == 0) {
      return false;
    }
    picks[known - 1]++;
    return true;
  }
}

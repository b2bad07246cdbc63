package dev.interlace.engine.search;

import dev.interlace.engine.random.Prng;
import java.util.Arrays;

/**
 * Independent executions in which who may step is decided by random priorities that change at few random points: finds a bug that needs {@code depth} ordered
 * steps with a probability that it can name.
 *
 * <p><b>Source:</b> Burckhardt, Kothari, Musuvathi and Nagarakatte, A randomized scheduler with probabilistic guarantees of finding bugs (2010): of n
 * clients and at most k steps, each walk finds it with probability at least 1/(n k<sup>depth-1</sup>). Where a step has several outcomes, faults among
 * them, each is equally likely, and the guarantee is about the order only.
 *
 * @param depth at least 1
 * @param steps k: executions are expected to be no longer
 */
public record PctWalk(long seed, int walks, int depth, int steps) implements Strategy {
  public PctWalk {
    if (walks < 1 || depth < 1 || steps < 1) {
      throw new IllegalArgumentException("walks, depth and steps are at least 1");
    }
  }

  @Override
  public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
    var sampling = new Sampling(space, budget, visitor);
    sampling.run(walks, 16, (number, each, out) -> Sampling.walk(each, budget.steps(), new Priorities(Prng.of(seed, number))::pick, out));
    var clients = space.width() - 2;
    return sampling.coverage("PCT, depth " + depth + ", seed " + seed, "sampled " + walks + (walks == 1 ? " execution" : " executions")
        + ": a bug of depth " + depth + " is found with probability >= " + guarantee(clients) + " if executions have at most " + steps + " steps");
  }

  /** With which probability all walks together find a bug of this depth. */
  double guarantee(int clients) {
    return 1 - Math.pow(1 - 1 / (clients * Math.pow(steps, depth - 1)), walks);
  }

  /** Those of one walk. The environment takes part like a client. */
  private final class Priorities {
    private final Prng prng;
    /** By actor; drawn when it is first seen. Greater goes first. */
    private long[] priorities = new long[8];
    private final int[] changes = new int[depth - 1];
    private int step;

    Priorities(Prng prng) {
      this.prng = prng;
      Arrays.setAll(changes, i -> prng.nextInt(steps));
    }

    int pick(int[] state, Successors out) {
      var actor = first(out);
      for (var i = 0; i < changes.length; i++) {
        if (changes[i] == step) {
          priorities[actor] = i + 1;
          actor = first(out);
        }
      }
      step++;
      var among = 0;
      for (var i = 0; i < out.count(); i++) {
        among += actor(out.code(i)) == actor ? 1 : 0;
      }
      var skip = prng.nextInt(among);
      for (var i = 0; ; i++) {
        if (actor(out.code(i)) == actor && skip-- == 0) {
          return i;
        }
      }
    }

    private int first(Successors out) {
      var best = actor(out.code(0));
      for (var i = 0; i < out.count(); i++) {
        var actor = actor(out.code(i));
        best = priority(actor) > priority(best) ? actor : best;
      }
      return best;
    }

    private long priority(int actor) {
      if (actor >= priorities.length) {
        priorities = Arrays.copyOf(priorities, actor * 2);
      }
      if (priorities[actor] == 0) {
        priorities[actor] = depth + 1 + prng.nextInt(Integer.MAX_VALUE - depth - 1);
      }
      return priorities[actor];
    }
  }

  /** The client of a choice, counted from 1; 0 is the environment. */
  static int actor(int code) {
    return Code.isNobodys(code) ? 0 : Code.client(code) + 1;
  }
}

package dev.interlace.engine.search;

import dev.interlace.engine.random.Prng;

/**
 * Independent executions in which the waiting step with the greatest random priority goes first, and those that depend on it draw again: closer to every
 * order of dependent steps being equally likely than a random walk, which spends itself on orders that do not matter.
 *
 * <p><b>Source:</b> Yuan, Yang and Gu, Partial order aware concurrency sampling (2018). Walks a {@link World} only.
 */
public record OrderSampling(long seed, int walks) implements Strategy {
  @Override
  public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
    if (!(space instanceof World<?, ?, ?, ?, ?> world)) {
      throw new IllegalArgumentException("orders are known of the steps of a world");
    }
    var sampling = new Sampling(space, budget, visitor);
    sampling.run(walks, 16, (number, each, out) ->
        Sampling.walk(each, budget.steps(), new Priorities(world, Prng.of(seed, number))::pick, out));
    return sampling.coverage("order sampling, seed " + seed, "sampled " + walks + (walks == 1 ? " execution" : " executions"));
  }

  private static final class Priorities {
    private final World<?, ?, ?, ?, ?> world;
    private final Prng prng;
    private final Moves moves = new Moves();
    /** By actor; 0 is to be drawn. */
    private final int[] priorities;

    Priorities(World<?, ?, ?, ?, ?> world, Prng prng) {
      this.world = world;
      this.prng = prng;
      priorities = new int[world.clientCount() + 1];
    }

    int pick(int[] state, Successors out) {
      world.describe(out, moves);
      var best = 0;
      for (var i = 0; i < moves.size(); i++) {
        var actor = moves.actors[i];
        if (priorities[actor] == 0) {
          priorities[actor] = 1 + prng.nextInt(Integer.MAX_VALUE - 1);
        }
        best = priorities[actor] > priorities[moves.actors[best]] ? i : best;
      }
      var outcomes = 0;
      for (var i = 0; i < moves.size(); i++) {
        outcomes += moves.actors[i] == moves.actors[best] ? 1 : 0;
      }
      var taken = nth(moves.actors[best], prng.nextInt(outcomes));
      drawAgain(taken);
      return taken;
    }

    private int nth(int actor, int number) {
      var left = number;
      for (var i = 0; ; i++) {
        if (moves.actors[i] == actor && left-- == 0) {
          return i;
        }
      }
    }

    private void drawAgain(int taken) {
      for (var i = 0; i < moves.size(); i++) {
        if (moves.actors[i] == moves.actors[taken] || moves.areDependent(i, moves, taken)) {
          priorities[moves.actors[i]] = 0;
        }
      }
    }
  }
}

package dev.interlace.engine.search;

import dev.interlace.engine.random.Prng;

/**
 * Independent executions, each step equally likely among the enabled ones. Never proves anything; finds what an exhaustive search
 * is too slow for.
 *
 * <p>It also tells how many executions there are about: the mean, over the walks, of the product of the numbers of choices (Knuth, Estimating
 * the efficiency of backtrack programs, 1975), with its standard error.
 */
public record RandomWalk(long seed, int walks) implements Strategy {
  @Override
  public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
    var sampling = new Sampling(space, budget, visitor);
    sampling.run(walks, 16, (number, each, out) -> {
      var prng = Prng.of(seed, number);
      Sampling.walk(each, budget.steps(), (state, successors) -> prng.nextInt(successors.count()), out);
    });
    var sampled = "sampled " + walks + (walks == 1 ? " execution" : " executions");
    return sampling.coverage("random walk, seed " + seed, sampled + sampling.estimate().inWords());
  }
}

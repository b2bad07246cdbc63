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
    var prng = new Prng(seed);
    var sampling = new Sampling(space, budget, visitor);
    var estimate = new Estimate();
    for (var i = 0; i < walks; i++) {
      estimate.begin();
      var goesOn = sampling.walk((state, out) -> {
        estimate.choice(out.count());
        return prng.nextInt(out.count());
      });
      if (!goesOn) {
        break;
      }
      estimate.end();
    }
    var sampled = "sampled " + walks + (walks == 1 ? " execution" : " executions");
    return sampling.coverage("random walk, seed " + seed, sampled + estimate.inWords());
  }
}

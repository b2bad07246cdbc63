package dev.interlace.engine.search;

import dev.interlace.engine.random.Prng;

/**
 * Independent executions, each step equally likely among the enabled ones. Never proves anything; finds what an exhaustive search
 * is too slow for.
 */
public record RandomWalk(long seed, int walks) implements Strategy {
  @Override
  public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
    var prng = new Prng(seed);
    var sampling = new Sampling(space, budget, visitor);
    for (var i = 0; i < walks && sampling.walk(prng::nextInt); i++) {}
    return sampling.coverage("random walk, seed " + seed, "sampled " + walks + (walks == 1 ? " execution" : " executions"));
  }
}

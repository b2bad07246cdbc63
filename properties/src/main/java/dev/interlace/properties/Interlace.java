package dev.interlace.properties;

import dev.interlace.engine.check.Checker;
import dev.interlace.properties.mutation.RedisMutations;

/** Checks scenarios. */
public final class Interlace {
  private Interlace() {}

  /** Searches every interleaving of {@code scenario}, and shrinks what it finds. */
  public static RedisReport check(RedisScenario scenario) {
    return check(scenario, Checker.REDUCED);
  }

  /** Searches {@code scenario} as {@code checker} says. */
  public static RedisReport check(RedisScenario scenario, Checker checker) {
    var system = scenario.system();
    return new RedisReport(scenario, checker.check(scenario.scenario(system), new RedisMutations()), system.warnings());
  }
}

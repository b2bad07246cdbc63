package dev.interlace.properties.gallery;

import dev.interlace.properties.RedisScenario;

/** Outcomes that a scenario must be able to have, so that what it shows is not shown by doing nothing. */
final class Reachable {
  private Reachable() {}

  static RedisScenario success(RedisScenario scenario) {
    return scenario.sometimesAtEnd("something gets done", (db, results) -> Reading.count(results, true) > 0);
  }

  static RedisScenario refusal(RedisScenario scenario) {
    return scenario.sometimesAtEnd("something is refused", (db, results) -> Reading.count(results, false) > 0);
  }

  static RedisScenario failure(RedisScenario scenario) {
    return scenario.sometimesAtEnd("somebody meets an error",
        (db, results) -> results.all().stream().anyMatch(each -> each.failure().isPresent()));
  }
}

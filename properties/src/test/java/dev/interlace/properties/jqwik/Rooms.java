package dev.interlace.properties.jqwik;

import dev.interlace.properties.RedisScenario;
import dev.interlace.properties.gallery.Gallery;

/** Programs of the gallery: as people write them, and repaired. */
final class Rooms {
  static final RedisScenario INCREMENT = scenario("P15/as-written-three");
  static final RedisScenario WATCHED_INCREMENT = scenario("P16/marked");
  static final RedisScenario DEDUCTION = scenario("P2/as-written");
  static final RedisScenario WATCHED_DEDUCTION = scenario("P2/watch-three");
  static final RedisScenario SCRIPTED_DEDUCTION = scenario("P2/script-three");
  static final RedisScenario TWO_BUYERS = scenario("P4/as-written");
  static final RedisScenario TRANSFER = scenario("P5/as-meant");

  private Rooms() {}

  private static RedisScenario scenario(String name) {
    return Gallery.exhibits().stream().filter(exhibit -> exhibit.name().equals(name)).findFirst().orElseThrow().scenario();
  }
}

package dev.interlace.properties.gallery;

import dev.interlace.properties.RedisScenario;
import java.util.List;

/**
 * One program under one set of circumstances, and what is to be found out about it.
 *
 * @param room such as {@code P2}; the programs of a room have one purpose
 * @param variant tells the exhibits of a room apart; letters, digits and dashes
 * @param title for people
 * @param violated the properties that do not hold, built-in ones among them, in the order of the report; every other one holds
 * @param why one sentence: the reason for the verdict
 */
public record Exhibit(String room, String variant, String title, RedisScenario scenario, List<String> violated, String why) {
  public Exhibit {
    violated = List.copyOf(violated);
  }

  /** An exhibit of which everything holds. */
  static Exhibit sound(String room, String variant, String title, RedisScenario scenario, String why) {
    return new Exhibit(room, variant, title, scenario, List.of(), why);
  }

  /** An exhibit of which exactly {@code violated} does not hold. */
  static Exhibit broken(String room, String variant, String title, RedisScenario scenario, String why, String... violated) {
    return new Exhibit(room, variant, title, scenario, List.of(violated), why);
  }

  /** Room and variant, such as {@code P2/as-written}. */
  public String name() {
    return room + "/" + variant;
  }

  /** Whether everything is expected to hold. */
  public boolean isSound() {
    return violated.isEmpty();
  }
}

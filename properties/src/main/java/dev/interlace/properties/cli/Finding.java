package dev.interlace.properties.cli;

import dev.interlace.engine.property.SelfCheck;
import dev.interlace.engine.property.Verdict.Certificate;
import dev.interlace.properties.gallery.Exhibit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on one property of one exhibit, with what it took.
 *
 * @param seconds of real time for all properties of the exhibit together, search and shrinking
 * @param trace where the counterexample was saved
 * @param confirmed what the real server said of it; empty if it was not asked, or there is nothing to ask
 * @param certificate what a verdict that it holds rests on
 * @param warnings what looks unwise in the exhibit, without being wrong
 */
record Finding(
    Exhibit exhibit,
    String property,
    Ruling ruling,
    String sentence,
    long states,
    long transitions,
    double seconds,
    Optional<Path> trace,
    Optional<Boolean> confirmed,
    Optional<Certificate> certificate,
    List<String> warnings) {
  /** The three answers. */
  enum Ruling {
    HOLDS("holds"),
    VIOLATED("violated"),
    UNDECIDED("undecided");

    private final String text;

    Ruling(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The same with what the real server said. */
  Finding confirmed(Optional<Boolean> answer) {
    return new Finding(exhibit, property, ruling, sentence, states, transitions, seconds, trace, answer, certificate, warnings);
  }

  /** The same, of an exhibit of which it was expected that it violates {@code violated}. */
  Finding expecting(List<String> violated) {
    var known = new Exhibit(exhibit.room(), exhibit.variant(), exhibit.title(), exhibit.scenario(), violated, exhibit.why());
    return new Finding(known, property, ruling, sentence, states, transitions, seconds, trace, confirmed, certificate, warnings);
  }

  /** Whether it holds, and no mutant of the scenario was seen to violate it. */
  boolean isVacuous() {
    return certificate.filter(each -> each.selfCheck() instanceof SelfCheck.Vacuous).isPresent();
  }

  /** Whether the gallery says so too, and the real server does not object. */
  boolean isExpected() {
    var expected = exhibit.violated().contains(property) ? Ruling.VIOLATED : Ruling.HOLDS;
    return ruling == expected && confirmed.orElse(true);
  }
}

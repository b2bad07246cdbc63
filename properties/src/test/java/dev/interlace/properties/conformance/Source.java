package dev.interlace.properties.conformance;

import dev.interlace.model.request.Command;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Something that commands are drawn from. */
interface Source {
  /**
   * Never by number: a number that overflowed in an earlier command of another family makes SORT fail (see {@code SortCommands}). ALPHA
   * stands twice because one may be lost.
   */
  List<String> SORTS =
      List.of(
          "SORT <key> ALPHA [ASC|DESC] [LIMIT <small> <small>] [STORE <key>] ALPHA",
          "SORT_RO <key> ALPHA [ASC|DESC] [GET #] ALPHA",
          "SORT <key> ALPHA BY nosort [DESC] STORE <key> ALPHA",
          "RPUSH <key> (1|2|3|4|10|-5|2.5|20|x)...");

  Command draw(Random random);

  /** What one sequence is drawn from: a part, perhaps, of all that there is. */
  default Source theme(Random random) {
    return this;
  }

  /**
   * The commands on keys of every family. Without scores of {@code -0}: SORT of a sorted set changes what becomes of the sign of one added
   * later (see {@code SortCommands}).
   */
  static Source everyFamily() {
    return oneOf(
        Stream.of(
                StringConformanceTest.TEMPLATES,
                GenericConformanceTest.TEMPLATES,
                HashConformanceTest.TEMPLATES,
                ListConformanceTest.TEMPLATES,
                SetConformanceTest.TEMPLATES,
                SortedSetConformanceTest.TEMPLATES,
                SortedSetConformanceTest.RANGES,
                SortedSetConformanceTest.ALGEBRA,
                SORTS)
            .map(lines -> templates(lines.stream().filter(line -> !line.contains("-0")).toList()))
            .toList());
  }

  /** @param lines see {@link Template} */
  static Source templates(List<String> lines) {
    return oneOf(lines.stream().map(Template::new).toList());
  }

  /** Draws from any of {@code sources}, each as often. */
  static Source oneOf(List<? extends Source> sources) {
    return random -> Places.pick(sources, random).draw(random);
  }
}

package dev.interlace.properties.cli;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.property.Verdict;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.RedisReport;
import dev.interlace.properties.gallery.Exhibit;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What reductions save in each room of the gallery: one line with everything on beside the same with everything off, searches alone. */
final class GalleryComparison {
  private static final long MOST_STATES = 1_000_000;
  private static final double NANOS_A_SECOND = 1e9;

  private final Checker checker;
  private final PrintWriter out;

  /** @param checker of each exhibit, but for its reductions */
  GalleryComparison(Checker checker, PrintWriter out) {
    this.checker = checker.withoutShrinking().withoutSelfCheck().with(checker.budget().withThreads(1).withStates(MOST_STATES));
    this.out = out;
  }

  /** @param isWhole whether every search came to its end */
  private record Cost(long states, long transitions, double seconds, boolean isWhole) {
    static final Cost NONE = new Cost(0, 0, 0, true);

    Cost plus(Cost other) {
      return new Cost(states + other.states, transitions + other.transitions, seconds + other.seconds, isWhole && other.isWhole);
    }

    String row() {
      return String.format(Locale.ROOT, "%12s %12s %8.2f s", (isWhole ? "" : ">") + states, (isWhole ? "" : ">") + transitions, seconds);
    }
  }

  /** Prints the table; whether both find the same wherever both came to an end. */
  boolean print(List<Exhibit> exhibits) {
    out.println(String.format(Locale.ROOT, "%-5s %35s     %35s", "", "with all reductions", "with nothing left out"));
    out.println(String.format(Locale.ROOT, "%-5s %12s %12s %9s     %12s %12s %9s", "room", "states", "transitions", "time", "states", "transitions", "time"));
    var reduced = Cost.NONE;
    var whole = Cost.NONE;
    var isSame = true;
    for (var room : exhibits.stream().map(Exhibit::room).distinct().toList()) {
      var roomReduced = Cost.NONE;
      var roomWhole = Cost.NONE;
      for (var exhibit : exhibits.stream().filter(each -> each.room().equals(room)).toList()) {
        search(exhibit, Checker.REDUCED); // else the first of the two would pay for Java's getting warm
        var before = search(exhibit, Checker.EXHAUSTIVE);
        var after = search(exhibit, Checker.REDUCED);
        roomWhole = roomWhole.plus(before.cost);
        roomReduced = roomReduced.plus(after.cost);
        if (before.cost.isWhole && after.cost.isWhole && !before.violated.equals(after.violated)) {
          isSame = false;
          out.println(exhibit.name() + " violates " + before.violated + ", but with reductions " + after.violated);
        }
      }
      line(room, roomReduced, roomWhole);
      reduced = reduced.plus(roomReduced);
      whole = whole.plus(roomWhole);
    }
    line("all", reduced, whole);
    return isSame;
  }

  private void line(String room, Cost reduced, Cost whole) {
    out.println(String.format(Locale.ROOT, "%-5s %s     %s", room, reduced.row(), whole.row()));
    out.flush();
  }

  private record Searched(Cost cost, List<String> violated) {}

  private Searched search(Exhibit exhibit, Checker reductions) {
    var start = System.nanoTime();
    var report = Interlace.check(exhibit.scenario(), checker.with(reductions.reductions()));
    var seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
    var coverage = report.coverage();
    return new Searched(new Cost(coverage.states(), coverage.transitions(), seconds, coverage.unfinished().isEmpty()), violated(report));
  }

  private static List<String> violated(RedisReport report) {
    return report.verdicts().stream().filter(each -> each.verdict() instanceof Verdict.Violated<?>).map(each -> each.property()).toList();
  }
}

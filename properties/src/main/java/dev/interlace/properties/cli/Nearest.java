package dev.interlace.properties.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that somebody who mistyped may have meant. */
final class Nearest {
  private static final int MOST = 5;

  private Nearest() {}

  /** At most {@value #MOST} of {@code known}, those first that take the fewest edits; ties in the order of {@code known}. */
  static List<String> to(String mistyped, List<String> known) {
    var wanted = mistyped.toLowerCase(Locale.ROOT);
    return known.stream()
        .sorted(Comparator.comparingInt(name -> edits(wanted, name.toLowerCase(Locale.ROOT))))
        .limit(MOST)
        .toList();
  }

  /** Levenshtein's distance. */
  private static int edits(String from, String to) {
    var row = new int[to.length() + 1];
    for (var j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (var i = 1; i <= from.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= to.length(); j++) {
        var substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}

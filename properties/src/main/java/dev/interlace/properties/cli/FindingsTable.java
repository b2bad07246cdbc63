package dev.interlace.properties.cli;

import dev.interlace.properties.cli.Finding.Ruling;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings for people: a line for all that holds of an exhibit, a line for each property that does not. */
final class FindingsTable {
  private static final List<String> HEAD = List.of("program", "property", "bound", "states", "time", "verdict", "trace");

  private final List<List<String>> rows = new ArrayList<>();

  private FindingsTable() {}

  /** @param isWhole whether properties that hold get a line each as well */
  static void print(List<Finding> findings, boolean isWhole, PrintWriter out) {
    var table = new FindingsTable();
    table.rows.add(HEAD);
    var from = 0;
    while (from < findings.size()) {
      var to = from;
      while (to < findings.size() && findings.get(to).exhibit().equals(findings.get(from).exhibit())) {
        to++;
      }
      table.add(findings.subList(from, to), isWhole);
      from = to;
    }
    table.print(out);
  }

  private void add(List<Finding> ofOne, boolean isWhole) {
    var first = ofOne.getFirst();
    var lines = new ArrayList<List<String>>();
    var holding = ofOne.stream().filter(finding -> finding.ruling() == Ruling.HOLDS && finding.isExpected()).toList();
    if (!isWhole && !holding.isEmpty()) {
      var what = holding.size() == ofOne.size() ? "all " + holding.size() + " properties" : holding.size() + " properties";
      lines.add(List.of(what, "holds", ""));
    }
    for (var finding : ofOne) {
      if (isWhole || !holding.contains(finding)) {
        lines.add(List.of(finding.property(), verdict(finding), finding.trace().map(Path::toString).orElse("")));
      }
    }
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var isFirst = i == 0;
      rows.add(List.of(
          isFirst ? first.exhibit().name() : "",
          line.get(0),
          isFirst ? bound(first) : "",
          isFirst ? String.format(Locale.ROOT, "%,d", first.states()) : "",
          isFirst ? String.format(Locale.ROOT, "%.2f s", first.seconds()) : "",
          line.get(1),
          line.get(2)));
    }
  }

  private static String verdict(Finding finding) {
    var confirmed = finding.confirmed().map(yes -> yes ? ", confirmed" : ", REFUTED by the server").orElse("");
    var isSurprise = !finding.isExpected() && finding.ruling() != Ruling.UNDECIDED; // that it is undecided says all
    return finding.ruling() + confirmed + (isSurprise ? " (not expected)" : "");
  }

  private static String bound(Finding finding) {
    var scenario = finding.exhibit().scenario();
    var clients = scenario.clients().size();
    var faults = scenario.faults().total();
    return clients + (clients == 1 ? " client" : " clients") + (faults == 0 ? "" : ", " + faults + (faults == 1 ? " fault" : " faults"));
  }

  private void print(PrintWriter out) {
    var widths = new int[HEAD.size()];
    for (var row : rows) {
      for (var i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (var r = 0; r < rows.size(); r++) {
      var line = new StringBuilder();
      for (var i = 0; i < widths.length; i++) {
        var cell = rows.get(r).get(i);
        var blanks = " ".repeat(widths[i] - cell.length());
        var isNumber = i == 3 || i == 4;
        line.append(isNumber ? blanks + cell : cell + blanks).append("  ");
      }
      out.println(line.toString().stripTrailing());
      if (r == 0) {
        out.println("-".repeat(line.toString().stripTrailing().length()));
      }
    }
  }
}

package dev.interlace.traces.render;

import dev.interlace.model.reply.ReplyText;
import dev.interlace.traces.format.KeyState;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A trace as text: what was violated, what was given, a column per client with time downwards and the changed keys at the right, what
 * came of it, and the line that replays it.
 */
public final class Diagram {
  private static final int WIDEST_COLUMN = 46;
  private static final int NARROWEST_COLUMN = 12;

  private final Trace trace;
  private final StringBuilder out = new StringBuilder();
  private final ScriptBodies scripts = new ScriptBodies();
  private final int[] widths;

  private Diagram(Trace trace) {
    this.trace = trace;
    widths = new int[trace.clients().size() + 1];
  }

  /**
   * The whole picture, lines ended by a line feed.
   *
   * @param replayLine what a person types to see it happen again; empty if the trace was not saved
   */
  public static String of(Trace trace, String replayLine) {
    return new Diagram(trace).render(replayLine);
  }

  private String render(String replayLine) {
    out.append(trace.scenario()).append(" violates \"").append(trace.property()).append("\"\n");
    out.append(trace.sentence()).append("\n\n");
    given();
    var rows = trace.steps().stream().map(this::row).toList();
    measure(rows);
    header();
    for (var i = 0; i < rows.size(); i++) {
      print(i + 1, rows.get(i));
    }
    out.append('\n');
    outcome();
    out.append(scripts.text());
    if (!replayLine.isEmpty()) {
      labelled("replay", replayLine);
    }
    return out.toString();
  }

  private void given() {
    for (var i = 0; i < trace.given().size(); i++) {
      labelled(i == 0 ? "given" : "", scripts.shown(trace.given().get(i)));
    }
    if (!trace.given().isEmpty()) {
      out.append('\n');
    }
  }

  private void outcome() {
    for (var client : trace.clients()) {
      labelled(client.name(), client.result());
    }
    var end = trace.end().stream().map(KeyState::toString).collect(Collectors.joining("\n"));
    var lines = end.isEmpty() ? List.of("no keys") : end.lines().toList();
    for (var i = 0; i < lines.size(); i++) {
      labelled(i == 0 ? "end" : "", lines.get(i));
    }
  }

  private void labelled(String label, String text) {
    var indent = Math.max(8, trace.clients().stream().mapToInt(client -> client.name().length()).max().orElse(0) + 2);
    out.append(label).append(" ".repeat(Math.max(1, indent - label.length()))).append(text).append('\n');
  }

  /** One step: a text in the column of its client, or across all of them. */
  private record Row(int column, String cell, String changed) {
    boolean isAcross() {
      return column < 0;
    }
  }

  private Row row(TraceStep step) {
    var changed = step.changed().stream().map(KeyState::toString).collect(Collectors.joining(", "));
    var client = step.client().map(this::column).orElse(-1);
    return new Row(client, client < 0 ? step.choice() : cell(step), changed);
  }

  private int column(String name) {
    for (var i = 0; i < trace.clients().size(); i++) {
      if (trace.clients().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("the trace has no client " + name);
  }

  private String cell(TraceStep step) {
    var request = step.request().map(scripts::shown).orElse("");
    return switch (step.fault()) {
      case CONNECTION_DROPPED -> request + " ✗ connection dropped before it ran";
      case REPLY_LOST -> request + " → " + step.reply().map(ReplyText::oneLine).orElse("") + " ✗ reply lost";
      case NONE -> request + step.reply().map(reply -> " → " + ReplyText.oneLine(reply)).orElse(" …");
    };
  }

  private void measure(List<Row> rows) {
    for (var i = 0; i < trace.clients().size(); i++) {
      widths[i] = Math.max(NARROWEST_COLUMN, trace.clients().get(i).name().length());
    }
    for (var row : rows) {
      if (!row.isAcross()) {
        widths[row.column] = Math.max(widths[row.column], Math.min(WIDEST_COLUMN, width(row.cell)));
      }
    }
    widths[widths.length - 1] = WIDEST_COLUMN;
  }

  private void header() {
    out.append("    ");
    trace.clients().forEach(client -> out.append(" │ ").append(padded(client.name(), widths[column(client.name())])));
    out.append(" │ changed\n");
    out.append("────");
    for (var i = 0; i < trace.clients().size(); i++) {
      out.append("─┼─").append("─".repeat(widths[i]));
    }
    out.append("─┼─").append("─".repeat(NARROWEST_COLUMN)).append('\n');
  }

  private void print(int number, Row row) {
    var changed = wrap(row.changed, WIDEST_COLUMN);
    if (row.isAcross()) {
      var whole = 3 * (trace.clients().size() - 1);
      for (var i = 0; i < trace.clients().size(); i++) {
        whole += widths[i];
      }
      line(number(number) + " │ " + padded("~~ " + row.cell + " ~~", whole) + " │ " + changed.getFirst());
      return;
    }
    var cell = wrap(row.cell, widths[row.column]);
    for (var i = 0; i < Math.max(cell.size(), changed.size()); i++) {
      var text = new StringBuilder(i == 0 ? number(number) : "    ");
      for (var column = 0; column < trace.clients().size(); column++) {
        var mine = column == row.column && i < cell.size() ? cell.get(i) : "";
        text.append(" │ ").append(padded(mine, widths[column]));
      }
      line(text.append(" │ ").append(i < changed.size() ? changed.get(i) : "").toString());
    }
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  private static String number(int number) {
    var digits = Integer.toString(number);
    return " ".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Lines of at most {@code width} characters, broken at blanks where there are any; continued lines are indented. */
  private static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    var rest = text;
    while (width(rest) > width) {
      var hard = rest.offsetByCodePoints(0, width);
      var blank = rest.lastIndexOf(' ', hard);
      var end = blank > width / 3 ? blank : hard;
      lines.add(rest.substring(0, end));
      rest = "  " + rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}

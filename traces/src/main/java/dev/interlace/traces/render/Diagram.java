package dev.interlace.traces.render;

import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import dev.interlace.traces.format.KeyState;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A trace as text: what was violated, what was given, a column per client with time downwards and the changed keys at the right, what
 * came of it, and the line that replays it.
 */
public final class Diagram {
  /** What all columns of clients may take together; a column is not made narrower than {@link #WIDEST_OF_MANY} for it. */
  private static final int WIDEST_CLIENTS = 138;
  private static final int WIDEST_OF_MANY = 24;
  private static final int WIDEST_COLUMN = 46;
  private static final int NARROWEST_COLUMN = 12;
  /** Of what stands above and below the columns. */
  private static final int WIDEST_LINE = 120;

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
    return of(trace, replayLine, "");
  }

  /** @param why the mistake in the program, for people; empty if nobody has said it */
  public static String of(Trace trace, String replayLine, String why) {
    return new Diagram(trace).render(replayLine, why);
  }

  private String render(String replayLine, String why) {
    out.append(trace.scenario()).append(" violates \"").append(trace.property()).append("\"\n");
    wrap(trace.sentence(), WIDEST_LINE).forEach(this::line);
    out.append('\n');
    given();
    var rows = IntStream.range(0, trace.steps().size()).mapToObj(this::row).toList();
    if (rows.isEmpty()) {
      line("before the first step");
    } else {
      measure(rows);
      header();
    }
    for (var i = 0; i < rows.size(); i++) {
      if (trace.repeatsFrom().equals(OptionalInt.of(i + 1))) {
        print(0, new Row(-1, "~~ from here on, for ever: ~~", List.of()));
      }
      print(i + 1, rows.get(i));
    }
    trace.repeatsFrom().ifPresent(first -> print(0, new Row(-1, "~~ and again from step " + first + " ~~", List.of())));
    out.append('\n');
    outcome();
    scripts.bodies().forEach((name, lines) -> {
      line(name);
      lines.forEach(text -> line(" ".repeat(indent()) + text));
    });
    if (!replayLine.isEmpty()) {
      labelled("replay", replayLine);
    }
    if (!why.isEmpty()) {
      labelled("why", wrap(why, WIDEST_LINE - indent()));
    }
    return out.toString();
  }

  private void given() {
    trace.start().configuration().forEach((name, value) -> labelled("server", name + " " + value));
    for (var i = 0; i < trace.given().size(); i++) {
      labelled(i == 0 ? "given" : "", scripts.shown(trace.given().get(i)));
    }
    if (!trace.given().isEmpty() || !trace.start().configuration().isEmpty()) {
      out.append('\n');
    }
  }

  private void outcome() {
    trace.clients().forEach(client -> labelled(client.name(), wrap(client.result(), WIDEST_LINE - indent())));
    var end = trace.end().stream().flatMap(key -> wrap(key.toString(), WIDEST_LINE - indent()).stream()).toList();
    labelled("end", end.isEmpty() ? List.of("no keys") : end);
  }

  private void labelled(String label, List<String> lines) {
    for (var i = 0; i < lines.size(); i++) {
      labelled(i == 0 ? label : "", lines.get(i));
    }
  }

  private void labelled(String label, String text) {
    line(label + " ".repeat(Math.max(1, indent() - label.length())) + text);
  }

  /** Where texts behind labels begin. */
  private int indent() {
    return Math.max(8, trace.clients().stream().mapToInt(client -> client.name().length()).max().orElse(0) + 2);
  }

  /** One step: a text in the column of its client, or across all of them; beside it lines that say what it changed. */
  private record Row(int column, String cell, List<String> changed) {
    boolean isAcross() {
      return column < 0;
    }
  }

  private Row row(int index) {
    var step = trace.steps().get(index);
    var changed = step.changed().stream().flatMap(key -> wrap(key.toString(), WIDEST_COLUMN).stream()).toList();
    var client = step.client().map(this::column).orElse(-1);
    return new Row(client, client < 0 ? "~~ " + step.choice() + " ~~" : cell(step, isGoingOn(index)), changed);
  }

  private int column(String name) {
    for (var i = 0; i < trace.clients().size(); i++) {
      if (trace.clients().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("the trace has no client " + name);
  }

  /** Whether the step ends what an earlier step of its client left waiting in the server. */
  private boolean isGoingOn(int index) {
    var step = trace.steps().get(index);
    for (var i = index - 1; i >= 0; i--) {
      var earlier = trace.steps().get(i);
      if (earlier.client().equals(step.client())) {
        return earlier.reply().isEmpty() && earlier.fault() == TraceStep.Fault.NONE && earlier.request().filter(Command.class::isInstance).isPresent();
      }
    }
    return false;
  }

  private String cell(TraceStep step, boolean isGoingOn) {
    var request = (isGoingOn ? "… " : "") + step.request().map(scripts::shown).orElse("");
    return switch (step.fault()) {
      case CONNECTION_DROPPED -> request + " ✗ connection dropped " + (isGoingOn ? "while it waited" : "before it ran");
      case REPLY_LOST -> request + " → " + step.reply().map(ReplyText::oneLine).orElse("") + " ✗ reply lost";
      case CONNECTION_GONE -> request + " ✗ connection gone";
      case NOT_ANSWERED -> request + " → " + step.reply().map(ReplyText::oneLine).orElse("") + " ✗ not answered";
      case PROCESS_CRASH, POWER_LOSS, NONE -> request + step.reply().map(reply -> " → " + ReplyText.oneLine(reply)).orElse(" …");
    };
  }

  private void measure(List<Row> rows) {
    var widest = Math.clamp(WIDEST_CLIENTS / Math.max(1, trace.clients().size()), WIDEST_OF_MANY, WIDEST_COLUMN);
    for (var i = 0; i < trace.clients().size(); i++) {
      widths[i] = Math.max(NARROWEST_COLUMN, trace.clients().get(i).name().length());
    }
    widths[changedColumn()] = NARROWEST_COLUMN;
    for (var row : rows) {
      if (row.isAcross()) {
        widths[changedColumn() - 1] += Math.max(0, width(row.cell) - clientsWidth());
      } else {
        widths[row.column] = Math.max(widths[row.column], Math.min(widest, width(row.cell)));
      }
      row.changed.forEach(line -> widths[changedColumn()] = Math.max(widths[changedColumn()], width(line)));
    }
  }

  /** From the first client's column to the last one's. */
  private int clientsWidth() {
    return Arrays.stream(widths, 0, changedColumn()).sum() + 3 * (changedColumn() - 1);
  }

  private int changedColumn() {
    return widths.length - 1;
  }

  private void header() {
    out.append("    ");
    trace.clients().forEach(client -> out.append(" │ ").append(padded(client.name(), widths[column(client.name())])));
    out.append(" │ changed\n");
    out.append("────");
    for (var i = 0; i < trace.clients().size(); i++) {
      out.append("─┼─").append("─".repeat(widths[i]));
    }
    out.append("─┼─").append("─".repeat(widths[changedColumn()])).append('\n');
  }

  private void print(int number, Row row) {
    var cell = row.isAcross() ? List.of(row.cell) : wrap(row.cell, widths[row.column]);
    for (var i = 0; i < Math.max(cell.size(), row.changed.size()); i++) {
      var text = i < cell.size() ? cell.get(i) : "";
      var changed = i < row.changed.size() ? row.changed.get(i) : "";
      var columns = row.isAcross() ? " │ " + padded(text, clientsWidth()) : inColumn(row.column, text);
      line((i == 0 && number > 0 ? number(number) : "    ") + columns + " │ " + changed);
    }
  }

  private String inColumn(int mine, String text) {
    var columns = new StringBuilder();
    for (var column = 0; column < trace.clients().size(); column++) {
      columns.append(" │ ").append(padded(column == mine ? text : "", widths[column]));
    }
    return columns.toString();
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

  /** Lines of at most {@code width} characters, broken at blanks where there are any; continued lines are indented. Never empty. */
  static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    for (var rest : text.split("\\R", -1)) {
      while (width(rest) > width) {
        var hard = rest.offsetByCodePoints(0, width);
        var blank = rest.lastIndexOf(' ', hard);
        var end = blank > width / 3 ? blank : hard;
        lines.add(rest.substring(0, end));
        rest = "  " + rest.substring(end).stripLeading();
      }
      lines.add(rest);
    }
    return lines;
  }
}

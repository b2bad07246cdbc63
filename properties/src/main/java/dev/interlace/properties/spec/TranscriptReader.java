package dev.interlace.properties.spec;

import dev.interlace.model.bytes.CommandLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the lines of one fenced block into steps; the grammar is told at {@link Chapter}. */
final class TranscriptReader {
  private static final Pattern PROMPT = Pattern.compile("([a-z][a-z0-9]*|)> ?(.*)");
  private static final Pattern PASS = Pattern.compile("-- (\\d+) (ms|s) pass");
  private static final Pattern RECEIVE = Pattern.compile("-- ([a-z][a-z0-9]*) receives");
  private static final Pattern DISCONNECT = Pattern.compile("-- ([a-z][a-z0-9]*) disconnects");

  private final String file;
  private final int firstLine;
  private final List<String> lines;
  private int next;

  /** @param firstLine the number, from 1, that {@code lines.getFirst()} has in the file */
  TranscriptReader(String file, int firstLine, List<String> lines) {
    this.file = file;
    this.firstLine = firstLine;
    this.lines = lines.stream().map(String::stripTrailing).toList();
  }

  List<Step> steps() {
    var steps = new ArrayList<Step>();
    while (next < lines.size()) {
      if (lines.get(next).isEmpty()) {
        next++;
      } else {
        steps.add(step());
      }
    }
    if (steps.isEmpty()) {
      throw malformed(firstLine, "an empty transcript shows nothing");
    }
    return steps;
  }

  private Step step() {
    var number = firstLine + next;
    var line = lines.get(next++);
    var prompt = PROMPT.matcher(line);
    if (prompt.matches()) {
      return command(number, prompt.group(1), prompt.group(2));
    }
    var pass = PASS.matcher(line);
    if (pass.matches()) {
      var amount = Integer.parseInt(pass.group(1));
      return new Step.Pass(number, line, pass.group(2).equals("ms") ? Duration.ofMillis(amount) : Duration.ofSeconds(amount));
    }
    var receive = RECEIVE.matcher(line);
    if (receive.matches()) {
      return new Step.Receive(number, line, receive.group(1), expectation(number));
    }
    var disconnect = DISCONNECT.matcher(line);
    if (disconnect.matches()) {
      return new Step.Disconnect(number, line, disconnect.group(1));
    }
    throw malformed(number, "neither a prompt nor a known '--' line: " + line);
  }

  private Step command(int number, String client, String firstPart) {
    var source = new StringBuilder(firstPart);
    while (next < lines.size() && lines.get(next).startsWith("...")) {
      source.append('\n').append(lines.get(next++).substring(3).replaceFirst("^ ", ""));
    }
    var words = CommandLine.parse(source.toString()).orElseThrow(() -> malformed(number, "a quote is not closed, or text follows it"));
    if (words.isEmpty()) {
      throw malformed(number, "no command after the prompt");
    }
    return new Step.Command(number, client + "> " + source, client, words, expectation(number));
  }

  /** The lines up to the next prompt or {@code --} line, without empty lines at the end. */
  private Expectation expectation(int number) {
    var first = next;
    while (next < lines.size() && !PROMPT.matcher(lines.get(next)).matches() && !lines.get(next).startsWith("-- ")) {
      next++;
    }
    var last = next;
    while (last > first && lines.get(last - 1).isEmpty()) {
      last--;
    }
    if (last == first) {
      throw malformed(number, "no expected reply; write (any) if any will do");
    }
    return new Expectation(lines.subList(first, last));
  }

  private MalformedSpec malformed(int line, String problem) {
    return new MalformedSpec(file, line, problem);
  }
}

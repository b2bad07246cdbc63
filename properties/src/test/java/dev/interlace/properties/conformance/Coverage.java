package dev.interlace.properties.conformance;

import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandInfo;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each command, and each option of its syntax, was compared: with success and with an error. */
final class Coverage {
  private final SortedMap<String, Counts> commands = new TreeMap<>();
  /** Of commands drawn and not answered yet. */
  private final Map<Command, Documented> open = new HashMap<>();
  private final Map<Command, List<String>> openOptions = new HashMap<>();

  private static final class Counts {
    private final SortedMap<String, long[]> options = new TreeMap<>();
    private final long[] all = new long[3];

    Counts(Documented documented) {
      documented.options().forEach(option -> options.put(option, new long[3]));
    }
  }

  /** Notes that the table must have this command. */
  void expect(Documented documented) {
    commands.computeIfAbsent(documented.name(), name -> new Counts(documented));
  }

  void drawn(Documented documented, Documented.Drawn drawn) {
    expect(documented);
    open.put(drawn.command(), documented);
    openOptions.put(drawn.command(), drawn.options());
  }

  /** @param replies what its client heard when it was sent; a queued command is counted apart, for it may yet do either */
  void compared(Command command, List<Reply> replies) {
    var name = Optional.ofNullable(open.get(command)).map(Documented::name).or(() -> CommandCatalog.find(command.words()).map(CommandInfo::name));
    if (name.isEmpty() || !commands.containsKey(name.get())) {
      return;
    }
    var outcome = replies.contains(Reply.QUEUED) || replies.isEmpty() && !isSilent(name.get()) ? 2 : replies.stream().anyMatch(Reply.Error.class::isInstance) ? 1 : 0;
    var counts = commands.get(name.get());
    counts.all[outcome]++;
    openOptions.getOrDefault(command, List.of()).forEach(option -> counts.options.get(option)[outcome]++);
  }

  /** Whether silence is success; else it means that the client waits. */
  private static boolean isSilent(String name) {
    return name.equals("client|reply");
  }

  /** Forgets what was drawn and is not compared again. */
  void close() {
    open.clear();
    openOptions.clear();
  }

  /** Commands and options that never succeeded, by name. */
  List<String> missing() {
    var missing = new ArrayList<String>();
    commands.forEach((name, counts) -> {
      if (counts.all[0] == 0) {
        missing.add(name);
      }
      counts.options.forEach((option, outcomes) -> {
        if (outcomes[0] == 0) {
          missing.add(name + ": " + option);
        }
      });
    });
    return missing;
  }

  /** A line for each command: how often with success, with an error and neither yet (queued, blocked); then the same of each option. */
  @Override
  public String toString() {
    var table = new StringBuilder();
    commands.forEach((name, counts) -> {
      table.append(name).append(' ').append(text(counts.all));
      counts.options.forEach((option, outcomes) -> table.append(" · ").append(option).append(' ').append(text(outcomes)));
      table.append('\n');
    });
    return table.toString();
  }

  private static String text(long[] outcomes) {
    return outcomes[0] + "/" + outcomes[1] + "/" + outcomes[2];
  }
}

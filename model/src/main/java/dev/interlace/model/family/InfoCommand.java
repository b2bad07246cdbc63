package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.telemetry.InfoTemplate;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** INFO. <b>Source:</b> {@code genInfoSectionDict}, {@code genRedisInfoString} in {@code server.c} of Redis 7.0. */
public final class InfoCommand {
  public static final List<CommandSpec> TABLE = List.of(connection("info", InfoCommand::info));

  /** What is shown only if asked for. */
  private static final List<String> EXTRA = List.of("commandstats", "latencystats");

  private InfoCommand() {}

  private static Reply info(Call call, Connection connection) {
    connection.host().telemetry(call);
    var asked = asked(call);
    var fields = new InfoFields(connection, call);
    var text = new StringBuilder();
    for (var section : InfoTemplate.sections()) {
      if (asked.contains(section.name().toLowerCase(Locale.ROOT))) {
        text.append(text.isEmpty() ? "" : "\r\n").append("# ").append(section.name()).append("\r\n");
        section.fields().forEach((name, value) -> text.append(name).append(':').append(fields.values().getOrDefault(name, value)).append("\r\n"));
        fields.lines(section.name()).forEach(line -> text.append(line).append("\r\n"));
      }
    }
    return new Reply.Verbatim("txt", Bytes.latin1(text.toString()));
  }

  private static SortedSet<String> asked(Call call) {
    var all = InfoTemplate.sections().stream().map(section -> section.name().toLowerCase(Locale.ROOT)).toList();
    var usual = all.stream().filter(name -> !EXTRA.contains(name)).toList();
    var asked = new TreeSet<String>(call.size() == 1 ? usual : List.of());
    for (var word : call.words().subList(1, call.size())) {
      switch (word.toLowerCase()) {
        case "all", "everything" -> asked.addAll(all);
        case "default" -> asked.addAll(usual);
        default -> asked.add(word.toLowerCase());
      }
    }
    return asked;
  }
}

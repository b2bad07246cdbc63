package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.traces.oracle.OracleConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Writes what COMMAND, COMMAND DOCS and the HELP of every container of a real server answer into the files that the model reads. */
final class CommandRecorder {
  private static final Path FOLDER = Path.of("../model/src/main/resources/dev/interlace/model/command");

  /**
   * What COMMAND does not tell: these wait while CLIENT PAUSE … WRITE holds, though they are no write commands (tried out), and those
   * answer at first that a setting forbids them.
   */
  private static final List<String> MAY_REPLICATE = List.of("eval", "evalsha", "fcall", "pfcount", "publish", "spublish");

  private static final List<String> PROTECTED = List.of("debug", "module|load", "module|loadex", "module|unload");

  private CommandRecorder() {}

  /** @param server speaks RESP3 and allows DEBUG */
  static void record(OracleConnection server) {
    var blocks = new TreeMap<String, String>();
    collect(server.call("COMMAND"), blocks);
    var docs = server.call("COMMAND", "DOCS");
    write("commands.txt", String.join("", blocks.values()));
    var entries = new TreeMap<String, String>();
    for (var pair : pairs(docs)) {
      var entry = new StringBuilder(text(pair.key())).append('\n');
      documented(pair.value(), "  ", entry);
      entries.put(text(pair.key()), entry.toString());
    }
    write("docs.txt", String.join("", entries.values()));
    var help = new StringBuilder();
    for (var name : blocks.keySet()) {
      if ((name.equals("debug") || blocks.containsKey(name + "|help")) && server.call(name, "help") instanceof Reply.Array(var lines)) {
        help.append(name).append('\n');
        lines.forEach(line -> help.append("  ").append(text(line)).append('\n'));
      }
    }
    write("help.txt", help.toString());
  }

  private static void write(String file, String content) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(file), content, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(Reply commands, TreeMap<String, String> blocks) {
    for (var command : items(commands)) {
      var parts = items(command);
      var name = text(parts.getFirst());
      var block = new StringBuilder(name);
      List.of(1, 3, 4, 5).forEach(i -> block.append(' ').append(text(parts.get(i))));
      block.append('\n');
      var flags = new ArrayList<>(words(parts.get(2)));
      if (MAY_REPLICATE.contains(name)) {
        flags.add("may_replicate");
      }
      if (PROTECTED.contains(name)) {
        flags.add("protected");
      }
      line("flags", flags, block);
      line("categories", words(parts.get(6)).stream().map(word -> word.substring(1)).toList(), block);
      line("tips", words(parts.get(7)), block);
      items(parts.get(8)).forEach(spec -> block.append("  key ").append(keySpec(spec)).append('\n'));
      blocks.put(name, block.toString());
      collect(parts.get(9), blocks);
    }
  }

  private static void line(String field, List<String> words, StringBuilder block) {
    if (!words.isEmpty()) {
      block.append("  ").append(field).append(' ').append(String.join(" ", words)).append('\n');
    }
  }

  private static String keySpec(Reply spec) {
    var parts = new ArrayList<>(List.of(String.join(" ", words(field("flags", spec)))));
    for (var part : List.of("begin_search", "find_keys")) {
      var words = new ArrayList<>(List.of(text(field("type", field(part, spec)))));
      pairs(field("spec", field(part, spec))).forEach(pair -> words.add(text(pair.value())));
      parts.add(String.join(" ", words));
    }
    pairs(spec).stream().filter(pair -> text(pair.key()).equals("notes")).forEach(pair -> parts.add(text(pair.value())));
    return String.join(" | ", parts);
  }

  private static void documented(Reply fields, String indent, StringBuilder out) {
    for (var pair : pairs(fields)) {
      var field = text(pair.key());
      switch (field) {
        case "history" -> items(pair.value()).forEach(each -> out.append(indent).append("history ").append(String.join(" ", words(each))).append('\n'));
        case "arguments" -> items(pair.value()).forEach(each -> argument(each, indent, out));
        case "subcommands" -> {
          var sorted = new TreeMap<String, Reply>();
          pairs(pair.value()).forEach(each -> sorted.put(text(each.key()), each.value()));
          sorted.forEach((name, more) -> {
            out.append(indent).append("subcommand ").append(name).append('\n');
            documented(more, indent + "  ", out);
          });
        }
        case "flags", "doc_flags" -> out.append(indent).append(field).append(' ').append(String.join(" ", words(pair.value()))).append('\n');
        default -> out.append(indent).append(field).append(' ').append(text(pair.value())).append('\n');
      }
    }
  }

  private static void argument(Reply argument, String indent, StringBuilder out) {
    out.append(indent).append("argument ").append(text(field("type", argument))).append(' ').append(text(field("name", argument))).append('\n');
    documented(new Reply.MapReply(pairs(argument).subList(2, pairs(argument).size())), indent + "  ", out);
  }

  private static Reply field(String name, Reply map) {
    return pairs(map).stream().filter(pair -> text(pair.key()).equals(name)).findFirst().orElseThrow().value();
  }

  private static List<Reply.Pair> pairs(Reply reply) {
    return ((Reply.MapReply) reply).pairs();
  }

  private static List<String> words(Reply reply) {
    return items(reply).stream().map(CommandRecorder::text).toList();
  }

  private static List<Reply> items(Reply reply) {
    return switch (reply) {
      case Reply.Array(var items) -> items;
      case Reply.SetReply(var items) -> items;
      default -> throw new IllegalArgumentException("neither array nor set: " + reply);
    };
  }

  private static String text(Reply reply) {
    return switch (reply) {
      case Reply.Bulk(Bytes value) -> value.toLatin1();
      case Reply.Simple(Bytes value) -> value.toLatin1();
      case Reply.Int(var value) -> Long.toString(value);
      default -> throw new IllegalArgumentException("no text: " + reply);
    };
  }
}

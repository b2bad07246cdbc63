package dev.interlace.model.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What COMMAND DOCS answers of each command, as {@code docs.txt} records it; read when first asked for.
 *
 * <p>A line is a field and its text; what belongs to it is indented by two more. Fields stand in the order of the answer. The lines
 * {@code history}, {@code argument} (its type and name) and {@code subcommand} repeat. For recording anew see {@link CommandCatalog}.
 */
public final class CommandDocs {
  private static final int INDENT = 2;

  private final List<String> lines;
  private final Map<String, Reply> byName = new HashMap<>();
  private int at;

  private CommandDocs(List<String> lines) {
    this.lines = lines;
  }

  private static final class Recorded {
    private static final Map<String, Reply> BY_NAME = new CommandDocs(List.of(CommandCatalog.resource("docs.txt").split("\n"))).read();
  }

  /** @param name of a command or subcommand that Redis has */
  public static Reply of(String name) {
    return Recorded.BY_NAME.get(name);
  }

  private Map<String, Reply> read() {
    while (at < lines.size()) {
      byName.put(lines.get(at++), fields(INDENT));
    }
    return byName;
  }

  /** The lines that stand {@code indent} deep from here on. */
  private Reply fields(int indent) {
    var pairs = new ArrayList<Pair>();
    while (isAt(indent)) {
      switch (field(indent)) {
        case "history" -> pairs.add(pair("history", new Reply.SetReply(all("history", indent))));
        case "argument" -> pairs.add(pair("arguments", new Reply.Array(all("argument", indent))));
        case "subcommand" -> pairs.add(pair("subcommands", subcommands(indent)));
        case "flags", "doc_flags" -> pairs.add(pair(field(indent), statuses(rest(indent))));
        case "key_spec_index" -> pairs.add(pair(field(indent), Reply.of(Integer.parseInt(rest(indent)))));
        default -> pairs.add(pair(field(indent), bulk(rest(indent))));
      }
    }
    return new Reply.MapReply(pairs);
  }

  private List<Reply> all(String field, int indent) {
    var items = new ArrayList<Reply>();
    while (isAt(indent) && field(indent).equals(field)) {
      var words = rest(indent).split(" ", 2);
      items.add(field.equals("argument") ? argument(words, indent) : new Reply.Array(List.of(bulk(words[0]), bulk(words[1]))));
    }
    return items;
  }

  private Reply argument(String[] typeAndName, int indent) {
    var pairs = new ArrayList<>(List.of(pair("name", bulk(typeAndName[1])), pair("type", bulk(typeAndName[0]))));
    if (fields(indent + INDENT) instanceof Reply.MapReply(var more)) {
      pairs.addAll(more);
    }
    return new Reply.MapReply(pairs);
  }

  private Reply subcommands(int indent) {
    var pairs = new ArrayList<Pair>();
    while (isAt(indent) && field(indent).equals("subcommand")) {
      var name = rest(indent);
      var subcommand = fields(indent + INDENT);
      byName.put(name, subcommand);
      pairs.add(pair(name, subcommand));
    }
    return new Reply.MapReply(pairs);
  }

  private boolean isAt(int indent) {
    return at < lines.size() && lines.get(at).startsWith(" ".repeat(indent)) && lines.get(at).charAt(indent) != ' ';
  }

  private String field(int indent) {
    return lines.get(at).substring(indent, lines.get(at).indexOf(' ', indent));
  }

  /** What follows the field; goes on to the next line. */
  private String rest(int indent) {
    var line = lines.get(at++);
    return line.substring(line.indexOf(' ', indent) + 1);
  }

  private static Reply statuses(String words) {
    return new Reply.SetReply(List.of(words.split(" ")).stream().<Reply>map(word -> new Reply.Simple(Bytes.of(word))).toList());
  }

  private static Pair pair(String key, Reply value) {
    return new Pair(bulk(key), value);
  }

  private static Reply bulk(String text) {
    return new Reply.Bulk(Bytes.latin1(text));
  }
}

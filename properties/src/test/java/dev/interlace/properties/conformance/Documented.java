package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandDocs;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One command drawn from its argument tree, as COMMAND DOCS tells it: every option is drawn now and then, alone and with others.
 *
 * <p>What no tree tells (how many keys {@code numkeys} announces, which numbers lie near a limit) is up to {@link Arguments}.
 */
final class Documented {
  private final String name;
  private final List<Argument> arguments;

  /** @param name of a command or subcommand that Redis has */
  Documented(String name) {
    this.name = name;
    var isWhole = Arguments.whole(name).isPresent();
    this.arguments = isWhole ? List.of() : list(CommandDocs.of(name), "arguments").stream().map(each -> Argument.of(each, "")).toList();
  }

  /**
   * A node of the tree.
   *
   * @param path the names from the root, with blanks between
   */
  private record Argument(
      String path, String name, String type, Optional<String> token, boolean isOptional, boolean isMultiple, boolean repeatsToken,
      List<Argument> parts) {
    static Argument of(Reply node, String above) {
      var name = text(node, "name").orElseThrow();
      var path = (above + " " + name).strip();
      var flags = list(node, "flags").toString();
      return new Argument(
          path,
          name,
          text(node, "type").orElseThrow(),
          text(node, "token"),
          flags.contains("optional"),
          flags.contains("multiple]") || flags.contains("multiple,"),
          flags.contains("multiple_token"),
          list(node, "arguments").stream().map(part -> of(part, path)).toList());
    }

    /** Whether it is there only if the client wants it: what a table of options should show. */
    boolean isChoice() {
      return isOptional || type.equals("pure-token");
    }
  }

  /**
   * What was drawn.
   *
   * @param options the paths of the options in it
   */
  record Drawn(Command command, List<String> options) {}

  String name() {
    return name;
  }

  /** Every path that a drawn command may hold as an option. */
  List<String> options() {
    var paths = new ArrayList<String>();
    arguments.forEach(argument -> collect(argument, paths));
    return paths;
  }

  private static void collect(Argument argument, List<String> paths) {
    if (argument.isChoice()) {
      paths.add(argument.path);
    }
    argument.parts.forEach(part -> collect(part, paths));
  }

  Drawn draw(Random random) {
    var whole = Arguments.whole(name);
    if (whole.isPresent()) {
      return new Drawn(whole.get().draw(random), List.of());
    }
    var drawing = new Drawing(random);
    drawing.words.addAll(List.of(name.split("\\|")));
    arguments.forEach(drawing::fill);
    drawing.announceKeys();
    return new Drawn(new Command(drawing.words.stream().map(Bytes::latin1).toList()), drawing.options);
  }

  private final class Drawing {
    private final Random random;
    private final List<String> words = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private int numkeysAt = -1;
    private int keys;
    private int streams;

    Drawing(Random random) {
      this.random = random;
    }

    private void fill(Argument argument) {
      if (argument.isOptional && random.nextInt(5) > 1) {
        return;
      }
      if (argument.isChoice()) {
        options.add(argument.path);
      }
      for (var times = argument.isMultiple ? times(argument) : 1; times > 0; times--) {
        argument.token.filter(token -> argument.repeatsToken || !isRepeated(argument, token)).ifPresent(words::add);
        content(argument);
      }
    }

    /** As many IDs as streams, as a rule. */
    private int times(Argument argument) {
      if (argument.path.equals("streams id") && random.nextInt(12) > 0) {
        return streams;
      }
      var times = random.nextInt(2) * random.nextInt(3) + 1;
      streams = argument.path.equals("streams key") ? times : streams;
      return times;
    }

    private boolean isRepeated(Argument argument, String token) {
      return argument.isMultiple && !argument.repeatsToken && words.contains(token);
    }

    private void content(Argument argument) {
      switch (argument.type) {
        case "pure-token" -> { }
        case "oneof" -> fill(argument.parts.get(random.nextInt(argument.parts.size())));
        case "block" -> argument.parts.forEach(this::fill);
        default -> {
          if (argument.name.equals("numkeys")) {
            numkeysAt = words.size();
          } else if (numkeysAt >= 0 && argument.type.equals("key")) {
            keys++;
          }
          words.add(Arguments.value(name, argument.path, argument.type, random));
        }
      }
    }

    private void announceKeys() {
      if (numkeysAt >= 0 && random.nextInt(12) > 0) {
        words.set(numkeysAt, Integer.toString(keys));
      }
    }
  }

  private static List<Reply> list(Reply node, String field) {
    return switch (find(node, field).orElse(Reply.EMPTY_ARRAY)) {
      case Reply.Array(var items) -> items;
      case Reply.SetReply(var items) -> items;
      default -> throw new IllegalStateException(field + " is no list");
    };
  }

  private static Optional<String> text(Reply node, String field) {
    return find(node, field).map(value -> ((Reply.Bulk) value).value().toLatin1());
  }

  private static Optional<Reply> find(Reply node, String field) {
    return ((Reply.MapReply) node).pairs().stream().filter(pair -> pair.key().equals(Reply.bulk(field))).map(Reply.Pair::value).findFirst();
  }
}

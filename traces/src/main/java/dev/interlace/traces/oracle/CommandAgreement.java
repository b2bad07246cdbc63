package dev.interlace.traces.oracle;

import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether two answers of COMMAND say the same: a server keeps commands, and the subcommands of each, in hash tables. */
final class CommandAgreement {
  private static final Comparator<Reply> BY_TEXT = Comparator.comparing(Reply::toString);
  private static final int PARTS_OF_A_COMMAND = 10;

  private CommandAgreement() {}

  static boolean agree(Command command, Reply expected, Reply actual) {
    var isList = command.words().size() > 1 && command.words().get(1).equalsIgnoreCase("list");
    return isList ? sorted(expected).equals(sorted(actual)) : ordered(expected).equals(ordered(actual));
  }

  private static Reply sorted(Reply reply) {
    return reply instanceof Reply.Array(var items) ? new Reply.Array(items.stream().sorted(BY_TEXT).toList()) : reply;
  }

  private static Reply ordered(Reply reply) {
    return switch (reply) {
      case Reply.Array(var items) when items.stream().anyMatch(CommandAgreement::isCommand) -> sorted(each(items));
      case Reply.Array(var items) when isDocumentation(items) -> sorted(new Reply.Array(pairs(items)));
      case Reply.Array(var items) -> each(items);
      case Reply.MapReply(var pairs) -> {
        var ordered = pairs.stream().map(pair -> new Reply.Pair(pair.key(), ordered(pair.value())));
        var isDocumentation = !pairs.isEmpty() && pairs.getFirst().value() instanceof Reply.MapReply;
        yield new Reply.MapReply((isDocumentation ? ordered.sorted(Comparator.comparing(Reply.Pair::toString)) : ordered).toList());
      }
      default -> reply;
    };
  }

  private static Reply.Array each(List<Reply> items) {
    return new Reply.Array(items.stream().map(CommandAgreement::ordered).toList());
  }

  private static boolean isCommand(Reply reply) {
    return reply instanceof Reply.Array(var parts) && parts.size() == PARTS_OF_A_COMMAND && parts.get(1) instanceof Reply.Int;
  }

  /** In RESP2 names and what is said of them alternate. */
  private static boolean isDocumentation(List<Reply> items) {
    return items.size() > 1 && items.get(1) instanceof Reply.Array(var fields) && !fields.isEmpty()
        && fields.getFirst().equals(Reply.bulk("summary"));
  }

  private static List<Reply> pairs(List<Reply> items) {
    var pairs = new ArrayList<Reply>();
    for (var i = 0; i < items.size(); i += 2) {
      pairs.add(new Reply.Array(List.of(items.get(i), ordered(items.get(i + 1)))));
    }
    return pairs;
  }
}

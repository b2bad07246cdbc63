package dev.interlace.model.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the HELP of each container answers, as {@code help.txt} records it; for recording anew see {@link CommandCatalog}. */
public final class CommandHelp {
  private CommandHelp() {}

  private static final class Recorded {
    private static final Map<String, Reply> BY_CONTAINER = read();
  }

  /** Who has a recorded HELP, in lower case and in order. */
  public static List<String> containers() {
    return List.copyOf(Recorded.BY_CONTAINER.keySet());
  }

  /** @param container one of {@link #containers()} */
  public static Reply of(String container) {
    return Recorded.BY_CONTAINER.get(container);
  }

  /** A line that is not indented names the container; the lines of its answer follow, indented by two. */
  private static Map<String, Reply> read() {
    var lines = new TreeMap<String, List<Reply>>();
    var container = "";
    for (var line : CommandCatalog.resource("help.txt").split("\n")) {
      if (line.startsWith("  ")) {
        lines.get(container).add(new Reply.Simple(Bytes.latin1(line.substring(2))));
      } else {
        container = line;
        lines.put(container, new ArrayList<>());
      }
    }
    var replies = new TreeMap<String, Reply>();
    lines.forEach((name, text) -> replies.put(name, new Reply.Array(text)));
    return replies;
  }
}

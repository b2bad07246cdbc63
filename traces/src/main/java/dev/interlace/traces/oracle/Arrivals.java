package dev.interlace.traces.oracle;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one connection received after one another, brought into a form in which two servers that did the same are equal: the copies of a
 * message for several patterns, and the channels of an UNSUBSCRIBE without arguments, come in no promised order, and a line of MONITOR
 * tells a time and a port, and ids of clients are each server's own.
 */
public final class Arrivals {
  private static final Pattern MONITOR_LINE = Pattern.compile("[0-9]+\\.[0-9]{6} \\[([0-9]+) ([^]]*)] (.*)", Pattern.DOTALL);

  private static final Pattern OF_CLIENTS = Pattern.compile("\"client\"", Pattern.CASE_INSENSITIVE);

  private Arrivals() {}

  /** @param replies as received */
  public static List<Reply> arranged(List<Reply> replies) {
    var arranged = new ArrayList<Reply>();
    for (var i = 0; i < replies.size(); ) {
      var end = i + 1;
      while (end < replies.size() && isExchangeable(replies.get(i), replies.get(end))) {
        end++;
      }
      arranged.addAll(arrangedRun(replies.subList(i, end)));
      i = end;
    }
    return arranged;
  }

  private static List<Reply> arrangedRun(List<Reply> run) {
    if (run.size() == 1) {
      return List.of(line(run.getFirst()));
    }
    return switch (kind(run.getFirst())) {
      case "pmessage" -> run.stream().sorted(Comparator.comparing(reply -> word(reply, 1))).toList();
      default -> renamed(run);
    };
  }

  private static boolean isExchangeable(Reply one, Reply other) {
    var kind = kind(one);
    return kind.equals(kind(other)) && switch (kind) {
      case "pmessage" -> items(one).subList(2, 4).equals(items(other).subList(2, 4));
      case "unsubscribe", "sunsubscribe" -> true;
      default -> false;
    };
  }

  /** The counts stay where they are, the names are sorted. */
  private static List<Reply> renamed(List<Reply> run) {
    var names = run.stream().sorted(Comparator.comparing(reply -> word(reply, 1))).map(reply -> items(reply).get(1)).toList();
    var renamed = new ArrayList<Reply>();
    for (var i = 0; i < run.size(); i++) {
      var items = new ArrayList<>(items(run.get(i)));
      items.set(1, names.get(i));
      renamed.add(run.get(i) instanceof Reply.Push ? new Reply.Push(items) : new Reply.Array(items));
    }
    return renamed;
  }

  private static Reply line(Reply reply) {
    if (reply instanceof Reply.Push(var items) && items.getFirst().equals(Reply.bulk("tracking-redir-broken"))) {
      return new Reply.Push(List.of(items.getFirst(), Reply.bulk("(id)")));
    }
    if (items(reply).size() > 1 && items(reply).getFirst().equals(Reply.bulk("server"))) {
      return Agreement.withoutId(reply); // HELLO, behind the array of EXEC
    }
    if (ServerAgreement.isReport(reply)) {
      return ServerAgreement.withoutMachine(reply); // INFO or CLIENT LIST, behind the array of EXEC
    }
    return monitored(reply);
  }

  /** The same without what a line of MONITOR tells of time and place; within EXEC a monitor hears it in the array of the replies. */
  private static Reply monitored(Reply reply) {
    if (reply instanceof Reply.Array(var items)) {
      return new Reply.Array(items.stream().map(Arrivals::monitored).toList());
    }
    if (reply instanceof Reply.Simple(var text)) {
      var matcher = MONITOR_LINE.matcher(text.toLatin1());
      if (matcher.matches()) {
        var from = matcher.group(2).equals("lua") ? "lua" : "client";
        return new Reply.Simple(Bytes.latin1("(time) [" + matcher.group(1) + " " + from + "] " + withoutIds(matcher.group(3))));
      }
    }
    return reply;
  }

  /** Of clients, which only CLIENT is told. */
  private static String withoutIds(String command) {
    return OF_CLIENTS.matcher(command).find() ? command.replaceAll("\"[0-9]+\"", "(id)") : command;
  }

  private static List<Reply> items(Reply reply) {
    return switch (reply) {
      case Reply.Push(var items) -> items;
      case Reply.Array(var items) -> items;
      default -> List.of();
    };
  }

  private static String kind(Reply reply) {
    return items(reply).size() >= 3 ? word(reply, 0).toLatin1() : "";
  }

  private static Bytes word(Reply reply, int index) {
    return items(reply).get(index) instanceof Reply.Bulk(var text) ? text : Bytes.EMPTY;
  }
}

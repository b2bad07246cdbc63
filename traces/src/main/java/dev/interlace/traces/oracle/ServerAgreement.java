package dev.interlace.traces.oracle;

import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether two replies about the server itself say the same, but for what belongs to a machine or a moment: memory, buffers, addresses,
 * counters, durations; and but for the order of hash tables.
 */
final class ServerAgreement {
  private static final Pattern OF_A_MACHINE =
      Pattern.compile("(^| )(id|addr|laddr|fd|age|idle|qbuf|qbuf-free|argv-mem|multi-mem|rbs|rbp|obl|oll|omem|tot-mem|events|cmd|redir)=[^ ]*");
  private static final Pattern EXACT_FIELD =
      Pattern.compile("(redis_mode|redis_version|role|blocked_clients|tracking_clients|pubsub_channels|pubsub_patterns|maxmemory_policy|loading|db[0-9]+):.*");
  private static final Pattern COUNTED = Pattern.compile("(cmdstat|errorstat|latency_percentiles_usec)_.*");
  /** Which dots a character has, and which colour. */
  private static final Pattern DRAWN = Pattern.compile("(?<=\u00e2)[\u00a0-\u00a3][\u0080-\u00bf]|(?<=\u001b\\[)[0-9;]+(?=m )");
  private static final Pattern OF_AN_OBJECT = Pattern.compile("( at:0x[0-9a-f]*| lru:[0-9]*| lru_seconds_idle:[0-9]*)");

  private ServerAgreement() {}

  /** Empty if {@code command} is not about the server. */
  static Optional<Boolean> agree(Command command, Reply expected, Reply actual) {
    var words = command.words();
    var name = command.name().toLowerCase() + (words.size() > 1 ? " " + words.get(1).toLowerCase() : "");
    return switch (name) {
      case "client list", "client info" -> Optional.of(clients(expected).equals(clients(actual)));
      case "object freq", "object idletime", "lastsave", "memory usage", "slowlog len", "slowlog get", "latency histogram", "memory doctor" ->
          Optional.of(expected.equals(actual) || isOfOneKind(expected, actual));
      case "lolwut version" -> Optional.of(without(DRAWN, text(expected)).equals(without(DRAWN, text(actual))));
      case "debug object" -> Optional.of(without(OF_AN_OBJECT, text(expected)).equals(without(OF_AN_OBJECT, text(actual))));
      case "config get" -> Optional.of(sortedPairs(expected).equals(sortedPairs(actual)));
      case "function list" -> Optional.of(sortedDeeply(expected).equals(sortedDeeply(actual)));
      case "function dump" -> Optional.of(expected.equals(actual) || text(expected).length() == text(actual).length());
      default -> name.startsWith("info") ? Optional.of(info(expected).equals(info(actual))) : Optional.empty();
    };
  }

  /** Whether it looks as what INFO, CLIENT LIST or CLIENT INFO answers. */
  static boolean isReport(Reply reply) {
    return (reply instanceof Reply.Bulk || reply instanceof Reply.Verbatim) && (text(reply).startsWith("# ") || text(reply).startsWith("id="));
  }

  /** Whether both are such reports and agree, whoever asked for them. */
  static boolean agreeAsReports(Reply expected, Reply actual) {
    return isReport(expected) && isReport(actual) && withoutMachine(expected).equals(withoutMachine(actual));
  }

  /** Such a report, as far as two servers agree on it. */
  static Reply withoutMachine(Reply report) {
    return Reply.bulk(String.join("\n", text(report).startsWith("id=") ? clients(report) : info(report)));
  }

  private static boolean isOfOneKind(Reply expected, Reply actual) {
    return !(expected instanceof Reply.Error) && !expected.equals(Reply.NIL) && expected.getClass() == actual.getClass();
  }

  private static String text(Reply reply) {
    return switch (reply) {
      case Reply.Bulk(var text) -> text.toLatin1();
      case Reply.Verbatim(var format, var text) -> text.toLatin1();
      default -> ReplyText.oneLine(reply);
    };
  }

  private static String without(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll("");
  }

  /** The lines but for that of who watches over the comparison; Redis turns its list round by and by. */
  private static List<String> clients(Reply reply) {
    return text(reply).lines().filter(line -> !line.contains(" name=" + Agreement.WITNESS + " ")).map(ServerAgreement::client).sorted().toList();
  }

  /** Without how many commands wait for EXEC: what has poisoned a transaction is not counted here, and what EXEC runs waits no more. */
  private static String client(String line) {
    return without(OF_A_MACHINE, line).replaceAll(" multi=[^ ]*", "").replaceAll("flags=([^ ]*)x", "flags=$1").replace("flags= ", "flags=N ");
  }

  private static List<String> info(Reply reply) {
    return text(reply).lines()
        .filter(line -> !COUNTED.matcher(line).matches())
        .map(line -> EXACT_FIELD.matcher(line).matches() ? line.replaceAll(",avg_ttl=.*", "") : line.replaceAll(":.*", ""))
        .toList();
  }

  private static List<String> sortedPairs(Reply reply) {
    return switch (reply) {
      case Reply.MapReply(var pairs) -> pairs.stream().map(Object::toString).sorted().toList();
      case Reply.Array(var items) -> {
        var pairs = new ArrayList<String>();
        for (var i = 0; i + 1 < items.size(); i += 2) {
          pairs.add(items.get(i) + " " + items.get(i + 1));
        }
        pairs.sort(null);
        yield pairs;
      }
      default -> List.of(reply.toString());
    };
  }

  /** Without order, at any depth. */
  static String sortedDeeply(Reply reply) {
    return switch (reply) {
      case Reply.Array(var items) -> sorted(items.stream().map(ServerAgreement::sortedDeeply));
      case Reply.SetReply(var items) -> sorted(items.stream().map(ServerAgreement::sortedDeeply));
      case Reply.MapReply(var pairs) -> sorted(pairs.stream().map(pair -> sortedDeeply(pair.key()) + "=" + sortedDeeply(pair.value())));
      default -> reply.toString();
    };
  }

  private static String sorted(Stream<String> texts) {
    return texts.sorted().toList().toString();
  }
}

package dev.interlace.traces.oracle;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.rdb.DumpPayload;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether two replies to one command say the same. Everything is compared exactly but for the short lists here.
 *
 * <p>The model's time stands still while the server's goes on, so what counts time may differ by a little.
 */
public final class Agreement {
  /** Redis promises no order of the elements. */
  private static final List<String> UNORDERED =
      List.of("keys", "smembers", "sunion", "sinter", "sdiff", "spop", "srandmember", "hrandfield", "zrandmember");

  /** A cursor, then elements without order. */
  private static final List<String> SCANS = List.of("scan", "sscan", "hscan", "zscan");

  private static final List<String> SECONDS = List.of("ttl", "expiretime");
  private static final List<String> MILLIS = List.of("pttl", "pexpiretime");
  private static final long TOLERANCE_SECONDS = 30;

  /** What a connection is called that belongs to the comparison and not to what is compared: lists of clients are compared without it. */
  public static final String WITNESS = "interlace-witness";

  private Agreement() {}

  /** @param queued what EXEC runs, if {@code command} is EXEC */
  public static boolean agree(Command command, List<Command> queued, Reply expected, Reply actual) {
    var name = command.name().toLowerCase();
    if (expected.equals(actual)) {
      return true;
    }
    if (name.equals("exec") && expected instanceof Reply.Array(var left) && actual instanceof Reply.Array(var right)) {
      return left.size() == right.size() && left.size() == queued.size() && agree(queued, left, right);
    }
    var ran = RanArguments.of(command);
    if (ran.isPresent() && expected instanceof Reply.Array(var left) && actual instanceof Reply.Array(var right)) {
      return left.size() == right.size() && left.size() == ran.get().size() && agree(ran.get(), left, right);
    }
    if (name.equals("command")) {
      return CommandAgreement.agree(command, expected, actual);
    }
    var aboutServer = ServerAgreement.agree(command, expected, actual);
    if (aboutServer.isPresent()) {
      return aboutServer.get();
    }
    if (name.equals("client") && command.words().size() > 1) {
      return withoutRedirect(command, expected).equals(withoutRedirect(command, actual));
    }
    if (name.equals("acl")) {
      return AclAgreement.agree(command, expected, actual);
    }
    if (name.equals("hello")) {
      return withoutId(expected).equals(withoutId(actual));
    }
    var isUnordered = UNORDERED.contains(name) || name.equals("pubsub") && command.words().get(1).toLowerCase().endsWith("channels");
    if (isUnordered) {
      return sorted(expected).equals(sorted(actual));
    }
    if (SCANS.contains(name)) {
      return sortedScan(expected).equals(sortedScan(actual));
    }
    if (SECONDS.contains(name)) {
      return near(expected, actual, TOLERANCE_SECONDS);
    }
    if (StreamAgreement.concerns(name)) {
      return StreamAgreement.agree(name, expected, actual);
    }
    if (name.equals("dump")) {
      return content(expected).isPresent() && (content(expected).equals(content(actual)) || areStreams(expected, actual));
    }
    if (name.equals("time")) {
      return nearTimes(expected, actual);
    }
    return MILLIS.contains(name) ? near(expected, actual, TOLERANCE_SECONDS * 1000) : expected.equals(actual);
  }

  /** Whether two lists of replies have the same elements, in any order and at any depth: where a hash lies in a hash table. */
  public static boolean agreeButForOrder(List<Reply> expected, List<Reply> actual) {
    return ServerAgreement.sortedDeeply(new Reply.Array(expected)).equals(ServerAgreement.sortedDeeply(new Reply.Array(actual)));
  }

  private static boolean agree(List<Command> queued, List<Reply> left, List<Reply> right) {
    for (var i = 0; i < left.size(); i++) {
      // Who is answered more than once shifts what the others answered.
      if (!agree(queued.get(i), List.of(), left.get(i), right.get(i)) && !ServerAgreement.agreeAsReports(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Each server numbers its connections as it likes. */
  static Reply withoutId(Reply reply) {
    var id = Reply.bulk("id");
    return switch (reply) {
      case Reply.MapReply(var pairs) -> new Reply.MapReply(pairs.stream().filter(pair -> !pair.key().equals(id)).toList());
      case Reply.Array(var items) when items.contains(id) -> {
        var others = new ArrayList<>(items);
        others.subList(items.indexOf(id), items.indexOf(id) + 2).clear();
        yield new Reply.Array(others);
      }
      default -> reply;
    };
  }

  /** The same, but the id of a client that answers of CLIENT GETREDIR and TRACKINGINFO hold. */
  private static Reply withoutRedirect(Command command, Reply reply) {
    return switch (command.words().get(1).toLowerCase()) {
      case "getredir", "id" -> anonymous(reply);
      case "trackinginfo" -> withoutRedirect(reply);
      default -> reply;
    };
  }

  private static Reply withoutRedirect(Reply info) {
    return switch (info) {
      case Reply.MapReply(var pairs) -> new Reply.MapReply(pairs.stream().map(pair -> new Reply.Pair(pair.key(), anonymous(pair.value()))).toList());
      case Reply.Array(var items) -> new Reply.Array(items.stream().map(Agreement::anonymous).toList());
      default -> info;
    };
  }

  private static Reply anonymous(Reply reply) {
    return reply instanceof Reply.Int(var id) && id > 0 ? Reply.bulk("(id)") : reply;
  }

  private static boolean near(Reply expected, Reply actual, long tolerance) {
    return expected.equals(actual)
        || expected instanceof Reply.Int(var left) && actual instanceof Reply.Int(var right)
            && left >= 0 && right >= 0 && Math.abs(left - right) <= tolerance;
  }

  /** What a dump holds; the order of what lies in a hash table is nobody's promise, and when a consumer was seen is everyone's own. */
  private static Optional<Object> content(Reply dump) {
    return dump instanceof Reply.Bulk(var payload) && DumpPayload.isWhole(payload)
        ? DumpPayload.read(payload, Thresholds.DEFAULT, false).map(value -> List.of(value.encoding(), value.canonical()))
        : Optional.empty();
  }

  /** Of the same length: their ids may tell the time. */
  private static boolean areStreams(Reply expected, Reply actual) {
    return isStream(expected) && isStream(actual)
        && ((Reply.Bulk) expected).value().length() == ((Reply.Bulk) actual).value().length();
  }

  private static boolean isStream(Reply dump) {
    return dump instanceof Reply.Bulk(var payload) && DumpPayload.isWhole(payload)
        && DumpPayload.read(payload, Thresholds.DEFAULT, false).filter(StreamValue.class::isInstance).isPresent();
  }

  /** Seconds and the microseconds in them. */
  private static boolean nearTimes(Reply expected, Reply actual) {
    return expected.equals(actual)
        || expected instanceof Reply.Array(var left) && actual instanceof Reply.Array(var right) && left.size() == 2 && right.size() == 2
            && near(seconds(left), seconds(right), TOLERANCE_SECONDS);
  }

  private static Reply seconds(List<Reply> time) {
    return time.getFirst() instanceof Reply.Bulk(var text) ? Reply.of(Numbers.parseLong(text).orElse(-1)) : Reply.NIL;
  }

  private static Reply sorted(Reply reply) {
    return switch (reply) {
      case Reply.Array(var items) -> new Reply.Array(sorted(items));
      case Reply.SetReply(var items) -> new Reply.SetReply(sorted(items));
      default -> reply;
    };
  }

  private static List<Reply> sorted(List<Reply> items) {
    return items.stream().sorted((a, b) -> Bytes.of(ReplyText.oneLine(a)).compareTo(Bytes.of(ReplyText.oneLine(b)))).toList();
  }

  private static Reply sortedScan(Reply reply) {
    return reply instanceof Reply.Array(var items) && items.size() == 2
        ? new Reply.Array(List.of(items.getFirst(), sorted(items.getLast())))
        : reply;
  }
}

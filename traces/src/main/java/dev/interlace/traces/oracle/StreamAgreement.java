package dev.interlace.traces.oracle;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether two replies to a stream command say the same, but for the clock.
 *
 * <p>An ID that the server made of its clock, an instant, and an idle time may differ by a little. Of two such IDs the second numbers
 * are not compared: where the model's time stands still, the server's goes on to the next millisecond and begins anew.
 */
final class StreamAgreement {
  private static final long TOLERANCE_MILLIS = 30_000;

  /** What can only be a time, in milliseconds since the epoch: from 1985 to 2128. */
  private static final long FIRST_INSTANT = 500_000_000_000L;

  private static final long LAST_INSTANT = 5_000_000_000_000L;

  private static final Pattern ID = Pattern.compile("([0-9]{13})-[0-9]{1,6}");
  private static final Bytes IDLE = Bytes.of("idle");

  /** ID, consumer, idle time, deliveries. */
  private static final int IDLE_OF_PENDING = 2;

  private StreamAgreement() {}

  static boolean concerns(String command) {
    return command.startsWith("x");
  }

  static boolean agree(String command, Reply expected, Reply actual) {
    return switch (expected) {
      case Reply.Array(var left) when actual instanceof Reply.Array(var right) -> agree(command, left, right);
      case Reply.MapReply(var left) when actual instanceof Reply.MapReply(var right) -> agreeOnPairs(command, left, right);
      case Reply.Int(var left) when actual instanceof Reply.Int(var right) -> left == right || areNearInstants(left, right);
      case Reply.Bulk(var left) when actual instanceof Reply.Bulk(var right) -> left.equals(right) || areNearIds(left, right);
      default -> expected.equals(actual);
    };
  }

  private static boolean agree(String command, List<Reply> left, List<Reply> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (var i = 0; i < left.size(); i++) {
      var isIdle = command.equals("xpending") && i == IDLE_OF_PENDING || i > 0 && isIdleName(left.get(i - 1));
      if (!(isIdle && areNear(left.get(i), right.get(i))) && !agree(command, left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean agreeOnPairs(String command, List<Reply.Pair> left, List<Reply.Pair> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (var i = 0; i < left.size(); i++) {
      var one = left.get(i);
      var other = right.get(i);
      var isIdle = isIdleName(one.key()) && areNear(one.value(), other.value());
      if (!agree(command, one.key(), other.key()) || !isIdle && !agree(command, one.value(), other.value())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIdleName(Reply reply) {
    return reply instanceof Reply.Bulk(var name) && name.equals(IDLE);
  }

  private static boolean areNear(Reply expected, Reply actual) {
    return expected instanceof Reply.Int(var left) && actual instanceof Reply.Int(var right) && Math.abs(left - right) <= TOLERANCE_MILLIS;
  }

  private static boolean areNearInstants(long left, long right) {
    return isInstant(left) && isInstant(right) && Math.abs(left - right) <= TOLERANCE_MILLIS;
  }

  private static boolean isInstant(long number) {
    return number >= FIRST_INSTANT && number < LAST_INSTANT;
  }

  private static boolean areNearIds(Bytes left, Bytes right) {
    var one = ID.matcher(left.toLatin1());
    var other = ID.matcher(right.toLatin1());
    return one.matches() && other.matches() && areNearInstants(Long.parseLong(one.group(1)), Long.parseLong(other.group(1)));
  }
}

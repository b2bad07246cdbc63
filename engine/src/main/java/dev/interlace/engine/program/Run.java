package dev.interlace.engine.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run of an operation showed.
 *
 * @param context where it was when it stopped
 * @param sent every request, in order; {@code sentAfter} says after how many replies each was sent
 * @param queue the requests among them whose replies were not read
 * @param end how the operation ended, null if it was suspended
 */
record Run<Q>(
    Context context,
    List<Q> sent,
    List<Integer> sentAfter,
    List<Q> queue,
    int received,
    boolean isDown,
    boolean isSuspended,
    @Nullable OperationEnd end) {
  Run {
    sent = List.copyOf(sent);
    sentAfter = List.copyOf(sentAfter);
    queue = List.copyOf(queue);
  }

  /** Whether this run, on more replies, did first what {@code shorter} did. */
  boolean continues(Run<Q> shorter) {
    var size = shorter.sent.size();
    return sent.size() >= size && sent.subList(0, size).equals(shorter.sent) && sentAfter.subList(0, size).equals(shorter.sentAfter);
  }

  /** Whether both leave the client in the same place. */
  boolean leadsWhere(Run<Q> other) {
    return (!isSuspended || context == other.context)
        && isSuspended == other.isSuspended
        && isDown == other.isDown
        && queue.equals(other.queue)
        && (end == null ? other.end == null : end.equals(other.end));
  }

  /** For messages: requests and replies in order, then how it ended. */
  List<String> describe(Object[] replies) {
    var lines = new ArrayList<String>();
    var next = 0;
    for (var reply = 0; reply <= received; reply++) {
      for (; next < sent.size() && sentAfter.get(next) == reply; next++) {
        lines.add(sent.get(next).toString());
      }
      if (reply < received) {
        lines.add("-> " + replies[reply]);
      }
    }
    lines.add(end == null ? "(waits for a reply)" : end.toString());
    return lines;
  }
}

package dev.interlace.model.reply;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The parts of which replies are written, one after the other: the head of each aggregate, which announces how many elements follow, and
 * whatever is no aggregate. Between any two of them a client may be sent something unasked.
 */
public final class Parts {
  private final Queue<Part> parts = new ArrayDeque<>();

  private sealed interface Part {}

  /** @param of the aggregate whose elements follow */
  private record Head(Reply of, int elements) implements Part {}

  private record Whole(Reply reply) implements Part {}

  private Parts() {}

  /** How many parts a reply has, as its connection's protocol writes it. */
  public static int count(Reply reply) {
    var all = new Parts();
    all.add(reply);
    return all.parts.size();
  }

  /**
   * What a client reads that takes a push for an element like any other: as many elements as each head announces. The elements that the
   * pushes have driven out of an aggregate stand behind it.
   *
   * @param replies as the connection's protocol writes them
   * @param places how many parts are written before each push, in order
   */
  public static List<Reply> interleaved(List<Reply> replies, List<Reply> pushes, List<Integer> places) {
    var undisturbed = new Parts();
    replies.forEach(undisturbed::add);
    var all = new Parts();
    var pushed = 0;
    for (var part : undisturbed.parts) {
      while (pushed < pushes.size() && places.get(pushed) <= all.parts.size() - pushed) {
        all.parts.add(new Whole(pushes.get(pushed++)));
      }
      all.parts.add(part);
    }
    pushes.subList(pushed, pushes.size()).forEach(push -> all.parts.add(new Whole(push)));
    var read = new ArrayList<Reply>();
    while (!all.parts.isEmpty()) {
      read.add(all.next());
    }
    return read;
  }

  private void add(Reply reply) {
    switch (reply) {
      case Reply.Array(var items) -> add(reply, items);
      case Reply.SetReply(var items) -> add(reply, items);
      case Reply.MapReply(var pairs) -> {
        parts.add(new Head(reply, 2 * pairs.size()));
        pairs.forEach(pair -> {
          add(pair.key());
          add(pair.value());
        });
      }
      default -> parts.add(new Whole(reply));
    }
  }

  private void add(Reply aggregate, List<Reply> items) {
    parts.add(new Head(aggregate, items.size()));
    items.forEach(this::add);
  }

  private Reply next() {
    return switch (parts.remove()) {
      case Whole(var reply) -> reply;
      case Head(var aggregate, var count) -> {
        var items = new ArrayList<Reply>();
        while (items.size() < count) {
          items.add(next());
        }
        yield aggregate instanceof Reply.SetReply ? new Reply.SetReply(items)
            : aggregate instanceof Reply.MapReply ? new Reply.MapReply(pairs(items))
            : new Reply.Array(items);
      }
    };
  }

  private static List<Reply.Pair> pairs(List<Reply> items) {
    var pairs = new ArrayList<Reply.Pair>();
    for (var i = 0; i < items.size(); i += 2) {
      pairs.add(new Reply.Pair(items.get(i), items.get(i + 1)));
    }
    return pairs;
  }
}

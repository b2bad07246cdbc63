package dev.interlace.engine.property;

import dev.interlace.engine.search.World;
import java.util.ArrayList;
import java.util.Arrays;

/** What is said about violations. */
final class Sentences {
  private Sentences() {}

  static String always(String property, Object view) {
    return "\"" + property + "\" does not hold in " + view;
  }

  static String atEnd(String property, Object view, Results results) {
    return "\"" + property + "\" does not hold at the end: " + results + "; " + view;
  }

  static String neverReached(String property) {
    return "\"" + property + "\" never holds: whatever else this scenario shows may be vacuous";
  }

  static String notSerializable(Object view, Results results) {
    return "No serial order of the operations has this outcome: " + results + "; " + view;
  }

  static String leftEffect(Object view, Results results) {
    return "An operation that was reported as failed left an effect: without it no serial order has this outcome: " + results + "; " + view;
  }

  static String deadlock(World<?, ?, ?, ?, ?> world, int[] data, int offset) {
    var state = Arrays.copyOfRange(data, offset, offset + world.width());
    var waiting = new ArrayList<String>();
    for (var c = 0; c < world.clientCount(); c++) {
      var name = world.client(c).name();
      world.pending(state, c).ifPresent(pending -> waiting.add(name + " with " + pending.request()));
    }
    return "Deadlock: nobody can go on; waiting: " + String.join(", ", waiting);
  }
}

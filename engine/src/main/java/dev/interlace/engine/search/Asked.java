package dev.interlace.engine.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What clients were seen to ask for in a space that was searched. */
public final class Asked {
  private Asked() {}

  /** Per client its distinct requests, in the order in which its program was seen to come to them. */
  public static <Q> List<List<Q>> by(World<?, ?, Q, ?, ?> world) {
    var all = new ArrayList<List<Q>>();
    for (var c = 0; c < world.clientCount(); c++) {
      var tree = world.steps(c).tree;
      var requests = new LinkedHashSet<Q>();
      for (var node = 0; node < tree.size(); node++) {
        if (!tree.isEnded(node)) {
          requests.add(tree.request(node));
        }
      }
      all.add(List.copyOf(requests));
    }
    return all;
  }

  /** The distinct requests that were seen to write something and be answered, in the order in which they were first met. */
  public static <Q> List<Q> writing(World<?, ?, Q, ?, ?> world) {
    return world.executions.writing();
  }
}

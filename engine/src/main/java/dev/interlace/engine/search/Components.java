package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The strongly connected sets of states of a graph. <b>Source:</b> Tarjan, Depth-first search and linear graph algorithms (1972), without recursion. */
final class Components {
  private final IntLog firstEdges;
  private final IntLog edges;
  private final int[] component;
  private final int[] order;
  private final int[] low;
  private final IntLog stack = new IntLog();
  /** Open calls: a state and its next edge. */
  private final IntLog calls = new IntLog();
  private final List<int[]> members = new ArrayList<>();
  private int visited;

  /** @param firstEdges per state the index of its first edge, and one more; {@code edges} are a target and a code each */
  Components(IntLog firstEdges, IntLog edges, int states) {
    this.firstEdges = firstEdges;
    this.edges = edges;
    component = new int[states];
    order = new int[states];
    low = new int[states];
    Arrays.fill(component, -1);
    for (var id = 0; id < states; id++) {
      if (order[id] == 0) {
        visit(id);
      }
    }
  }

  int count() {
    return members.size();
  }

  /** <b>Order:</b> ascending. */
  int[] members(int number) {
    return members.get(number);
  }

  int of(int state) {
    return component[state];
  }

  private void visit(int start) {
    enter(start);
    while (calls.size() > 0) {
      var id = calls.get(calls.size() - 2);
      var edge = calls.get(calls.size() - 1);
      if (edge == firstEdges.get(id + 1)) {
        calls.truncate(calls.size() - 2);
        leave(id);
        continue;
      }
      calls.set(calls.size() - 1, edge + 2);
      var target = edges.get(edge);
      if (order[target] == 0) {
        enter(target);
      } else if (component[target] < 0) {
        low[id] = Math.min(low[id], order[target]);
      }
    }
  }

  private void enter(int id) {
    order[id] = ++visited;
    low[id] = visited;
    stack.add(id);
    calls.add(id);
    calls.add(firstEdges.get(id));
  }

  private void leave(int id) {
    if (calls.size() > 0) {
      var caller = calls.get(calls.size() - 2);
      low[caller] = Math.min(low[caller], low[id]);
    }
    if (low[id] != order[id]) {
      return;
    }
    var from = stack.size();
    do {
      from--;
      component[stack.get(from)] = members.size();
    } while (stack.get(from) != id);
    var set = new int[stack.size() - from];
    stack.copyTo(from, set, set.length);
    stack.truncate(from);
    Arrays.sort(set);
    members.add(set);
  }
}

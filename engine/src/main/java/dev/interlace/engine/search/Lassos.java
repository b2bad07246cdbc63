package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.TupleTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks for executions that never come to a goal: those that end without, and those that go round for ever although everybody who can
 * step does so now and then.
 *
 * <p><b>Fairness:</b> weak, for each client and for time: who can step from some moment on without a break does step. So a strongly connected set of states
 * is gone round for ever if each of them either steps inside it or cannot step in some state of it.
 *
 * <p>Keeps the whole graph. Faults are taken, and nothing is fair to them.
 */
public final class Lassos {
  /**
   * An execution that never comes to the goal.
   *
   * @param stem the codes of the choices that lead to the cycle, or to the end
   * @param cycle the codes of the choices that are then repeated for ever; empty if the execution ends
   */
  public record Lasso(int[] stem, int[] cycle) {}

  /** What was found, and whether the graph was searched to its end; if not, the absence of a lasso means nothing. */
  public record Found(Optional<Lasso> lasso, Optional<String> unfinished) {}

  private final World<?, ?, ?, ?, ?> world;
  private final Predicate<int[]> goal;
  private final Budget budget;
  private final TupleTable states;
  /** Per state the first of its edges; edges are a target and a code. */
  private final IntLog firstEdges = new IntLog();
  private final IntLog edges = new IntLog();
  /** Per state the one it was found from, and the code; -1 for the first. */
  private final IntLog parents = new IntLog();

  private Lassos(World<?, ?, ?, ?, ?> world, Predicate<int[]> goal, Budget budget) {
    this.world = world;
    this.goal = goal;
    this.budget = budget;
    states = new TupleTable(world.width());
  }

  /** Looks for the nearest. @param goal of states */
  public static Found find(World<?, ?, ?, ?, ?> world, Predicate<int[]> goal, Budget budget) {
    return new Lassos(world, goal, budget).run();
  }

  private Found run() {
    add(world.initial(), 0, -1, -1);
    var out = new Successors(world.width());
    for (var id = 0; id < states.size(); id++) {
      if (states.size() > budget.states() || budget.interruption().get().isPresent()) {
        return new Found(Optional.empty(), Optional.of("the graph has more than " + (states.size() - 1) + " states"));
      }
      firstEdges.add(edges.size());
      var state = states.tuple(id);
      if (goal.test(state)) {
        continue;
      }
      world.expand(state, out);
      if (out.isStuck()) {
        return new Found(Optional.of(new Lasso(path(id), new int[0])), Optional.empty());
      }
      for (var i = 0; i < out.count(); i++) {
        edges.add(add(out.data(), out.offset(i), id, out.code(i)));
        edges.add(out.code(i));
      }
    }
    firstEdges.add(edges.size());
    return new Found(nearestFair(), Optional.empty());
  }

  private int add(int[] data, int offset, int parent, int code) {
    var before = states.size();
    var id = states.idOf(data, offset);
    if (id == before) {
      parents.add(parent);
      parents.add(code);
    }
    return id;
  }

  private int[] path(int state) {
    var codes = new ArrayDeque<Integer>();
    for (var at = state; parents.get(2 * at) >= 0; at = parents.get(2 * at)) {
      codes.addFirst(parents.get(2 * at + 1));
    }
    return codes.stream().mapToInt(code -> code).toArray();
  }

  private Optional<Lasso> nearestFair() {
    var components = new Components(firstEdges, edges, states.size());
    var best = Integer.MAX_VALUE;
    var chosen = -1;
    for (var component = 0; component < components.count(); component++) {
      var members = components.members(component);
      if (members[0] < best && isFair(components, component, members)) {
        best = members[0];
        chosen = component;
      }
    }
    return chosen < 0 ? Optional.empty() : Optional.of(new Lasso(path(best), round(components, chosen, best)));
  }

  private boolean isFair(Components components, int component, int[] members) {
    var steps = 0L;
    var pauses = 0L;
    var hasEdge = false;
    for (var id : members) {
      var enabled = 0L;
      for (var at = firstEdges.get(id); at < firstEdges.get(id + 1); at += 2) {
        enabled |= actor(edges.get(at + 1));
        if (components.of(edges.get(at)) == component) {
          steps |= actor(edges.get(at + 1));
          hasEdge = true;
        }
      }
      pauses |= ~enabled;
    }
    var all = (1L << world.clientCount() + 1) - 1;
    return hasEdge && ((steps | pauses) & all) == all;
  }

  /** The bit of the client that takes a step, or of time; none for a fault. */
  private static long actor(int code) {
    return switch (Code.kind(code)) {
      case Code.RUN -> 2L << Code.client(code);
      case Code.ENVIRONMENT -> 1L;
      default -> 0L;
    };
  }

  /** A short way round, from {@code entry} back to it, on which everybody steps or cannot. */
  private int[] round(Components components, int component, int entry) {
    var codes = new ArrayList<Integer>();
    var at = entry;
    var served = 0L;
    for (var actor = 0; actor <= world.clientCount(); actor++) {
      var bit = 1L << actor;
      if ((served & bit) != 0) {
        continue;
      }
      var way = way(components, component, at, (from, edge) -> edge < 0 ? (enabled(from) & bit) == 0 : actor(edges.get(edge + 1)) == bit);
      at = append(way, codes, at);
      for (var code : codes) {
        served |= actor(code);
      }
    }
    if (codes.isEmpty()) {
      at = append(way(components, component, at, (from, edge) -> edge >= 0), codes, at);
    }
    var last = entry;
    append(way(components, component, at, (from, edge) -> edge < 0 && from == last), codes, at);
    return codes.stream().mapToInt(code -> code).toArray();
  }

  private long enabled(int id) {
    var enabled = 0L;
    for (var at = firstEdges.get(id); at < firstEdges.get(id + 1); at += 2) {
      enabled |= actor(edges.get(at + 1));
    }
    return enabled;
  }

  private int append(List<Integer> way, List<Integer> codes, int from) {
    var at = from;
    for (var edge : way) {
      codes.add(edges.get(edge + 1));
      at = edges.get(edge);
    }
    return at;
  }

  /** Whether a way may end at a state (then {@code edge} is -1), or with one of its edges. */
  private interface End {
    boolean test(int state, int edge);
  }

  /** The edges of a shortest way inside a component. */
  private List<Integer> way(Components components, int component, int start, End end) {
    var from = new int[states.size()];
    Arrays.fill(from, -2);
    from[start] = -1;
    var open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      var id = open.removeFirst();
      if (end.test(id, -1)) {
        return back(from, id);
      }
      for (var at = firstEdges.get(id); at < firstEdges.get(id + 1); at += 2) {
        var target = edges.get(at);
        if (components.of(target) != component) {
          continue;
        }
        if (end.test(id, at)) {
          var way = back(from, id);
          way.add(at);
          return way;
        }
        if (from[target] == -2) {
          from[target] = at;
          open.addLast(target);
        }
      }
    }
    throw new IllegalStateException("a component is not connected");
  }

  private List<Integer> back(int[] from, int end) {
    var way = new ArrayDeque<Integer>();
    for (var at = end; from[at] >= 0; at = source(from[at])) {
      way.addFirst(from[at]);
    }
    return new ArrayList<>(way);
  }

  /** The state that an edge leaves. */
  private int source(int edge) {
    var low = 0;
    var high = states.size() - 1;
    while (low < high) {
      var middle = low + high + 1 >>> 1;
      if (firstEdges.get(middle) <= edge) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

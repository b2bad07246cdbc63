package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.Interner;
import dev.interlace.engine.state.LongIntMap;
import dev.interlace.engine.state.TupleTable;
import java.util.ArrayDeque;
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

  /** Looks for the one of fewest steps; one that ends is taken before any that goes round. @param goal of states */
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
    return new Found(smallestFair(), Optional.empty());
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

  /**
   * The fair lasso of fewest steps, stem and cycle together; of several the one whose stem is shortest, then whose choices come first.
   *
   * <p>States are numbered by their distance, so the first whose distance is too long for anything better ends the search.
   */
  private Optional<Lasso> smallestFair() {
    var components = new Components(firstEdges, edges, states.size());
    var isFair = new boolean[components.count()];
    for (var component = 0; component < isFair.length; component++) {
      isFair[component] = isFair(components, component, components.members(component));
    }
    Lasso best = null;
    for (var entry = 0; entry < states.size(); entry++) {
      if (isFair[components.of(entry)]) {
        var stem = path(entry);
        var room = best == null ? Integer.MAX_VALUE : best.stem.length + best.cycle.length - stem.length - 1;
        if (room < 1) {
          break;
        }
        var cycle = new Rounds(components, entry, room).shortest();
        best = cycle.length == 0 ? best : new Lasso(stem, cycle);
      }
    }
    return Optional.ofNullable(best);
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

  private long enabled(int id) {
    var enabled = 0L;
    for (var at = firstEdges.get(id); at < firstEdges.get(id + 1); at += 2) {
      enabled |= actor(edges.get(at + 1));
    }
    return enabled;
  }

  /** The search of ways inside a component from a state back to it, on which everybody steps or cannot. A place is a state and who was served on the way. */
  private final class Rounds {
    private final Components components;
    private final int entry;
    private final int longest;
    private final long all = (1L << world.clientCount() + 1) - 1;
    private final LongIntMap known = new LongIntMap();
    private final Interner<Long> sets = new Interner<>();
    /** Per place: state, set, the place it was found from, the code. */
    private final IntLog places = new IntLog();

    Rounds(Components components, int entry, int longest) {
      this.components = components;
      this.entry = entry;
      this.longest = longest;
    }

    /** Empty if none is short enough. */
    int[] shortest() {
      enter(entry, ~enabled(entry) & all, -1, -1);
      var place = 0;
      for (var depth = 1; depth <= longest && place < places.size(); depth++) {
        for (var end = places.size(); place < end; place += 4) {
          var last = expand(place);
          if (last >= 0) {
            return back(last);
          }
        }
      }
      return new int[0];
    }

    /** The place of a step that ends the round, or -1. */
    private int expand(int place) {
      var id = places.get(place);
      var served = sets.valueOf(places.get(place + 1));
      for (var at = firstEdges.get(id); at < firstEdges.get(id + 1); at += 2) {
        var target = edges.get(at);
        if (components.of(target) != components.of(entry)) {
          continue;
        }
        var after = served | actor(edges.get(at + 1)) | ~enabled(target) & all;
        var found = enter(target, after, place, edges.get(at + 1));
        if (target == entry && after == all) {
          return found;
        }
      }
      return -1;
    }

    private int enter(int id, long served, int from, int code) {
      var set = sets.idOf(served);
      var key = LongIntMap.key(id, set);
      var place = known.get(key);
      if (place == LongIntMap.ABSENT || from >= 0 && id == entry && served == all) {
        place = places.add(id);
        places.add(set);
        places.add(from);
        places.add(code);
        known.put(key, place);
      }
      return place;
    }

    private int[] back(int end) {
      var codes = new ArrayDeque<Integer>();
      for (var at = end; places.get(at + 2) >= 0; at = places.get(at + 2)) {
        codes.addFirst(places.get(at + 3));
      }
      return codes.stream().mapToInt(code -> code).toArray();
    }
  }
}

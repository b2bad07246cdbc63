package dev.interlace.properties.soundness;

import dev.interlace.engine.search.Successors;
import dev.interlace.engine.search.World;
import dev.interlace.engine.system.Footprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every execution of a world, one after another, and the classes that they form: what each client did, and the order of every two dependent steps. */
final class Classes {
  private final World<?, ?, ?, ?, ?> world;
  private final int most;
  /** Whether to walk the first execution of each class alone, in the order of the words that clients' numbers make. */
  private final boolean isNormal;
  private final List<Event> path = new ArrayList<>();
  private final SortedSet<String> classes = new TreeSet<>();
  private int executions;
  private boolean isPlain = true;

  private Classes(World<?, ?, ?, ?, ?> world, int most, boolean isNormal) {
    this.world = world;
    this.most = most;
    this.isNormal = isNormal;
    explore(world.initial());
  }

  private record Event(int actor, String choice, Footprint footprint) {
    boolean dependsOn(Event other) {
      return conflict(footprint, other.footprint) || conflict(other.footprint, footprint);
    }

    private static boolean conflict(Footprint writing, Footprint other) {
      return writing.writes().contains(Footprint.ALL)
          || Stream.of(other.reads(), other.writes(), other.noticed()).anyMatch(resources -> meet(writing.writes(), resources));
    }

    private static boolean meet(SortedSet<String> some, SortedSet<String> others) {
      return !some.isEmpty() && others.contains(Footprint.ALL) || !Collections.disjoint(some, others);
    }
  }

  /**
   * The number of classes.
   *
   * @return -1 if there are more than {@code most} executions, or some step has several outcomes, or time can pass
   */
  static int count(World<?, ?, ?, ?, ?> world, int most) {
    var found = new Classes(world, most, false);
    return found.isPlain && found.executions <= most ? found.classes.size() : -1;
  }

  /** The same where there are too many executions: one execution of each class is in lexicographic normal form (Anisimov and Knuth 1979). */
  static int countNormalForms(World<?, ?, ?, ?, ?> world, int most) {
    var found = new Classes(world, most, true);
    return found.isPlain && found.executions <= most ? found.executions : -1;
  }

  /** Whether no execution of the same class is before this one, which is so if it is so for each of its beginnings. */
  private boolean isFirst(Event next) {
    for (var i = path.size() - 1; i >= 0 && path.get(i).actor != next.actor && !path.get(i).dependsOn(next); i--) {
      if (path.get(i).actor > next.actor) {
        return false;
      }
    }
    return true;
  }

  private void explore(int[] state) {
    var out = new Successors(world.width());
    world.expand(state, out);
    var steps = new int[world.clientCount()];
    for (var i = 0; i < out.count(); i++) {
      var actor = world.actor(out.code(i));
      isPlain &= actor >= 0 && ++steps[actor] == 1;
    }
    if (out.count() == 0 && isPlain) {
      executions++;
      if (!isNormal) {
        classes.add(describe());
      }
    }
    for (var i = 0; i < out.count() && isPlain && executions <= most; i++) {
      var next = event(out, i);
      if (!isNormal || isFirst(next)) {
        path.add(next);
        explore(out.state(i));
        path.removeLast();
      }
    }
  }

  private Event event(Successors out, int i) {
    var code = out.code(i);
    return new Event(world.actor(code), world.choice(code).toString(), world.executed(out, i).orElseThrow().footprint());
  }

  private String describe() {
    var text = new TreeSet<String>();
    var counts = new int[world.clientCount()];
    var names = path.stream().map(event -> event.choice + "." + counts[event.actor]++).toList();
    for (var i = 0; i < path.size(); i++) {
      text.add(names.get(i));
      for (var j = 0; j < i; j++) {
        if (path.get(i).actor != path.get(j).actor && path.get(i).dependsOn(path.get(j))) {
          text.add(names.get(j) + "<" + names.get(i));
        }
      }
    }
    return text.toString();
  }
}

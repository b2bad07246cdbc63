package dev.interlace.properties.soundness;

import dev.interlace.engine.search.Successors;
import dev.interlace.engine.search.World;
import dev.interlace.engine.system.Footprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every execution of a world, one after another, and the classes that they form: what each client did, and the order of every two dependent steps. */
final class Classes {
  /** Ints of a state before those of the clients. */
  private static final int LOCALS = 2;

  private final World<?, ?, ?, ?, ?> world;
  private final int most;
  private final List<Event> path = new ArrayList<>();
  private final SortedSet<String> classes = new TreeSet<>();
  private int executions;
  private boolean isPlain = true;

  private Classes(World<?, ?, ?, ?, ?> world, int most) {
    this.world = world;
    this.most = most;
    explore(world.initial());
  }

  /** @param disturbed the clients whose sessions it changed */
  private record Event(int actor, String choice, Footprint footprint, TreeSet<Integer> disturbed) {
    boolean dependsOn(Event other) {
      return conflict(footprint, other.footprint) || conflict(other.footprint, footprint) || minds(other) || other.minds(this);
    }

    private static boolean conflict(Footprint writing, Footprint other) {
      return writing.writes().contains(Footprint.ALL) || meet(writing.writes(), other.reads()) || meet(writing.writes(), other.writes());
    }

    private static boolean meet(SortedSet<String> some, SortedSet<String> others) {
      var real = new TreeSet<>(others);
      real.remove(Footprint.SESSION);
      return !some.isEmpty() && real.contains(Footprint.ALL) || !Collections.disjoint(some, real);
    }

    private boolean minds(Event other) {
      return other.disturbed.contains(actor) && (footprint.reads().contains(Footprint.SESSION) || footprint.reads().contains(Footprint.ALL));
    }
  }

  /**
   * The number of classes.
   *
   * @return -1 if there are more than {@code most} executions, or some step has several outcomes, some client waits, or time can pass
   */
  static int count(World<?, ?, ?, ?, ?> world, int most) {
    var found = new Classes(world, most);
    return found.isPlain && found.executions <= most ? found.classes.size() : -1;
  }

  private void explore(int[] state) {
    var out = new Successors(world.width());
    world.expand(state, out);
    var steps = new int[world.clientCount()];
    for (var i = 0; i < out.count(); i++) {
      var actor = world.actor(out.code(i));
      isPlain &= actor >= 0 && ++steps[actor] == 1;
    }
    for (var c = 0; c < world.clientCount(); c++) {
      isPlain &= steps[c] == (world.pending(state, c).isPresent() ? 1 : 0);
    }
    if (out.count() == 0 && isPlain) {
      executions++;
      classes.add(describe());
    }
    for (var i = 0; i < out.count() && isPlain && executions <= most; i++) {
      path.add(event(state, out, i));
      explore(out.state(i));
      path.removeLast();
    }
  }

  private Event event(int[] state, Successors out, int i) {
    var actor = world.actor(out.code(i));
    var after = out.state(i);
    var disturbed = new TreeSet<Integer>();
    for (var c = 0; c < world.clientCount(); c++) {
      if (c != actor && after[LOCALS + c] != state[LOCALS + c]) {
        disturbed.add(c);
      }
    }
    var executed = world.executed(out, i).orElseThrow();
    isPlain &= executed.reply().isPresent();
    return new Event(actor, world.choice(out.code(i)).toString(), executed.footprint(), disturbed);
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

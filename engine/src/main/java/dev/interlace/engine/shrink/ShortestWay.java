package dev.interlace.engine.shrink;

import dev.interlace.engine.property.Inspection.Goal;
import dev.interlace.engine.search.Successors;
import dev.interlace.engine.search.World;
import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.TupleTable;
import java.util.Arrays;
import java.util.Optional;

/**
 * The best way to a goal: fewest steps, then fewest context switches, then the choices that come first in their fixed order.
 *
 * <p>On a shortest way the state after d steps has distance d from the start. So the states are laid out in layers by distance up
 * to the first layer with a goal, and the number of switches from (state, client that stepped last) is computed backwards, layer
 * by layer. A step of the environment is no switch.
 */
final class ShortestWay {
  private static final int FAR = Integer.MAX_VALUE / 2;

  private final World<?, ?, ?, ?, ?> world;
  private final Goal goal;
  private final TupleTable states;
  private final Successors out;
  /** The id of the first state of each layer. */
  private final IntLog layers = new IntLog();
  /** Per state and last client (0: nobody): switches from there to the goal. */
  private int[] switches = {};

  ShortestWay(World<?, ?, ?, ?, ?> world, Goal goal) {
    this.world = world;
    this.goal = goal;
    states = new TupleTable(world.width());
    out = new Successors(world.width());
  }

  /** The last state of a way, the alarms of its last step (0: none), and the codes of its choices. */
  record Way(int[] codes, int[] state, int alarms) {}

  /** Empty if the goal cannot be reached. */
  Optional<Way> find() {
    states.idOf(world.initial(), 0);
    layers.add(0);
    for (var depth = 0; ; depth++) {
      var first = layers.get(depth);
      var end = states.size();
      if (first == end) {
        return Optional.empty();
      }
      layers.add(end);
      if (anyGoal(first, end)) {
        return Optional.of(walk(depth));
      }
      if (expand(first, end)) {
        layers.add(states.size());
        return Optional.of(walk(depth + 1));
      }
    }
  }

  private boolean anyGoal(int first, int end) {
    for (var id = first; id < end; id++) {
      if (isGoal(states.tuple(id))) {
        return true;
      }
    }
    return false;
  }

  private boolean isGoal(int[] state) {
    world.expand(state, out);
    return goal.state().isReached(state, out);
  }

  /** Adds the next layer; true if a step into it is a goal. */
  private boolean expand(int first, int end) {
    var found = false;
    for (var id = first; id < end; id++) {
      world.expand(states.tuple(id), out);
      for (var i = 0; i < out.count(); i++) {
        states.idOf(out.data(), out.offset(i));
        found |= out.alarms(i) != 0 && goal.step().test(out.alarms(i));
      }
    }
    return found;
  }

  private Way walk(int length) {
    var actors = world.clientCount() + 1;
    switches = new int[states.size() * actors];
    Arrays.fill(switches, FAR);
    for (var id = layers.get(length); id < layers.get(length + 1); id++) {
      if (isGoal(states.tuple(id))) {
        Arrays.fill(switches, id * actors, (id + 1) * actors, 0);
      }
    }
    for (var depth = length - 1; depth >= 0; depth--) {
      for (var id = layers.get(depth); id < layers.get(depth + 1); id++) {
        world.expand(states.tuple(id), out);
        for (var last = 0; last < actors; last++) {
          switches[id * actors + last] = best(depth, length, last);
        }
      }
    }
    return follow(length);
  }

  private int best(int depth, int length, int last) {
    var least = FAR;
    for (var i = 0; i < out.count(); i++) {
      least = Math.min(least, cost(i, depth, length, last));
    }
    return least;
  }

  /** Switches from here to the goal by step {@code i}. */
  private int cost(int i, int depth, int length, int last) {
    var actor = world.actor(out.code(i)) + 1;
    var isSwitch = actor != 0 && last != 0 && actor != last ? 1 : 0;
    if (depth + 1 == length && out.alarms(i) != 0 && goal.step().test(out.alarms(i))) {
      return isSwitch;
    }
    var next = states.find(out.data(), out.offset(i));
    if (next < layers.get(depth + 1) || next >= layers.get(depth + 2)) {
      return FAR; // a way through it would not be a shortest one
    }
    return Math.min(FAR, isSwitch + switches[next * (world.clientCount() + 1) + (actor == 0 ? last : actor)]);
  }

  private Way follow(int length) {
    var codes = new int[length];
    var state = world.initial();
    var last = 0;
    var alarms = 0;
    for (var depth = 0; depth < length; depth++) {
      world.expand(state, out);
      var least = best(depth, length, last);
      var taken = 0;
      while (cost(taken, depth, length, last) != least) {
        taken++;
      }
      codes[depth] = out.code(taken);
      alarms = out.alarms(taken);
      var actor = world.actor(codes[depth]) + 1;
      last = actor == 0 ? last : actor;
      state = out.state(taken);
    }
    return new Way(codes, state, alarms);
  }
}

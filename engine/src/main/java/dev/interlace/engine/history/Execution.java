package dev.interlace.engine.history;

import dev.interlace.engine.program.ClientResult;
import dev.interlace.engine.program.OperationEnd;
import dev.interlace.engine.search.Choice;
import dev.interlace.engine.search.Schedule;
import dev.interlace.engine.search.Successors;
import dev.interlace.engine.search.World;
import dev.interlace.engine.system.Footprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a schedule produces, step by step.
 *
 * @param clients their names, in order
 * @param initial the shared state before the first step
 * @param results of each client, in the order of {@code clients}, as far as the execution goes
 */
public record Execution<S, Q, R>(List<String> clients, S initial, List<Step<S, Q, R>> steps, List<ClientResult> results) {
  public Execution {
    clients = List.copyOf(clients);
    steps = List.copyOf(steps);
    results = List.copyOf(results);
  }

  /**
   * Takes {@code schedule} step by step.
   *
   * @throws NotApplicable at the first choice that is not enabled
   */
  public static <S, Q, R> Execution<S, Q, R> replay(World<S, ?, Q, R, ?> world, Schedule schedule) {
    var steps = new ArrayList<Step<S, Q, R>>();
    var out = new Successors(world.width());
    var state = world.initial();
    for (var choice : schedule.choices()) {
      world.expand(state, out);
      var enabled = new ArrayList<Choice>();
      for (var i = 0; i < out.count(); i++) {
        enabled.add(world.choice(out.code(i)));
      }
      var taken = enabled.indexOf(choice);
      if (taken < 0) {
        throw new NotApplicable(steps.size() + 1, choice, enabled);
      }
      var next = out.state(taken);
      steps.add(step(world, steps.size() + 1, enabled, state, out, taken, next));
      state = next;
    }
    var clients = new ArrayList<String>();
    var results = new ArrayList<ClientResult>();
    for (var c = 0; c < world.clientCount(); c++) {
      clients.add(world.client(c).name());
      results.add(world.result(state, 0, c));
    }
    return new Execution<>(clients, world.sharedValue(world.shared(world.initial(), 0)), steps, results);
  }

  /** Where each choice stood among the enabled ones: as a {@link dev.interlace.engine.search.GivenSchedule} they lead the same way. */
  public List<Integer> numbers() {
    return steps.stream().map(step -> step.enabled().indexOf(step.choice())).toList();
  }

  private static <S, Q, R> Step<S, Q, R> step(
      World<S, ?, Q, R, ?> world, int number, List<Choice> enabled, int[] before, Successors out, int taken, int[] after) {
    var executed = world.executed(out, taken);
    return new Step<>(
        number,
        enabled.get(taken),
        enabled,
        world.sharedValue(world.shared(before, 0)),
        world.sharedValue(world.shared(after, 0)),
        world.effect(out, taken),
        executed.map(World.Executed::footprint).orElse(Footprint.NONE),
        world.alarms(out.alarms(taken)),
        exchange(world, !(enabled.get(taken) instanceof Choice.Run) || executed.filter(World.Executed::isDropped).isPresent(),
            world.actor(out.code(taken)), before, executed.flatMap(World.Executed::reply), after));
  }

  private static <S, Q, R> Optional<Exchange<Q, R>> exchange(
      World<S, ?, Q, R, ?> world, boolean isLost, int actor, int[] before, Optional<R> reply, int[] after) {
    if (actor < 0) {
      return Optional.empty();
    }
    var pending = world.pending(before, actor).orElseThrow();
    var client = world.client(actor);
    return Optional.of(new Exchange<>(
        client.name(),
        pending.operation(),
        client.operations().get(pending.operation()).name(),
        pending.request(),
        reply,
        isLost,
        ended(pending.operation(), world.pending(after, actor).map(World.Pending::operation), world.result(after, 0, actor))));
  }

  private static List<OperationEnd> ended(int from, Optional<Integer> goesOnIn, ClientResult result) {
    var ended = new ArrayList<OperationEnd>();
    for (var operation = from; goesOnIn.isEmpty() || operation < goesOnIn.get(); operation++) {
      var end = result.end(operation);
      if (end.isEmpty()) {
        break;
      }
      ended.add(end.get());
    }
    return ended;
  }
}

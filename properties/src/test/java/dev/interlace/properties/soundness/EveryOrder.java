package dev.interlace.properties.soundness;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.fault.Outage;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every execution, one after another, by plain recursion: nothing is interned, remembered, merged or reduced, and none of the search's code is used. What this finds is
 * what there is.
 */
public final class EveryOrder<S, C, Q, R, V> {
  private final SystemModel<S, C, Q, R, V> model;
  private final int most;
  private final Set<Ending<V>> endings = new LinkedHashSet<>();
  private final Set<String> alarmed = new LinkedHashSet<>();
  private int executions;
  private boolean deadlocks;
  private boolean somebodyDies;

  private EveryOrder(SystemModel<S, C, Q, R, V> model, int most) {
    this.model = model;
    this.most = most;
  }

  /** There are more executions than anybody wants to wait for. */
  public static final class TooMany extends RuntimeException {
    TooMany(int most) {
      super("more than " + most + " executions");
    }
  }

  /**
   * What was found.
   *
   * @param endings distinct ones, of the executions that come to an end
   * @param alarmed properties that steps raised alarms about
   * @param deadlocks whether there are executions that come to no end
   * @param somebodyDies whether an operation of some client throws, in whatever execution
   */
  public record Found<V>(Set<Ending<V>> endings, int executions, Set<String> alarmed, boolean deadlocks, boolean somebodyDies) {}

  /** @throws TooMany if there are more than {@code most} executions */
  public static <S, C, Q, R, V> Found<V> of(SystemModel<S, C, Q, R, V> model, List<Client<Q, R>> clients, FaultBudget faults, int most) {
    var order = new EveryOrder<>(model, most);
    var seats = clients.stream().map(client -> Seat.of(client, model.connect())).toList();
    order.explore(model.initial(), seats, faults);
    return new Found<>(order.endings, order.executions, order.alarmed, order.deadlocks, order.somebodyDies);
  }

  private void explore(S shared, List<Seat<C, Q, R>> seats, FaultBudget faults) {
    somebodyDies |= seats.stream().anyMatch(seat -> seat.result().failure().isPresent());
    if (seats.stream().allMatch(Seat::isEnded)) {
      count();
      endings.add(new Ending<>(model.view(shared), seats.stream().map(Seat::result).toList()));
      outages(shared, seats, faults);
      return;
    }
    var moves = 0;
    for (var c = 0; c < seats.size(); c++) {
      if (!seats.get(c).isEnded()) {
        moves += request(shared, seats, faults, c);
      }
    }
    for (var step : model.environment(shared, wake(model, seats))) {
      moves++;
      explore(step.shared(), told(model, seats, -1, step.effect()), faults);
    }
    if (moves == 0) {
      count();
      deadlocks = true;
    }
    outages(shared, seats, faults);
  }

  private void outages(S shared, List<Seat<C, Q, R>> seats, FaultBudget faults) {
    if (faults.hasOutages()) {
      goDown(model.goingDown(shared), seats, faults);
    }
  }

  /** Any number of requests are executed that nobody is told of, then the system goes down and comes up again. */
  private void goDown(S shared, List<Seat<C, Q, R>> seats, FaultBudget faults) {
    for (var c = 0; c < seats.size(); c++) {
      var seat = seats.get(c);
      if (!seat.isEnded()) {
        for (var outcome : Outcomes.of(model, shared, seat.session(), seat.queue().getFirst())) {
          if (outcome instanceof Outcome.Answered<S, C, R>(var next, var session, var reply, var effect, var footprint, var alarms)
              && !next.equals(shared)) {
            alarms.forEach(alarm -> alarmed.add(alarm.property()));
            goDown(next, with(told(model, seats, c, effect), c, seat.in(model.severed(session))), faults);
          }
        }
      }
    }
    for (var outage : Outage.values()) {
      if (faults.allows(outage, 0)) {
        var isCrash = outage == Outage.PROCESS_CRASH;
        var left = new FaultBudget(faults.repliesLost(), faults.connectionsDropped(),
            faults.processCrashes() - (isCrash ? 1 : 0), faults.powerLosses() - (isCrash ? 0 : 1));
        var severed = seats.stream().map(seat -> seat.isEnded() ? seat : seat.in(model.severed(seat.session()))).toList();
        model.restarts(shared, outage, !left.hasOutages()).forEach(way -> explore(way.shared(), severed, left));
      }
    }
  }

  private void count() {
    if (++executions > most) {
      throw new TooMany(most);
    }
  }

  /** Takes every outcome of a client's pending request; the number of outcomes that are steps. */
  private int request(S shared, List<Seat<C, Q, R>> seats, FaultBudget faults, int c) {
    var seat = seats.get(c);
    var moves = 0;
    for (var outcome : Outcomes.of(model, shared, seat.session(), seat.queue().getFirst())) {
      switch (outcome) {
        case Outcome.Answered<S, C, R>(var next, var session, var reply, var effect, var footprint, var alarms) -> {
          moves++;
          alarms.forEach(alarm -> alarmed.add(alarm.property()));
          explore(next, with(told(model, seats, c, effect), c, seat.answered(session, reply)), faults);
          if (faults.repliesLost() > 0 && model.travels(seat.queue().getFirst())) {
            var left = model.disconnect(next, session);
            var others = told(model, told(model, seats, c, effect), c, left.effect());
            var fewer = new FaultBudget(faults.repliesLost() - 1, faults.connectionsDropped(), faults.processCrashes(), faults.powerLosses());
            explore(left.shared(), with(others, c, seat.answered(model.connect(), Wire.LOSS)), fewer);
          }
        }
        case Outcome.Waiting<S, C, R>(var next, var session, var effect, var footprint) -> {
          if (!next.equals(shared) || !session.equals(seat.session())) {
            moves++;
            explore(next, with(told(model, seats, c, effect), c, seat.in(session)), faults);
          }
        }
        case Outcome.Dropped<S, C, R>(var next, var effect) -> {
          moves++;
          explore(next, with(told(model, seats, c, effect), c, seat.answered(model.connect(), Wire.LOSS)), faults);
        }
      }
    }
    if (faults.connectionsDropped() > 0 && model.travels(seat.queue().getFirst())) {
      var left = model.disconnect(shared, seat.session());
      var fewer = new FaultBudget(faults.repliesLost(), faults.connectionsDropped() - 1, faults.processCrashes(), faults.powerLosses());
      explore(left.shared(), with(told(model, seats, c, left.effect()), c, seat.answered(model.connect(), Wire.LOSS)), fewer);
    }
    return moves;
  }

  static <C, Q, R> SimTime wake(SystemModel<?, C, Q, R, ?> model, List<Seat<C, Q, R>> seats) {
    return seats.stream().filter(seat -> !seat.isEnded()).map(seat -> model.wakeAt(seat.session())).reduce(SimTime.NEVER, SimTime::earlier);
  }

  /** Everybody but {@code except} has noticed {@code effect}. */
  static <C, Q, R> List<Seat<C, Q, R>> told(SystemModel<?, C, Q, R, ?> model, List<Seat<C, Q, R>> seats, int except, Effect effect) {
    var all = new ArrayList<>(seats);
    for (var c = 0; c < all.size(); c++) {
      if (c != except && !effect.isNone()) {
        all.set(c, all.get(c).in(model.observe(all.get(c).session(), effect)));
      }
    }
    return all;
  }

  static <T> List<T> with(List<T> list, int index, T element) {
    var copy = new ArrayList<>(list);
    copy.set(index, element);
    return copy;
  }
}

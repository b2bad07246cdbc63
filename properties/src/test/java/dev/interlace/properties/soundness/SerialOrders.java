package dev.interlace.properties.soundness;

import static dev.interlace.properties.soundness.EveryOrder.told;
import static dev.interlace.properties.soundness.EveryOrder.wake;
import static dev.interlace.properties.soundness.EveryOrder.with;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.ClientResult;
import dev.interlace.engine.program.OperationEnd;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Executions in which no operation starts while another is at work, by plain recursion. The second opinion on {@code serializable}: an ending is all right if those
 * operations that say they gave up can be left out, and the others run one after the other to that very ending.
 */
public final class SerialOrders<S, C, Q, R, V> {
  private final SystemModel<S, C, Q, R, V> model;
  private final List<Client<Q, R>> clients;
  /** Per client, per operation: the ends that say that it gave up. */
  private final List<List<Set<OperationEnd>>> gaveUp = new ArrayList<>();
  private final Set<Ending<V>> endings;

  /** @param found endings of the executions to be judged */
  public SerialOrders(SystemModel<S, C, Q, R, V> model, List<Client<Q, R>> clients, Predicate<@Nullable Object> aborted, Set<Ending<V>> found) {
    this.model = model;
    this.clients = clients;
    endings = new Walk(Optional.empty(), false).run();
    for (var c = 0; c < clients.size(); c++) {
      var operations = new ArrayList<Set<OperationEnd>>();
      for (var operation = 0; operation < clients.get(c).operations().size(); operation++) {
        operations.add(gaveUp(c, operation, aborted, List.of(found, endings)));
      }
      gaveUp.add(operations);
    }
  }

  private static <V> Set<OperationEnd> gaveUp(int c, int operation, Predicate<@Nullable Object> aborted, List<Set<Ending<V>>> all) {
    var ends = new LinkedHashSet<OperationEnd>();
    all.forEach(set -> set.forEach(ending -> ending.results().get(c).end(operation).ifPresent(ends::add)));
    var saysMore = ends.stream().anyMatch(end -> end instanceof OperationEnd.Returned(var value) && value != null);
    ends.removeIf(end -> end instanceof OperationEnd.Returned(var value) && (!aborted.test(value) || value == null && !saysMore));
    return ends;
  }

  /** Every ending, with each operation run as it is written. */
  public Set<Ending<V>> endings() {
    return endings;
  }

  /**
   * Whether {@code ending} is that of a serial execution without the operations that gave up.
   *
   * @param inPart whether these may have run up to any point, instead
   */
  boolean allows(Ending<V> ending, boolean inPart) {
    return new Walk(Optional.of(ending), inPart).run().contains(ending);
  }

  private final class Walk {
    private final Optional<Ending<V>> target;
    private final boolean inPart;
    private final Set<Ending<V>> found = new LinkedHashSet<>();

    Walk(Optional<Ending<V>> target, boolean inPart) {
      this.target = target;
      this.inPart = inPart;
    }

    Set<Ending<V>> run() {
      explore(model.initial(), clients.stream().map(client -> Seat.of(client, model.connect())).toList(), -1);
      return found;
    }

    private void explore(S shared, List<Seat<C, Q, R>> seats, int running) {
      if (target.isPresent() && found.contains(target.get())) {
        return;
      }
      if (seats.stream().allMatch(Seat::isEnded)) {
        found.add(new Ending<>(model.view(shared), seats.stream().map(Seat::result).toList()));
        return;
      }
      for (var c = 0; c < seats.size(); c++) {
        if (!seats.get(c).isEnded() && (running < 0 || running == c)) {
          go(shared, seats, c, running < 0);
        }
      }
      for (var step : model.environment(shared, wake(model, seats))) {
        explore(step.shared(), told(model, seats, -1, step.effect()), running);
      }
    }

    private void go(S shared, List<Seat<C, Q, R>> seats, int c, boolean starts) {
      var seat = seats.get(c);
      var isLeftOut = hasGivenUp(c, seat.operation());
      if (isLeftOut && (starts || inPart) && !model.isUnderWay(seat.session())) {
        explore(shared, with(seats, c, cut(seat, c, seat.operation())), -1);
      }
      if (isLeftOut && !inPart) {
        return;
      }
      for (var outcome : Outcomes.of(model, shared, seat.session(), seat.queue().getFirst())) {
        switch (outcome) {
          case Outcome.Answered<S, C, R>(var next, var session, var reply, var effect, var footprint, var alarms) ->
              goOn(next, told(model, seats, c, effect), c, seat.in(session), seat.answered(session, reply), isLeftOut);
          case Outcome.Dropped<S, C, R>(var next, var effect) ->
              goOn(next, told(model, seats, c, effect), c, seat.in(model.connect()), seat.answered(model.connect(), Wire.LOSS), isLeftOut);
          case Outcome.Waiting<S, C, R>(var next, var session, var effect, var footprint) -> {
            if (!next.equals(shared) || !session.equals(seat.session())) {
              explore(next, with(told(model, seats, c, effect), c, seat.in(session)), c);
            }
          }
        }
      }
    }

    private void goOn(S next, List<Seat<C, Q, R>> others, int c, Seat<C, Q, R> before, Seat<C, Q, R> after, boolean isLeftOut) {
      if (!after.isEnded() && after.operation() == before.operation()) {
        explore(next, with(others, c, after), c);
      } else if (isLeftOut) {
        explore(next, with(others, c, cut(before, c, before.operation())), -1);
      } else if (isAsTarget(c, after)) {
        explore(next, with(others, c, after), -1);
      }
    }

    private boolean hasGivenUp(int c, int operation) {
      return target.isPresent() && end(c, operation).filter(gaveUp.get(c).get(operation)::contains).isPresent();
    }

    private Optional<OperationEnd> end(int c, int operation) {
      return target.orElseThrow().results().get(c).end(operation);
    }

    private Seat<C, Q, R> cut(Seat<C, Q, R> seat, int c, int operation) {
      var values = target.orElseThrow().results().get(c).values().subList(0, operation);
      return seat.cut(new ClientResult(values, Optional.empty()), end(c, operation).orElseThrow());
    }

    private boolean isAsTarget(int c, Seat<C, Q, R> seat) {
      if (target.isEmpty()) {
        return true;
      }
      // One that has returned while its last requests are still to be executed is not over: it may yet be cut.
      for (var operation = 0; (seat.isEnded() || operation < seat.operation()) && seat.result().end(operation).isPresent(); operation++) {
        if (!seat.result().end(operation).equals(end(c, operation))) {
          return false;
        }
      }
      return true;
    }
  }
}

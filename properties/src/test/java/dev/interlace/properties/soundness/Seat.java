package dev.interlace.properties.soundness;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.ClientResult;
import dev.interlace.engine.program.Failure;
import dev.interlace.engine.program.OperationEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One client in the middle of an execution. Its program is run from the operation's start to find out what it does next, every time.
 *
 * @param operation the one at hand, or the number of operations once all are over
 * @param answers what this operation was answered so far
 * @param beganDown whether the connection was down when the operation began
 * @param queue requests sent and not executed
 * @param isOver whether the operation has returned or thrown, and only its last requests are left
 */
record Seat<C, Q, R>(
    Client<Q, R> client, C session, int operation, ClientResult result, List<Object> answers, boolean beganDown, List<Q> queue, boolean isOver) {
  static <C, Q, R> Seat<C, Q, R> of(Client<Q, R> client, C session) {
    return new Seat<>(client, session, 0, new ClientResult(List.of(), Optional.empty()), List.of(), false, List.<Q>of(), false).goOn();
  }

  boolean isEnded() {
    return queue.isEmpty();
  }

  Seat<C, Q, R> in(C other) {
    return new Seat<>(client, other, operation, result, answers, beganDown, queue, isOver);
  }

  /** After {@code answer}, or {@link Wire#LOSS}, to the first of {@link #queue}. */
  Seat<C, Q, R> answered(C next, Object answer) {
    if (isOver) {
      var left = answer == Wire.LOSS ? List.<Q>of() : queue.subList(1, queue.size());
      return new Seat<>(client, next, operation, result, List.of(), answer == Wire.LOSS, left, true).goOn();
    }
    var more = new ArrayList<>(answers);
    more.add(answer);
    return new Seat<>(client, next, operation, result, more, beganDown, List.<Q>of(), false).goOn();
  }

  /** With the operation at hand made to end so, whatever it was about to do. */
  Seat<C, Q, R> cut(ClientResult before, OperationEnd end) {
    return new Seat<>(client, session, operation, before.plus(end), List.of(), false, List.<Q>of(), true).goOn();
  }

  private Seat<C, Q, R> goOn() {
    var seat = this;
    while (seat.queue.isEmpty()) {
      if (seat.isOver) {
        if (seat.result.failure().isPresent()) {
          return seat;
        }
        seat = new Seat<>(client, seat.session, seat.operation + 1, seat.result, List.of(), seat.beganDown, List.of(), false);
      }
      if (seat.operation == client.operations().size()) {
        return seat;
      }
      seat = seat.run();
    }
    return seat;
  }

  private Seat<C, Q, R> run() {
    var wire = new Wire<Q, R>(answers, beganDown);
    OperationEnd end;
    try {
      end = new OperationEnd.Returned(client.operations().get(operation).program().run(wire));
    } catch (Wire.Pause pause) {
      return new Seat<>(client, session, operation, result, answers, beganDown, wire.unanswered(), false);
    } catch (Exception thrown) { // whatever the program under test dies of
      var message = Optional.ofNullable(thrown.getMessage()).orElse("");
      end = new OperationEnd.Threw(new Failure(thrown.getClass(), message));
    }
    return new Seat<>(client, session, operation, result.plus(end), List.of(), wire.isDown(), wire.unanswered(), true);
  }
}

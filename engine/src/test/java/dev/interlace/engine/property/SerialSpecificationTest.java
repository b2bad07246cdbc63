package dev.interlace.engine.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.ClientResult;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.program.OperationEnd;
import dev.interlace.engine.program.Program;
import dev.interlace.engine.property.SerialSpecification.Ruling;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.World;
import dev.interlace.engine.toy.BruteForce;
import dev.interlace.engine.toy.RandomScenarios;
import dev.interlace.engine.toy.RandomScenarios.Drawn;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Toy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Compares rulings with their definition: brute force over the serial orders of clients in which aborted operations are replaced,
 * by a constant, or by themselves cut off after so many replies.
 */
class SerialSpecificationTest {
  private static final Predicate<@Nullable Object> ABORTED = result -> Boolean.FALSE.equals(result) || result instanceof Enum<?>;

  @Test
  void rulings_are_as_defined() {
    Map<Ruling, Integer> counts = new EnumMap<>(Ruling.class);
    for (var seed = 0; seed < 1_500; seed++) {
      var drawn = RandomScenarios.draw(seed);
      if (drawn.clients().stream().flatMap(client -> client.operations().stream()).anyMatch(SerialSpecificationTest::readsLate)) {
        continue;
      }
      var world = new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults());
      var found = new Outcomes(world);
      new BreadthFirst(true).explore(world, Budget.DEFAULT, found);
      var specification = new SerialSpecification(world, ABORTED, Budget.DEFAULT, found.table);
      for (var id = 0; id < found.table.size(); id++) {
        var outcome = found.table.tuple(id);
        var ruling = specification.judge(outcome);
        counts.merge(ruling, 1, Integer::sum);
        assertThat(ruling).describedAs("seed %d: %s: %s", seed, drawn, text(world, outcome)).isEqualTo(defined(world, drawn, outcome));
      }
      assertThat(specification.unfinished()).isEmpty();
    }
    for (var ruling : Ruling.values()) {
      assertThat(counts.getOrDefault(ruling, 0)).describedAs(ruling.toString()).isGreaterThan(50);
    }
  }

  /** Requests sent ahead make "cut off after so many replies" mean something else than in the engine. */
  private static boolean readsLate(Operation<Request, Long> operation) {
    return List.of("unread", "dying ahead", "pipelined").contains(operation.name());
  }

  private record Place(int client, int operation, OperationEnd end) {}

  private static Ruling defined(World<?, ?, ?, ?, ?> world, Drawn drawn, int[] outcome) {
    var aborted = new ArrayList<Place>();
    for (var c = 0; c < world.clientCount(); c++) {
      for (var operation = 0; operation < world.client(c).operations().size(); operation++) {
        var place = new Place[1];
        var client = c;
        var index = operation;
        world.result(outcome, c).end(operation).filter(SerialSpecificationTest::isAborted)
            .ifPresent(end -> place[0] = new Place(client, index, end));
        if (place[0] != null) {
          aborted.add(place[0]);
        }
      }
    }
    var text = text(world, outcome);
    if (isSerial(drawn, aborted, List.of(), 0, text)) {
      return Ruling.ALLOWED;
    }
    return isSerial(drawn, aborted, List.of(), 6, text) ? Ruling.ABORTED_LEFT_EFFECT : Ruling.NOT_SERIALIZABLE;
  }

  private static boolean isAborted(OperationEnd end) {
    return switch (end) {
      case OperationEnd.Returned(var value) -> ABORTED.test(value);
      case OperationEnd.Threw threw -> true;
    };
  }

  /** Tries every way to cut the aborted operations off after at most {@code most} replies each. */
  private static boolean isSerial(Drawn drawn, List<Place> aborted, List<Integer> cuts, int most, String text) {
    if (cuts.size() < aborted.size()) {
      for (var cut = 0; cut <= most; cut++) {
        var more = new ArrayList<>(cuts);
        more.add(cut);
        if (isSerial(drawn, aborted, more, most, text)) {
          return true;
        }
      }
      return false;
    }
    var clients = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < drawn.clients().size(); c++) {
      var operations = new ArrayList<>(drawn.clients().get(c).operations());
      for (var i = 0; i < aborted.size(); i++) {
        if (aborted.get(i).client() == c) {
          var original = operations.get(aborted.get(i).operation());
          operations.set(aborted.get(i).operation(),
              new Operation<>(original.name(), cut(original.program(), cuts.get(i), aborted.get(i).end())));
        }
      }
      clients.add(drawn.clients().get(c).with(operations));
    }
    return BruteForce.outcomes(new Toy(drawn.registers()), clients, FaultBudget.NONE, true).contains(text);
  }

  private static final class CutOff extends RuntimeException {}

  /** {@code program} until it wants its reply number {@code replies} + 1, then {@code end} whatever it did. */
  private static Program<Request, Long> cut(Program<Request, Long> program, int replies, OperationEnd end) {
    return channel -> {
      try {
        program.run(new Cutting(channel, replies));
      } catch (RuntimeException whatever) {
        // it ends as it is told below
      }
      return switch (end) {
        case OperationEnd.Returned(var value) -> value;
        case OperationEnd.Threw(var failure) -> throw rebuilt(failure.type(), failure.message());
      };
    };
  }

  private static Exception rebuilt(Class<? extends Throwable> type, String message) {
    return type == IllegalStateException.class ? new IllegalStateException(message) : new ConnectionLost();
  }

  private record Cutting(Channel<Request, Long> inner, int[] left, List<Request> ahead) implements Channel<Request, Long> {
    Cutting(Channel<Request, Long> inner, int left) {
      this(inner, new int[] {left}, new ArrayList<>());
    }

    @Override
    public void send(Request request) {
      ahead.add(request);
    }

    @Override
    public Long receive() {
      if (left[0]-- == 0) {
        throw new CutOff();
      }
      inner.send(ahead.removeFirst());
      return inner.receive();
    }

    @Override
    public void reconnect() {
      inner.reconnect();
    }

    @Override
    public void mark(String label) {}

    @Override
    public <T> @Nullable T retry(OptionalInt tries, Callable<@Nullable T> attempt) throws Exception {
      for (var i = 0; i < tries.orElseThrow(); i++) {
        var result = attempt.call();
        if (result != null) {
          return result;
        }
      }
      return null;
    }
  }

  private static String text(World<?, ?, ?, ?, ?> world, int[] outcome) {
    var text = new StringBuilder(Objects.toString(world.viewValue(outcome[0])));
    for (var c = 0; c < world.clientCount(); c++) {
      ClientResult result = world.result(outcome, c);
      text.append(" | ").append(result.values());
      result.failure().ifPresent(failure -> text.append(' ').append(failure.type().getSimpleName()).append(": ").append(failure.message()));
    }
    return text.toString();
  }
}

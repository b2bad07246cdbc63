package dev.interlace.engine.property;

import dev.interlace.engine.program.OperationEnd;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.SerialSpace;
import dev.interlace.engine.search.SerialSpace.Mode;
import dev.interlace.engine.search.World;
import dev.interlace.engine.state.TupleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The programs as their own specification: which outcomes serial executions of the operations have.
 *
 * <p>An operation that says it was aborted is specified as not having run at all. Three sets of serial executions tell what is
 * wrong with an outcome: those in which aborted operations are left out allow what is right; those in which they may have run up
 * to any point, in addition, allow what is wrong only in that one of them left an effect; what neither allows is not
 * serializable.
 */
final class SerialSpecification implements SerialSpace.Aborts {
  /** What is to be said of an outcome. */
  enum Ruling {
    ALLOWED,
    ABORTED_LEFT_EFFECT,
    NOT_SERIALIZABLE
  }

  private final World<?, ?, ?, ?, ?> world;
  private final Predicate<@Nullable Object> aborted;
  private final Budget budget;
  /** Per client, per operation. */
  private final List<List<List<OperationEnd>>> aborts = new ArrayList<>();
  private final Outcomes plain;
  private final Outcomes withoutAborted;
  private @Nullable Outcomes withPart;
  private Optional<String> unfinished = Optional.empty();

  /** @param found outcomes of the executions to be judged: aborted results are known from them */
  SerialSpecification(World<?, ?, ?, ?, ?> world, Predicate<@Nullable Object> aborted, Budget budget, TupleTable found) {
    this.world = world;
    this.aborted = aborted;
    this.budget = budget;
    plain = explore(Mode.PLAIN);
    for (var c = 0; c < world.clientCount(); c++) {
      var operations = new ArrayList<List<OperationEnd>>();
      for (var operation = 0; operation < world.client(c).operations().size(); operation++) {
        operations.add(abortedEnds(c, operation, found));
      }
      aborts.add(operations);
    }
    withoutAborted = hasAborts() ? explore(Mode.WITHOUT_ABORTED) : plain;
  }

  private boolean hasAborts() {
    return aborts.stream().anyMatch(client -> client.stream().anyMatch(ends -> !ends.isEmpty()));
  }

  private List<OperationEnd> abortedEnds(int c, int operation, TupleTable found) {
    var ends = new ArrayList<OperationEnd>();
    for (var table : List.of(found, plain.table)) {
      for (var id = 0; id < table.size(); id++) {
        world.result(table.tuple(id), c).end(operation).filter(end -> !ends.contains(end)).ifPresent(ends::add);
      }
    }
    var nothing = new OperationEnd.Returned(null);
    var saysMore = ends.stream().anyMatch(end -> end instanceof OperationEnd.Returned && !end.equals(nothing));
    return ends.stream().filter(end -> switch (end) {
      case OperationEnd.Threw threw -> true;
      case OperationEnd.Returned(var value) -> aborted.test(value) && (value != null || saysMore);
    }).toList();
  }

  private Outcomes explore(Mode mode) {
    var outcomes = new Outcomes(world);
    var coverage = new BreadthFirst(true).explore(new SerialSpace(world, mode, this), budget, outcomes);
    if (unfinished.isEmpty()) {
      unfinished = coverage.unfinished().map(reason -> "serial executions: " + reason);
    }
    return outcomes;
  }

  @Override
  public List<OperationEnd> of(int client, int operation) {
    return aborts.get(client).get(operation);
  }

  Ruling judge(int[] outcome) {
    if (withoutAborted.contains(outcome)) {
      return Ruling.ALLOWED;
    }
    if (withPart == null) {
      withPart = hasAborts() ? explore(Mode.WITH_PART_OF_ABORTED) : withoutAborted;
    }
    return withPart.contains(outcome) ? Ruling.ABORTED_LEFT_EFFECT : Ruling.NOT_SERIALIZABLE;
  }

  /** Why the specification is not complete, so that no outcome may be called wrong; ask after judging. */
  Optional<String> unfinished() {
    return unfinished;
  }
}

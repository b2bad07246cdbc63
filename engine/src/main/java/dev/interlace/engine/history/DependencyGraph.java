package dev.interlace.engine.history;

import dev.interlace.engine.history.Anomaly.Shape;
import dev.interlace.engine.program.OperationEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which operation of an execution depends on which: ww, wr and rw edges by resource, and the order of each client's own
 * operations. An execution whose graph has no cycle is equivalent to a serial one.
 *
 * <p>Resources whose name starts with {@code session} belong to one connection and carry no dependency between operations by themselves.
 *
 * <p><b>Source:</b> Adya 1999, chapter 3; the names of shapes are those of {@link Anomaly.Shape}.
 */
public final class DependencyGraph {
  /** Kind of an edge. */
  public enum Kind {
    WRITE_WRITE,
    WRITE_READ,
    READ_WRITE,
    PROGRAM_ORDER
  }

  /**
   * {@code target} comes after {@code source} in every equivalent serial order.
   *
   * @param source number of an operation, counted from 0 in the order of first steps
   * @param reason the two steps, in words
   */
  public record Edge(Kind kind, int source, int target, String resource, String reason) {}

  private final List<Access> accesses;
  /** Per operation its client. */
  private final List<String> operations;
  /** Numbers of the operations that say they were aborted. */
  private final List<Integer> aborted;

  private DependencyGraph(List<Access> accesses, List<String> operations, List<Integer> aborted) {
    this.accesses = accesses;
    this.operations = operations;
    this.aborted = aborted;
  }

  private record Key(String client, int operation) {}

  /** @param meansAborted which results say so */
  public static DependencyGraph of(Execution<?, ?, ?> execution, Predicate<@Nullable Object> meansAborted) {
    var numbers = new LinkedHashMap<Key, Integer>();
    var accesses = new ArrayList<Access>();
    var aborted = new ArrayList<Integer>();
    for (var step : execution.steps()) {
      step.exchange().ifPresent(exchange -> {
        var operation = numbers.computeIfAbsent(new Key(exchange.client(), exchange.operation()), key -> numbers.size());
        collect(step, exchange, operation, accesses);
        if (!exchange.ended().isEmpty() && isAborted(exchange.ended().getFirst(), meansAborted)) {
          aborted.add(operation);
        }
      });
    }
    return new DependencyGraph(accesses, numbers.keySet().stream().map(Key::client).toList(), aborted);
  }

  private static void collect(Step<?, ?, ?> step, Exchange<?, ?> exchange, int operation, List<Access> into) {
    var resources = new TreeSet<>(step.footprint().reads());
    resources.addAll(step.footprint().writes());
    var who = exchange.client() + "'s " + exchange.request() + " (step " + step.number() + ")";
    for (var resource : resources) {
      var isRead = step.footprint().reads().contains(resource);
      var isWrite = step.footprint().writes().contains(resource);
      into.add(new Access(operation, exchange.client(), step.number(), who, resource, isRead, isWrite));
    }
  }

  private static boolean isAborted(OperationEnd end, Predicate<@Nullable Object> meansAborted) {
    return switch (end) {
      case OperationEnd.Returned(var value) -> value != null && meansAborted.test(value);
      case OperationEnd.Threw threw -> true;
    };
  }

  /** Every edge, in the order of its first and then its second step, then those of program order. */
  public List<Edge> edges() {
    var edges = new ArrayList<Edge>();
    for (var first : accesses) {
      for (var second : accesses) {
        if (first.isWriteBeforeWrite(second)) {
          edges.add(edge(Kind.WRITE_WRITE, first, second, "wrote what was then overwritten by"));
        }
        if (first.isWriteBeforeRead(second)) {
          edges.add(edge(Kind.WRITE_READ, first, second, "wrote what was then read by"));
        }
        if (first.isReadBefore(second)) {
          edges.add(edge(Kind.READ_WRITE, first, second, "read what was then changed by"));
        }
      }
    }
    for (var source = 0; source < operations.size(); source++) {
      for (var target = source + 1; target < operations.size(); target++) {
        if (operations.get(source).equals(operations.get(target))) {
          edges.add(new Edge(Kind.PROGRAM_ORDER, source, target, "", operations.get(source) + " ran one operation before the other"));
        }
      }
    }
    return edges;
  }

  private static Edge edge(Kind kind, Access first, Access second, String verb) {
    return new Edge(kind, first.operation(), second.operation(), first.resource(), first.who() + " " + verb + " " + second.who());
  }

  /** What the literature calls this execution; empty if nothing in its dependencies forbids a serial order. */
  public Optional<Anomaly> anomaly() {
    return dirtyRead()
        .or(() -> overwritten(false))
        .or(() -> overwritten(true))
        .or(this::intermediateRead)
        .or(this::nonRepeatableRead)
        .or(() -> twoSided(Shape.READ_SKEW))
        .or(() -> twoSided(Shape.PHANTOM))
        .or(() -> twoSided(Shape.WRITE_SKEW))
        .or(() -> twoSided(Shape.DIRTY_WRITE))
        .or(this::cycle);
  }

  private Optional<Anomaly> dirtyRead() {
    for (var write : accesses) {
      for (var read : accesses) {
        if (aborted.contains(write.operation()) && !aborted.contains(read.operation()) && write.isWriteBeforeRead(read)) {
          return Optional.of(new Anomaly(Shape.DIRTY_READ, read.who() + " read what " + write.who()
              + " wrote in an operation that was then reported as failed"));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Read, changed by another, written: by an atomic read-modify-write or not. What a read-modify-write goes ahead on was a check only if it
   * was nothing but a read.
   */
  private Optional<Anomaly> overwritten(boolean byReadModifyWrite) {
    for (var read : accesses) {
      for (var change : accesses) {
        for (var write : accesses) {
          if (read.operation() == write.operation()
              && write.isRead() == byReadModifyWrite
              && !(byReadModifyWrite && read.isWrite())
              && read.isReadBefore(change)
              && change.isWriteBeforeWrite(write)
              && write.meets(read)) {
            return Optional.of(byReadModifyWrite ? staleCheck(read, change, write) : lostUpdate(read, change, write));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Anomaly staleCheck(Access read, Access change, Access write) {
    return new Anomaly(
        Shape.STALE_CHECK, read.who() + " was the check, " + change.who() + " made it stale, and " + write.who() + " went ahead on it");
  }

  private static Anomaly lostUpdate(Access read, Access change, Access write) {
    return new Anomaly(
        Shape.LOST_UPDATE,
        read.who() + " read " + read.resource() + ", " + change.who() + " changed it, and " + write.who() + " wrote over that change");
  }

  private Optional<Anomaly> intermediateRead() {
    for (var write : accesses) {
      for (var read : accesses) {
        for (var rewrite : accesses) {
          if (write.operation() == rewrite.operation() && write.isWriteBeforeRead(read) && read.isReadBefore(rewrite)
              && write.meets(rewrite)) {
            return Optional.of(new Anomaly(
                Shape.INTERMEDIATE_READ, read.who() + " read what " + write.who() + " wrote and " + rewrite.who()
                    + " was still to change"));
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Anomaly> nonRepeatableRead() {
    for (var read : accesses) {
      for (var change : accesses) {
        for (var reread : accesses) {
          if (read.operation() == reread.operation() && read.isReadBefore(change) && change.isWriteBeforeRead(reread)
              && read.meets(reread)) {
            return Optional.of(new Anomaly(
                Shape.NON_REPEATABLE_READ, read.who() + " and " + reread.who() + " read " + read.resource() + ", and " + change.who()
                    + " changed it in between"));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Shapes of two operations, each of which comes before the other by one resource. */
  private Optional<Anomaly> twoSided(Shape shape) {
    for (var first : accesses) {
      for (var second : accesses) {
        for (var third : accesses) {
          for (var fourth : accesses) {
            var isTwoSided = first.operation() == fourth.operation() && second.operation() == third.operation();
            if (isTwoSided && fits(shape, first, second, third, fourth)) {
              return Optional.of(new Anomaly(shape, explain(shape, first, second, third, fourth)));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * One operation made the first and the fourth access, the other the second and the third; the first is before the second, and
   * the third before the fourth.
   */
  private static boolean fits(Shape shape, Access first, Access second, Access third, Access fourth) {
    return switch (shape) {
      case READ_SKEW -> !first.isOfAll() && first.isReadBefore(second) && third.isWriteBeforeRead(fourth);
      case PHANTOM -> first.isOfAll() && first.isReadBefore(second) && (third.isReadBefore(fourth) || third.isWriteBeforeRead(fourth));
      case WRITE_SKEW -> first.isReadBefore(second) && third.isReadBefore(fourth);
      case DIRTY_WRITE -> first.isWriteBeforeWrite(second) && third.isWriteBeforeWrite(fourth);
      case DIRTY_READ, LOST_UPDATE, STALE_CHECK, INTERMEDIATE_READ, NON_REPEATABLE_READ, CYCLE ->
          throw new IllegalArgumentException(shape.term());
    };
  }

  private static String explain(Shape shape, Access first, Access second, Access third, Access fourth) {
    return switch (shape) {
      case READ_SKEW -> first.who() + " came before " + second.who() + ", but " + fourth.who() + " after " + third.who();
      case PHANTOM -> first.who() + " looked at everything before " + second.who() + " changed it, but " + fourth.who() + " came after "
          + third.who();
      case WRITE_SKEW -> first.who() + " read what " + second.who() + " then changed, and " + third.who() + " what " + fourth.who()
          + " then changed";
      case DIRTY_WRITE -> second.who() + " wrote over " + first.who() + ", but " + fourth.who() + " over " + third.who();
      case DIRTY_READ, LOST_UPDATE, STALE_CHECK, INTERMEDIATE_READ, NON_REPEATABLE_READ, CYCLE ->
          throw new IllegalArgumentException(shape.term());
    };
  }

  /** The shortest cycle; of several the one whose first operation started first. */
  private Optional<Anomaly> cycle() {
    var edges = edges();
    List<Edge> shortest = List.of();
    for (var start = 0; start < operations.size(); start++) {
      var path = wayBack(start, edges);
      if (!path.isEmpty() && (shortest.isEmpty() || path.size() < shortest.size())) {
        shortest = path;
      }
    }
    return shortest.isEmpty()
        ? Optional.empty()
        : Optional.of(new Anomaly(Shape.CYCLE, String.join(", ", shortest.stream().map(Edge::reason).toList())));
  }

  /** Edges of a shortest cycle through {@code start}, breadth-first; empty if there is none. */
  private List<Edge> wayBack(int start, List<Edge> edges) {
    Map<Integer, List<Edge>> ways = new LinkedHashMap<>();
    ways.put(start, List.of());
    var open = new ArrayList<>(List.of(start));
    for (var next = 0; next < open.size(); next++) {
      var way = ways.get(open.get(next));
      for (var edge : edges) {
        if (edge.source() != open.get(next)) {
          continue;
        }
        var longer = new ArrayList<>(way);
        longer.add(edge);
        if (edge.target() == start) {
          return longer;
        }
        if (ways.putIfAbsent(edge.target(), longer) == null) {
          open.add(edge.target());
        }
      }
    }
    return List.of();
  }
}

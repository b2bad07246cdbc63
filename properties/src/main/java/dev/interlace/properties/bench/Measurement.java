package dev.interlace.properties.bench;

import dev.interlace.engine.property.Inspection;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.OptimalOrders;
import dev.interlace.engine.search.Reductions;
import dev.interlace.engine.search.Visitor;
import java.util.List;

/**
 * One search, measured.
 *
 * @param executions complete executions walked one by one; 0 for a search that walks states
 * @param searchSeconds of the search alone, after others that warmed up the machine
 * @param verdict holds, violated, or why it is undecided
 */
public record Measurement(
    Task task, long states, long transitions, long executions, double searchSeconds, double bytesPerState, String verdict) {
  private static final double NANOS_A_SECOND = 1e9;
  private static final double WARM_UP_SECONDS = 1;
  private static final int WARM_UP_SEARCHES = 3;

  /** How to search. */
  public enum Method {
    /** Every state once, breadth-first. */
    EXHAUSTIVE,
    /** Every class of equivalent executions once, in a world in which each step is known: one search after another for a second, and the mean. */
    DPOR
  }

  /** What is searched, and how. {@code reductions} are those of the exhaustive search. */
  public record Task(Workload workload, int clients, int repeat, Reductions reductions, Method method) {
    @Override
    public String toString() {
      var times = workload.isRepeated() ? " x" + repeat : "";
      return workload + " " + clients + times + ", " + (method == Method.DPOR ? "optimal orders" : "reductions: " + reductions);
    }
  }

  /** Searches as long as it takes Java to get warm, then once more, for so many seconds at most; only once if the search is saved. */
  public static Measurement of(Task task, Budget budget, double seconds, boolean isSaved) {
    var start = System.nanoTime();
    for (var i = 0; !isSaved && i < WARM_UP_SEARCHES && secondsSince(start) < WARM_UP_SECONDS; i++) {
      exhaustively(task, lasting(budget, Math.min(seconds, WARM_UP_SECONDS)));
    }
    var limited = lasting(budget, seconds);
    return task.method == Method.DPOR ? byOrders(task, limited) : exhaustively(task, limited);
  }

  private static Budget lasting(Budget budget, double seconds) {
    var until = System.nanoTime() + (long) (seconds * NANOS_A_SECOND);
    return budget.withDeadline(() -> System.nanoTime() > until);
  }

  private static Measurement exhaustively(Task task, Budget budget) {
    var scenario = task.workload.scenario(task.clients, task.repeat).scenario();
    var property = task.workload.property();
    var start = System.nanoTime();
    var strategy = task.method == Method.DPOR ? new OptimalOrders() : new BreadthFirst(false);
    try {
      var inspection = Inspection.of(scenario, strategy, task.reductions, budget, List.of(property), false);
      var coverage = inspection.coverage();
      var verdict = inspection.finding(property).isPresent() ? "violated" : coverage.unfinished().orElse("holds");
      return measured(task, coverage, secondsSince(start), verdict);
    } catch (OutOfMemoryError full) { // everything that filled it is garbage now
      return new Measurement(task, 0, 0, 0, secondsSince(start), 0, "the memory that Java may have is used up");
    }
  }

  private static Measurement byOrders(Task task, Budget budget) {
    var judged = exhaustively(task, budget);
    if (judged.searchSeconds > WARM_UP_SECONDS) {
      return judged;
    }
    var world = task.workload.scenario(task.clients, task.repeat).scenario().world();
    var coverage = new OptimalOrders().explore(world, budget, Visitor.BLIND);
    var warmedUp = System.nanoTime();
    while (secondsSince(warmedUp) < WARM_UP_SECONDS) {
      coverage = new OptimalOrders().explore(world, budget, Visitor.BLIND);
    }
    var start = System.nanoTime();
    var searches = 0;
    while (secondsSince(start) < WARM_UP_SECONDS) {
      coverage = new OptimalOrders().explore(world, budget, Visitor.BLIND);
      searches++;
    }
    return measured(task, coverage, secondsSince(start) / searches, judged.verdict);
  }

  private static Measurement measured(Task task, Coverage coverage, double seconds, String verdict) {
    var bytes = (double) coverage.bytes() / coverage.states();
    return new Measurement(task, coverage.states(), coverage.transitions(), coverage.executions(), seconds, bytes, verdict);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / NANOS_A_SECOND;
  }
}

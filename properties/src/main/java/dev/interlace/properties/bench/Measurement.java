package dev.interlace.properties.bench;

import dev.interlace.engine.property.Inspection;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Reductions;
import java.util.List;

/**
 * One search, measured.
 *
 * @param executions complete executions walked one by one; 0 for a search that walks states
 * @param searchSeconds of the search alone, after one that warmed up the machine
 * @param verdict holds, violated, or why it is undecided
 */
public record Measurement(
    Task task, long states, long transitions, long executions, double searchSeconds, double bytesPerState, String verdict) {
  private static final double NANOS_A_SECOND = 1e9;
  private static final double WARM_UP_SECONDS = 1;
  private static final int WARM_UP_SEARCHES = 3;

  /** What is searched, and how. */
  public record Task(Workload workload, int clients, int repeat, Reductions reductions) {}

  /** Searches twice or more, as long as it takes Java to get warm, and measures the last time. */
  public static Measurement of(Task task, Budget budget) {
    var start = System.nanoTime();
    for (var i = 0; i < WARM_UP_SEARCHES && secondsSince(start) < WARM_UP_SECONDS; i++) {
      var until = System.nanoTime() + (long) (WARM_UP_SECONDS * NANOS_A_SECOND);
      once(task, budget.withDeadline(() -> System.nanoTime() > until));
    }
    return once(task, budget);
  }

  private static Measurement once(Task task, Budget budget) {
    var scenario = task.workload.scenario(task.clients, task.repeat).scenario();
    var property = task.workload.property();
    var start = System.nanoTime();
    var inspection = Inspection.of(scenario, new BreadthFirst(false), task.reductions, budget, List.of(property), false);
    var seconds = secondsSince(start);
    var coverage = inspection.coverage();
    var verdict = inspection.finding(property).isPresent() ? "violated" : coverage.unfinished().orElse("holds");
    return new Measurement(
        task, coverage.states(), coverage.transitions(), 0, seconds, (double) coverage.bytes() / coverage.states(), verdict);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / NANOS_A_SECOND;
  }
}

package dev.interlace.engine.bench;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.DepthFirst;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.search.Visitor;
import dev.interlace.engine.search.World;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import dev.interlace.engine.toy.Toy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Transitions per second of an exhaustive search, in the secondary figure {@code transitions}: clients that each increment a
 * register twice by WATCH, GET and COMMIT and try for ever. Run it with {@code mvn -q -pl engine -Pbench process-test-classes}.
 *
 * <p>{@code warm} searches a world whose memo is filled: the hot loop alone. {@code cold} starts from nothing, running the
 * programs and the system as well.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Thread)
public class SearchBenchmark {
  @Param({"3", "4"})
  public int clients;

  private World<Store, Seat, Request, Long, SortedMap<String, Long>> warm;

  /** Transitions counted over an iteration, shown per second. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Counter {
    public long transitions;
  }

  @Setup(Level.Trial)
  public void fill() {
    warm = world();
    new BreadthFirst(false).explore(warm, Budget.DEFAULT, Visitor.BLIND);
  }

  private World<Store, Seat, Request, Long, SortedMap<String, Long>> world() {
    var all = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < clients; c++) {
      Operation<Request, Long> increment = Programs.watchedIncrement("x", OptionalInt.empty());
      all.add(new Client<>("c" + c, List.of(increment, increment)));
    }
    return new World<>(new Toy(Map.of("x", 0L)), all, FaultBudget.NONE);
  }

  @Benchmark
  public Coverage warmBreadthFirst(Counter counter) {
    return search(warm, new BreadthFirst(false), counter);
  }

  @Benchmark
  public Coverage warmDepthFirst(Counter counter) {
    return search(warm, new DepthFirst(false), counter);
  }

  @Benchmark
  public Coverage coldBreadthFirst(Counter counter) {
    return search(world(), new BreadthFirst(false), counter);
  }

  private static Coverage search(World<?, ?, ?, ?, ?> world, Strategy strategy, Counter counter) {
    var coverage = strategy.explore(world, Budget.DEFAULT, Visitor.BLIND);
    counter.transitions += coverage.transitions();
    return coverage;
  }
}

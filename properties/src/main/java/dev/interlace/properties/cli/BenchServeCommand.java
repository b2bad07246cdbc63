package dev.interlace.properties.cli;

import dev.interlace.properties.bench.PortBenchmark;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interlace bench-serve}. */
@Command(
    name = "bench-serve",
    mixinStandardHelpOptions = true,
    description = "Measures the server on a port beside redis-server, with redis-benchmark. Ends with 1 if a ratio is below --least.")
final class BenchServeCommand implements Callable<Integer> {
  private static final int PERCENT = 100;

  @Spec private CommandSpec spec;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "3",
      description = "How often the two take turns; the best round of each counts. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--requests", paramLabel = "N", defaultValue = "100000",
      description = "Requests of each test and round; with a pipeline of 16 four times as many. Default: ${DEFAULT-VALUE}.")
  private int requests;

  @Option(names = "--least", paramLabel = "PERCENT", defaultValue = "40", description = "The ratio to reach. Default: ${DEFAULT-VALUE}.")
  private int least;

  @Override
  public Integer call() throws IOException {
    if (rounds < 1 || requests < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds and --requests are at least 1");
    }
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      spec.commandLine().getErr().println("interlace: " + OracleServer.ABSENT);
      return ExitCode.UNDECIDED;
    }
    var benchmark = new PortBenchmark(rounds, spec.commandLine().getErr()::println);
    var rows = benchmark.run(binary.get(), new TreeMap<>(Map.of(1, requests, 16, 4 * requests)));
    print(rows);
    return rows.stream().allMatch(row -> row.ratio() * PERCENT >= least) ? ExitCode.EXPECTED : ExitCode.VIOLATED;
  }

  private void print(List<PortBenchmark.Row> rows) {
    var out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, "%-16s %8s %14s %14s %6s", "test", "pipeline", "redis-server", "interlace", "ratio"));
    for (var row : rows) {
      out.println(String.format(Locale.ROOT, "%-16s %8d %,12.0f/s %,12.0f/s %5.0f%%",
          row.test(), row.pipeline(), row.real(), row.ours(), PERCENT * row.ratio()));
    }
  }
}

package dev.interlace.properties.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Reductions;
import dev.interlace.properties.bench.Measurement;
import dev.interlace.properties.bench.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlace bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the search on one of five workloads.")
final class BenchCommand implements Callable<Integer> {
  private static final double MILLIS_A_SECOND = 1e3;

  /** On or off. */
  enum Switch {
    ON,
    OFF
  }

  @Spec private CommandSpec spec;

  @Parameters(arity = "1", paramLabel = "WORKLOAD", description = "W1, W2, W3, W4 or W5.")
  private Workload workload;

  @Option(names = "--clients", paramLabel = "N", defaultValue = "3", description = "How many clients (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(names = "--repeat", paramLabel = "R", defaultValue = "1", description = "How often each does it, W2 and W3 (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(names = "--reduction", paramLabel = "on|off", defaultValue = "on", description = "Leave out orders that do not matter (default: on).")
  private Switch reduction;

  @Option(names = "--symmetry", paramLabel = "on|off", defaultValue = "on", description = "Take clients with the same program for each other (default: on).")
  private Switch symmetry;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the row as JSON.")
  private Path json;

  @Override
  public Integer call() {
    if (clients < 1 || repeat < 1) {
      throw new ParameterException(spec.commandLine(), "--clients and --repeat are at least 1");
    }
    var reductions = new Reductions(reduction == Switch.ON, symmetry == Switch.ON);
    var budget = Budget.DEFAULT.withStates(Integer.MAX_VALUE - 8L).withTransitions(Long.MAX_VALUE);
    var row = Measurement.of(new Measurement.Task(workload, clients, repeat, reductions), budget);
    var processSeconds = ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_A_SECOND;
    spec.commandLine().getOut().println(String.format(Locale.ROOT,
        "%s  clients %d  repeat %d  reductions: %s%n%,d states  %,d transitions  %,d executions  %.3f s search  %.3f s process  "
            + "%.1f bytes per state  %,.0f transitions/s  %s",
        workload, clients, repeat, reductions, row.states(), row.transitions(), row.executions(), row.searchSeconds(), processSeconds,
        row.bytesPerState(), row.transitions() / row.searchSeconds(), row.verdict()));
    if (json != null) {
      write(row, processSeconds);
    }
    return ExitCode.EXPECTED;
  }

  private void write(Measurement row, double processSeconds) {
    var node = new JsonMapper().createObjectNode()
        .put("workload", row.task().workload().name())
        .put("clients", row.task().clients())
        .put("repeat", row.task().repeat())
        .put("states", row.states())
        .put("transitions", row.transitions())
        .put("executions", row.executions())
        .put("searchSeconds", row.searchSeconds())
        .put("processSeconds", processSeconds)
        .put("bytesPerState", row.bytesPerState())
        .put("verdict", row.verdict());
    try {
      Files.writeString(json, node.toPrettyString() + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + json + ": " + e.getMessage(), e);
    }
  }
}

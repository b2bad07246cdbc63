package dev.interlace.properties.cli;

import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Reductions;
import dev.interlace.properties.bench.Measurement.Method;
import dev.interlace.properties.bench.Measurement.Task;
import dev.interlace.properties.bench.Measurement;
import dev.interlace.properties.bench.Spin;
import dev.interlace.properties.bench.Workload;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlace bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the search on one of five workloads, or, if none is named, on all, beside Spin if it is installed.")
final class BenchCommand implements Callable<Integer> {
  /** On or off. */
  enum Switch {
    ON,
    OFF
  }

  @Spec private CommandSpec spec;
  @Mixin private SearchOptions search;

  @Parameters(arity = "0..1", paramLabel = "WORKLOAD", description = "W1, W2, W3, W4 or W5.")
  private Workload workload;

  @Option(names = "--clients", paramLabel = "N", defaultValue = "3", description = "How many clients (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(names = "--repeat", paramLabel = "R", defaultValue = "1", description = "How often each does it, in W2 and W3 (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(names = "--reduction", paramLabel = "on|off", defaultValue = "on", description = "Leave out orders that do not matter (default: on).")
  private Switch reduction;

  @Option(
      names = "--symmetry",
      paramLabel = "on|off",
      defaultValue = "on",
      description = "Take clients with the same program for each other (default: on).")
  private Switch symmetry;

  @Option(
      names = "--strategy",
      paramLabel = "exhaustive|dpor",
      defaultValue = "exhaustive",
      description = "Walk every state, or one execution of each class of equivalent ones (default: ${DEFAULT-VALUE}).")
  private Method strategy;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long a search may take before it is undecided (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the rows as JSON: a record for one workload, an array for all.")
  private Path json;

  private Budget limits;
  private ProgressLine progress;

  @Override
  public Integer call() {
    if (clients < 1 || repeat < 1 || seconds < 1) {
      throw new ParameterException(spec.commandLine(), "--clients, --repeat and --seconds are at least 1");
    }
    try (var interruption = new Interruption()) {
      return call(interruption);
    }
  }

  private int call(Interruption interruption) {
    limits = search.budget(1, workload != null, spec.commandLine().getErr()).withStates(Integer.MAX_VALUE - 8L).withTransitions(Long.MAX_VALUE)
        .withInterruption(interruption::reason);
    progress = search.progress(spec.commandLine().getErr(), 1);
    var out = spec.commandLine().getOut();
    if (workload == null) {
      all(out);
    } else {
      var task = new Task(workload, clients, repeat, new Reductions(reduction == Switch.ON, symmetry == Switch.ON), strategy);
      var row = measure(task, out);
      if (json != null) {
        BenchJson.write(row, json);
      }
    }
    return ExitCode.EXPECTED;
  }

  private Measurement measure(Task task, PrintWriter out) {
    var row = Measurement.of(task, progress.watching(limits, task.toString()), seconds, search.isSaved());
    progress.end();
    out.println(line(task.toString(), row.states(), row.transitions(), row.searchSeconds())
        + (row.executions() > 0
            ? String.format(Locale.ROOT, "  %,d executions, %,.0f/s", row.executions(), row.executions() / row.searchSeconds())
            : String.format(Locale.ROOT, "  %.1f bytes a state", row.bytesPerState()))
        + "  " + row.verdict());
    out.flush();
    return row;
  }

  private static String line(String what, long states, long transitions, double seconds) {
    return String.format(Locale.ROOT, "%-48s %,12d states %,13d transitions %8.3f s %,12.0f/s", what, states, transitions, seconds,
        transitions / seconds);
  }

  private void all(PrintWriter out) {
    var rows = new ArrayList<Measurement>();
    out.println("Raw rate, everything off");
    for (var raw : List.of(new Task(Workload.W2, 4, 2, Reductions.NONE, Method.EXHAUSTIVE), new Task(Workload.W3, 5, 2, Reductions.NONE, Method.EXHAUSTIVE))) {
      rows.add(measure(raw, out));
      spin(raw, false, out);
    }
    out.println("What each reduction leaves out");
    for (var each : Workload.values()) {
      for (var reductions : List.of(Reductions.NONE, new Reductions(true, false), new Reductions(false, true), Reductions.ALL)) {
        rows.add(measure(new Task(each, 5, 1, reductions, Method.EXHAUSTIVE), out));
      }
    }
    out.println("Reach, everything on");
    for (var far : List.of(far(Workload.W1, 16, 1), far(Workload.W2, 10, 1), far(Workload.W2, 7, 2), far(Workload.W3, 12, 1),
        far(Workload.W3, 8, 2), far(Workload.W4, 14, 1), far(Workload.W5, 7, 1))) {
      rows.add(measure(far, out));
    }
    spin(far(Workload.W5, 7, 1), true, out);
    out.println("One execution of each class");
    rows.add(measure(new Task(Workload.W3, 4, 1, Reductions.NONE, Method.DPOR), out));
    if (json != null) {
      BenchJson.write(rows, json);
    }
  }

  private static Task far(Workload workload, int clients, int repeat) {
    return new Task(workload, clients, repeat, Reductions.ALL, Method.EXHAUSTIVE);
  }

  private void spin(Task task, boolean isReduced, PrintWriter out) {
    if (!Spin.isInstalled()) {
      out.println("  (spin and gcc are not on the PATH)");
      return;
    }
    var name = "  Spin, " + (isReduced ? "with its reduction" : "-DNOREDUCE");
    var run = new Spin(seconds).search(task.workload(), task.clients(), task.repeat(), isReduced);
    out.println(run.map(done -> line(name, done.states(), done.transitions(), done.seconds())).orElse(name + ": more than " + seconds + " s"));
    out.flush();
  }
}

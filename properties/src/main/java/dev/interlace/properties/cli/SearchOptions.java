package dev.interlace.properties.cli;

import dev.interlace.engine.search.Budget;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a search may take, and where it is saved: common to all commands that search. */
final class SearchOptions {
  /** What the rest of the program takes. */
  private static final long OTHER_BYTES = 40 << 20;
  private static final long LEAST_BYTES = 8 << 20;
  private static final long MOST_MEGABYTES = Long.MAX_VALUE >> 20;

  @Spec(Spec.Target.MIXEE) private CommandSpec spec;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Memory for all that a search remembers; one that needs more is undecided (default: three fifths of what Java may have).")
  private long megabytes;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "How many threads search; what they find does not depend on it (default: as many as there are cores, and 1 to measure).")
  private Integer threads;

  @Option(names = "--save", paramLabel = "FILE", description = "Save the search now and then, and when it is interrupted. For one program only.")
  private Path target;

  @Option(
      names = "--save-every",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How often the search is saved (default: ${DEFAULT-VALUE}).")
  private double saveEvery;

  @Option(names = "--resume", paramLabel = "FILE", description = "Go on with a saved search.")
  private Path source;

  @Option(names = "--progress", description = "Say how the search goes even where nobody watches a terminal.")
  private boolean showsProgress;

  /** The budget that was asked for. @param isOne whether only one search is going to be made */
  Budget budget(int usualThreads, boolean isOne, PrintWriter err) {
    if (isSaved() && !isOne) {
      throw new ParameterException(spec.commandLine(), "--save and --resume are for one program");
    }
    if (threads != null && threads < 1 || megabytes < 0 || !(saveEvery >= 0)) {
      throw new ParameterException(spec.commandLine(), "--threads is at least 1, and --memory and --save-every not negative");
    }
    if (megabytes > MOST_MEGABYTES) {
      throw new ParameterException(spec.commandLine(), "--memory is in megabytes, and at most " + MOST_MEGABYTES);
    }
    if (target != null) {
      Destination.checkFile(spec.commandLine(), "--save", target);
    }
    var bytes = megabytes > 0 ? megabytes << 20 : Math.max(LEAST_BYTES, (Runtime.getRuntime().maxMemory() - OTHER_BYTES) / 5 * 3);
    var file = new SearchFile(Optional.ofNullable(target), Optional.ofNullable(source), saveEvery, err);
    var budget = Budget.DEFAULT.withBytes(bytes).withThreads(threads == null ? usualThreads : threads);
    return isSaved() ? budget.withSavepoint(file) : budget;
  }

  boolean isSaved() {
    return target != null || source != null;
  }

  ProgressLine progress(PrintWriter err, int searches) {
    var elsewhere = showsProgress ? ProgressLine.Place.LINES : ProgressLine.Place.NOWHERE;
    return new ProgressLine(err, System.console() != null ? ProgressLine.Place.TERMINAL : elsewhere, searches);
  }
}

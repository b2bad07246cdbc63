package dev.interlace.properties.cli;

import dev.interlace.engine.search.Budget;
import dev.interlace.properties.gallery.Exhibit;
import dev.interlace.traces.oracle.OracleServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code demo} and {@code check} have in common. */
final class GalleryOptions {
  @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
  private Path json;

  @Option(
      names = "--traces",
      paramLabel = "FOLDER",
      defaultValue = "target/traces",
      description = "Where counterexamples are saved (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(names = "--no-confirm", description = "Do not play counterexamples on redis-server.")
  private boolean isNotConfirmed;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Memory for the states that a search has seen; one that needs more is undecided (default: half of what Java may have).")
  private long megabytes;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "How many threads search; what they find does not depend on it (default: as many as there are cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Checks {@code exhibits} in order. Says on {@code err} how it goes, and why nothing is confirmed if nothing is. */
  List<Finding> run(List<Exhibit> exhibits, PrintWriter err) {
    var binary = isNotConfirmed ? Optional.<Path>empty() : OracleServer.find();
    if (binary.isEmpty()) {
      err.println(isNotConfirmed ? "counterexamples are not confirmed on a real server" : OracleServer.ABSENT);
      return run(exhibits, err, Optional.empty());
    }
    try (var desk = new ConfirmationDesk(binary.get())) {
      return run(exhibits, err, Optional.of(desk));
    }
  }

  private List<Finding> run(List<Exhibit> exhibits, PrintWriter err, Optional<ConfirmationDesk> desk) {
    var progress = new ProgressLine(err, System.console() != null, exhibits.size());
    var findings = new Curator(Budget.DEFAULT.withBytes(bytes()).withThreads(threads), folder, desk, progress).check(exhibits);
    if (json != null) {
      FindingsJson.write(findings, json);
    }
    return findings;
  }

  private long bytes() {
    return megabytes > 0 ? megabytes << 20 : Runtime.getRuntime().maxMemory() / 2;
  }
}

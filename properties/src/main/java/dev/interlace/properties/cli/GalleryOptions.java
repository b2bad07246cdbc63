package dev.interlace.properties.cli;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Swarm;
import dev.interlace.properties.gallery.Exhibit;
import dev.interlace.traces.oracle.OracleServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code demo} and {@code check} have in common. */
final class GalleryOptions {
  @Spec(Spec.Target.MIXEE) private CommandSpec spec;

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
      names = "--swarm",
      paramLabel = "N",
      description = "Instead of searching everything, make N searches of at most --swarm-states states, each in another order. Proves nothing.")
  private int swarm;

  @Option(names = "--swarm-states", paramLabel = "N", defaultValue = "100000", description = "See --swarm (default: ${DEFAULT-VALUE}).")
  private int swarmStates;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "Of the orders of --swarm (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Checks {@code exhibits} in order. Says on {@code err} how it goes, and why nothing is confirmed if nothing is. */
  List<Finding> run(List<Exhibit> exhibits, SearchOptions search, Interruption interruption, PrintWriter err) {
    check();
    var budget = search.budget(Runtime.getRuntime().availableProcessors(), exhibits.size() == 1, err).withInterruption(interruption::reason);
    var progress = search.progress(err, exhibits.size());
    var binary = isNotConfirmed ? Optional.<Path>empty() : OracleServer.find();
    if (binary.isEmpty()) {
      err.println(isNotConfirmed ? "counterexamples are not confirmed on a real server" : OracleServer.ABSENT);
      return new Curator(checker(budget), folder, Optional.empty(), progress).check(exhibits);
    }
    try (var desk = new ConfirmationDesk(binary.get())) {
      return new Curator(checker(budget), folder, Optional.of(desk), progress).check(exhibits);
    }
  }

  private Checker checker(Budget budget) {
    var checker = Checker.REDUCED.with(budget);
    return swarm > 0 ? checker.with(new Swarm(seed, swarm, swarmStates)) : checker;
  }

  private void check() {
    if (swarm < 0 || swarmStates < 1) {
      throw new ParameterException(spec.commandLine(), "--swarm is not negative, and --swarm-states at least 1");
    }
    Destination.checkFolder(spec.commandLine(), "--traces", folder);
    if (json != null) {
      Destination.checkFile(spec.commandLine(), "--json", json);
    }
  }

  /** Writes {@code findings} for machines, if somebody has asked for it; people should have seen them before. */
  void write(List<Finding> findings) {
    if (json != null) {
      FindingsJson.write(findings, json);
    }
  }
}

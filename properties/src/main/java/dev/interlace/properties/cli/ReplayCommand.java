package dev.interlace.properties.cli;

import dev.interlace.traces.format.BadTrace;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.render.Diagram;
import dev.interlace.traces.replay.Replay;
import dev.interlace.traces.replay.Replayer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlace replay}. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Replays saved traces on the model, strictly, and draws them.")
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "TRACE", description = "Saved traces.")
  private List<Path> files;

  @Option(names = {"-q", "--quiet"}, description = "Do not draw.")
  private boolean isQuiet;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var code = ExitCode.EXPECTED;
    for (var file : files) {
      var trace = TraceFile.read(file);
      if (!isQuiet) {
        out.print((file.equals(files.getFirst()) ? "" : "\n") + Diagram.of(trace, "") + "\n");
      }
      var replay = replay(file, trace);
      out.println(file + ": " + replay);
      code = replay instanceof Replay.Reproduced ? code : ExitCode.VIOLATED;
    }
    return code;
  }

  private static Replay replay(Path file, Trace trace) {
    try {
      return Replayer.replay(trace);
    } catch (BadTrace contradiction) {
      throw new BadTrace(file + ": " + contradiction.getMessage(), contradiction);
    }
  }
}

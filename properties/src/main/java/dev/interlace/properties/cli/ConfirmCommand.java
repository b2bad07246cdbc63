package dev.interlace.properties.cli;

import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.oracle.OracleServer;
import dev.interlace.traces.replay.Confirmation;
import dev.interlace.traces.replay.Confirmer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlace confirm}. */
@Command(
    name = "confirm",
    mixinStandardHelpOptions = true,
    description = "Plays saved traces on a real redis-server and compares every reply and the final keyspace.")
final class ConfirmCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "TRACE", description = "Saved traces.")
  private List<Path> files;

  @Option(names = "--server", paramLabel = "HOST:PORT", description = "An empty server to play on; without it one is started.")
  private String server;

  @Override
  public Integer call() {
    var traces = files.stream().map(TraceFile::read).toList();
    if (server != null) {
      var address = address();
      return confirmAll(traces, trace -> Confirmer.confirm(trace, address));
    }
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      spec.commandLine().getErr().println("interlace: " + OracleServer.ABSENT + ", or name one with --server");
      return ExitCode.UNDECIDED;
    }
    try (var own = OracleServer.start(binary.get(), List.of())) {
      return confirmAll(traces, trace -> Confirmer.confirm(trace, binary.get(), own.address()));
    }
  }

  private int confirmAll(List<Trace> traces, Function<Trace, Confirmation> confirm) {
    var code = ExitCode.EXPECTED;
    for (var i = 0; i < traces.size(); i++) {
      var confirmation = confirm.apply(traces.get(i));
      spec.commandLine().getOut().println(files.get(i) + ": " + confirmation);
      code = Math.max(code, switch (confirmation) {
        case Confirmation.Confirmed confirmed -> ExitCode.EXPECTED;
        case Confirmation.Different different -> ExitCode.VIOLATED;
        case Confirmation.NotPossible notPossible -> ExitCode.UNDECIDED;
      });
    }
    return code;
  }

  private InetSocketAddress address() {
    var colon = server.lastIndexOf(':');
    try {
      return new InetSocketAddress(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw new ParameterException(spec.commandLine(), "--server wants HOST:PORT, as in localhost:6379, not \"" + server + "\"", e);
    }
  }
}

package dev.interlace.properties.cli;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.serve.CannotLoad;
import dev.interlace.model.serve.ConfigFault;
import dev.interlace.model.serve.ConfigReader;
import dev.interlace.model.serve.ServeOptions;
import dev.interlace.model.serve.SocketServer;
import dev.interlace.model.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code interlace serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    customSynopsis = "interlace serve [--clock real|virtual] [--seed S] [redis.conf] [--port N] [--bind A…] [--NAME VALUE…]…",
    description = "Listens on a port and answers as redis-server 7.0.15 does, until Ctrl-C or SHUTDOWN.",
    footer = {
      "",
      "Besides, a file in the form of redis.conf, and any of its parameters as arguments, for example:%n"
          + "  --port 7000           (0 takes any free one; without it 6379)%n"
          + "  --bind 0.0.0.0        (without it 127.0.0.1)%n"
          + "  --requirepass secret%n"
          + "  --maxclients 100%n"
          + "  --dir D               (loads the data in D and keeps them there; without it nothing is kept)%n"
          + "  --appendonly yes      (keeps every write; see also --appendfsync and --save)"
    })
final class ServeCommand implements Callable<Integer> {
  private static final int SECONDS_TO_STOP = 5;
  private static final String LOG_MARKS = ".-*#";

  /** Where time comes from. */
  enum ClockKind {
    REAL,
    VIRTUAL
  }

  @Spec private CommandSpec spec;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "0",
      description = "All randomness of the server comes from it. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--clock", paramLabel = "real|virtual", defaultValue = "real",
      description = "virtual: time stands still until every client is blocked, then moves to the next timeout. Default: ${DEFAULT-VALUE}.")
  private ClockKind clock;

  @Unmatched private List<String> configuration = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    var settings = settings();
    var isVirtual = clock == ClockKind.VIRTUAL;
    try (var server = SocketServer.open(new ServeOptions(settings, seed, isVirtual, file()), this::report)) {
      server.logTo(this::log);
      say("listening on " + listed(server.addresses()) + " with seed " + seed + " and a " + (isVirtual ? "virtual" : "real")
          + " clock; Ctrl-C stops it");
      runUntilInterrupted(server);
    } catch (BindException e) {
      throw new ParameterException(spec.commandLine(),
          "cannot listen on " + settings.text("bind") + ", port " + settings.text("port") + ": " + e.getMessage(), e);
    } catch (UnknownHostException | CannotLoad e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return ExitCode.EXPECTED;
  }

  private Optional<Path> file() {
    return configuration.isEmpty() || configuration.getFirst().startsWith("--") ? Optional.empty() : Optional.of(Path.of(configuration.getFirst()));
  }

  private Settings settings() throws IOException {
    var reader = new ConfigReader(Settings.DEFAULT.with("bind", "127.0.0.1"), ServeCommand::included);
    var arguments = configuration;
    try {
      if (file().isPresent()) {
        var file = file().get();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
          throw new ParameterException(spec.commandLine(), "there is no file " + file + " to read the configuration from");
        }
        reader.readFile(file.toString(), Bytes.wrap(Files.readAllBytes(file)));
        arguments = arguments.subList(1, arguments.size());
      }
      return reader.readArguments(arguments).settings();
    } catch (ConfigFault e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static SortedMap<String, Bytes> included(String pattern) {
    var path = Path.of(pattern).toAbsolutePath();
    var found = new TreeMap<String, Bytes>();
    try (var files = Files.newDirectoryStream(path.getParent(), path.getFileName().toString())) {
      for (var file : files) {
        found.put(file.toString(), Bytes.wrap(Files.readAllBytes(file)));
      }
    } catch (NotDirectoryException | NoSuchFileException absent) {
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Ctrl-C asks the server to stop, waits until it has, and makes that a success. */
  private void runUntilInterrupted(SocketServer server) throws IOException {
    var isOver = new CountDownLatch(1);
    var hook = new Thread(() -> {
      server.stop();
      try {
        isOver.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Runtime.getRuntime().halt(ExitCode.EXPECTED);
    });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      server.run();
      say("stopped");
    } finally {
      isOver.countDown();
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyRunning) {
      // it is the hook that stopped the server
    }
  }

  private void report(Throwable mistake) {
    spec.commandLine().getErr().println("interlace: this is a mistake of Interlace, not of your program; it closes the client's connection:");
    mistake.printStackTrace(spec.commandLine().getErr());
  }

  /** A line of {@code redis.log}, behind the mark that redis-server's log has for its level. */
  private void log(int level, Bytes message) {
    spec.commandLine().getErr().println(LOG_MARKS.charAt(level) + " " + message.toLatin1());
    spec.commandLine().getErr().flush();
  }

  private void say(String what) {
    spec.commandLine().getOut().println("interlace: " + what);
    spec.commandLine().getOut().flush();
  }

  private static String listed(List<InetSocketAddress> addresses) {
    return String.join(", ", addresses.stream().map(address -> address.getAddress().getHostAddress() + ":" + address.getPort()).toList());
  }
}

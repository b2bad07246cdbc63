package dev.interlace.properties.cli;

import dev.interlace.model.serve.ServeOptions;
import dev.interlace.model.serve.SocketServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interlace serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Listens on a port and answers as redis-server 7.0.15 does, until Ctrl-C or SHUTDOWN.")
final class ServeCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;
  private static final int SECONDS_TO_STOP = 5;

  /** Where time comes from. */
  enum ClockKind {
    REAL,
    VIRTUAL
  }

  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", defaultValue = "6379", description = "The port; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--bind", paramLabel = "ADDRESS", arity = "1..*", description = "Where to listen. Default: 127.0.0.1.")
  private List<String> bind = List.of("127.0.0.1");

  @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "All randomness of the server comes from it. Default: 0.")
  private long seed;

  @Option(names = "--clock", paramLabel = "real|virtual", defaultValue = "real",
      description = "virtual: time stands still until every client is blocked, then moves to the next timeout; DEBUG SLEEP moves it too.")
  private ClockKind clock;

  @Override
  public Integer call() throws IOException {
    if (port < 0 || port > MOST_PORT) {
      throw new ParameterException(spec.commandLine(), "port " + port + " is not between 0 and " + MOST_PORT);
    }
    var options = new ServeOptions(bind.stream().map(this::address).toList(), port, seed, clock == ClockKind.VIRTUAL);
    try (var server = SocketServer.open(options)) {
      spec.commandLine().getOut().println("interlace: listening on " + listed(server.addresses()) + " with seed " + seed + " and a "
          + (clock == ClockKind.VIRTUAL ? "virtual" : "real") + " clock; Ctrl-C stops it");
      spec.commandLine().getOut().flush();
      runUntilInterrupted(server);
    } catch (BindException e) {
      throw new ParameterException(spec.commandLine(), "cannot listen on port " + port + ": " + e.getMessage(), e);
    }
    spec.commandLine().getOut().println("interlace: stopped");
    return ExitCode.EXPECTED;
  }

  /** Ctrl-C asks the server to stop, and waits until it has. */
  private static void runUntilInterrupted(SocketServer server) throws IOException {
    var isOver = new CountDownLatch(1);
    var hook = new Thread(() -> {
      server.stop();
      try {
        isOver.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      server.run();
    } finally {
      isOver.countDown();
    }
  }

  private InetAddress address(String name) {
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException e) {
      throw new ParameterException(spec.commandLine(), "there is no address " + name + " to listen on", e);
    }
  }

  private static String listed(List<InetSocketAddress> addresses) {
    var texts = new ArrayList<String>();
    addresses.forEach(address -> texts.add(address.getAddress().getHostAddress() + ":" + address.getPort()));
    return String.join(", ", texts);
  }
}

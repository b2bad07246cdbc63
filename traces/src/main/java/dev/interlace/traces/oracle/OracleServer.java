package dev.interlace.traces.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A redis-server of our own: on a free port of the loopback interface, in a fresh temporary folder, without persistence unless the
 * settings ask for it.
 *
 * <p>The server is the child of a small shell that waits on a pipe from us for the word to kill it or to start it again. When we close it, or die
 * in whatever way (even by {@code kill -9}), the pipe ends and the shell kills the server and removes the folder: no server outlives us, and no
 * shutdown hook or thread is needed. Ctrl-C in a terminal reaches everybody in its foreground, and is meant for us alone: the shell ignores it, and the
 * server has a session of its own where the system can give it one.
 */
public final class OracleServer implements AutoCloseable {
  /** What to tell a person when {@link #find()} is empty. */
  public static final String ABSENT = "no redis-server on PATH; to compare with a real server install one (apt-get install redis-server)";

  private static final String SUPERVISOR = """
      trap '' INT HUP QUIT
      folder=$1; shift
      if command -v setsid > /dev/null; then
        set -- setsid "$@"
      fi
      cd "$folder" || exit 1
      "$@" > log 2>&1 < /dev/null &
      server=$!
      while read -r order; do
        if [ "$order" = up ]; then
          "$@" > log 2>&1 < /dev/null &
          server=$!
        else
          kill -KILL $server
          wait $server
          : > down
        fi
      done
      kill -KILL $server
      wait $server
      rm -rf "$folder"
      """;
  private static final int PORTS_TO_TRY = 5;
  private static final int PAUSES_UNTIL_READY = 2000;
  private static final int PAUSE_MILLIS = 5;

  private final Process supervisor;
  private final Path folder;
  private final int port;

  private OracleServer(Process supervisor, Path folder, int port) {
    this.supervisor = supervisor;
    this.folder = folder;
    this.port = port;
  }

  /** The redis-server on PATH. */
  public static Optional<Path> find() {
    for (var entry : Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")) {
      var candidate = Path.of(entry, "redis-server");
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate.toAbsolutePath());
      }
    }
    return Optional.empty();
  }

  /**
   * Starts {@code binary} and waits until it accepts connections.
   *
   * @param settings further arguments in the form of the command line, such as {@code --appendonly yes}, a list element each
   */
  public static OracleServer start(Path binary, List<String> settings) {
    try {
      for (var attempt = 1; ; attempt++) {
        var server = launch(binary, settings);
        if (server.becomesReady(attempt < PORTS_TO_TRY)) {
          return server;
        }
        server.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + binary + ": " + e.getMessage(), e);
    }
  }

  private static OracleServer launch(Path binary, List<String> settings) throws IOException {
    var folder = Files.createTempDirectory("interlace-redis-");
    var port = freePort();
    var command = new ArrayList<>(List.of("sh", "-c", SUPERVISOR, "interlace", folder.toString(), binary.toString(),
        "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no"));
    command.addAll(settings);
    var discard = ProcessBuilder.Redirect.DISCARD;
    var builder = new ProcessBuilder(command).redirectOutput(discard).redirectError(discard);
    builder.environment().put("LC_ALL", "C");
    return new OracleServer(builder.start(), folder, port);
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /**
   * Waits for the line of the log that says so; the log is ours alone, whereas an answer on the port could come from a stranger who took
   * it first. False if the port was taken and another may be tried.
   */
  private boolean becomesReady(boolean mayTryAgain) throws IOException {
    var log = folder.resolve("log");
    for (var pause = 0; pause < PAUSES_UNTIL_READY; pause++) {
      var text = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
      if (text.contains("Ready to accept connections")) {
        return true;
      }
      if (text.contains("Failed listening on port") && mayTryAgain) {
        return false;
      }
      if (text.contains("FATAL CONFIG FILE ERROR") || isOver(PAUSE_MILLIS)) {
        break;
      }
    }
    var text = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "no log";
    close();
    throw new IOException("the server did not become ready:\n" + text);
  }

  /** Kills the server, as {@code kill -9} does; its files stay as they are. */
  public void kill() {
    try {
      order("down");
      var done = folder.resolve("down");
      for (var pause = 0; pause < PAUSES_UNTIL_READY && !Files.exists(done); pause++) {
        pause(PAUSE_MILLIS);
      }
      Files.delete(done);
      Files.delete(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot kill redis-server", e);
    }
  }

  /** Starts it again after {@link #kill}, with the same settings, on the same port, in the same folder. */
  public void startAgain() {
    try {
      order("up");
      becomesReady(false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start redis-server again", e);
    }
  }

  private void order(String word) throws IOException {
    var pipe = supervisor.getOutputStream();
    pipe.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
    pipe.flush();
  }

  /** Waits up to {@code millis} for the supervisor to end. */
  private boolean isOver(int millis) {
    try {
      return supervisor.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for redis-server", e);
    }
  }

  /** Where it runs, and keeps its files. */
  public Path folder() {
    return folder;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** A new connection to this server. */
  public OracleConnection connect() {
    return OracleConnection.open(address());
  }

  /** The version the server reports, such as {@code 7.0.15}. */
  public String version() {
    try (var connection = connect()) {
      return connection.serverVersion();
    }
  }

  /** Lets {@code millis} of real time go by. */
  public void pause(int millis) {
    if (isOver(millis)) {
      throw new IllegalStateException("redis-server is gone");
    }
  }

  /** Kills the server and waits until it and its folder are gone. */
  @Override
  public void close() {
    try {
      supervisor.getOutputStream().close();
      supervisor.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException alreadyGone) {
      // A broken pipe means that the supervisor has ended, which is all we want.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.interlace.properties.spec;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs chapters against a real server, a new process for each. */
public final class OracleTarget implements SpecTarget {
  /** How long a blocked command is given to prove that it is not. */
  private static final Duration GRACE = Duration.ofMillis(50);

  private final Path binary;
  private final String name;

  private OracleTarget(Path binary, String name) {
    this.binary = binary;
    this.name = name;
  }

  /** The redis-server on PATH, if there is one. */
  public static Optional<OracleTarget> find() {
    return OracleServer.find().map(OracleTarget::of);
  }

  private static OracleTarget of(Path binary) {
    try (var server = OracleServer.start(binary, List.of())) {
      return new OracleTarget(binary, "redis-server " + server.version());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isOracle() {
    return true;
  }

  @Override
  public Server start() {
    return new RealServer(OracleServer.start(binary, List.of("--enable-debug-command", "yes")));
  }

  private record RealServer(OracleServer server) implements Server {
    @Override
    public Connection open(String client) {
      return new RealConnection(server.connect());
    }

    @Override
    public void pass(Duration duration) {
      server.pause((int) duration.toMillis());
    }

    @Override
    public void close() {
      server.close();
    }
  }

  private record RealConnection(OracleConnection connection) implements Connection {
    @Override
    public void send(List<Bytes> command) {
      connection.send(command);
    }

    @Override
    public Optional<Reply> receive() {
      return connection.receive(OracleConnection.PATIENCE);
    }

    @Override
    public Optional<Reply> poll() {
      return connection.receive(GRACE);
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}

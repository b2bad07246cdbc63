package dev.interlace.properties.bench;

import dev.interlace.model.serve.ServeOptions;
import dev.interlace.model.serve.SocketServer;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The throughput of {@code interlace serve} beside that of the real server, as {@code redis-benchmark} measures it.
 *
 * <p>The two take turns, so that what else the machine does meets both, and of each the best round counts: noise only ever slows down.
 * Before the first round ours is warmed up, as Java must be.
 */
public final class PortBenchmark {
  private static final String TESTS = "set,get,incr,lpush,rpush,lpop,sadd,hset,zadd,mset";
  private static final String CLIENTS = "50";

  private final int rounds;
  private final Consumer<String> progress;

  public PortBenchmark(int rounds, Consumer<String> progress) {
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * One line of the table; requests a second.
   *
   * @param pipeline how many requests are under way on a connection at once
   */
  public record Row(String test, int pipeline, double real, double ours) {
    public double ratio() {
      return ours / real;
    }
  }

  /**
   * Measures both servers.
   *
   * @param requests of each test and round, by the depth of the pipeline
   */
  public List<Row> run(Path redisServer, Map<Integer, Integer> requests) throws IOException {
    var rows = new ArrayList<Row>();
    try (var real = OracleServer.start(redisServer, List.of());
        var server = SocketServer.open(ServeOptions.onPort(0), mistake -> progress.accept(mistake.toString()))) {
      var ours = server.addresses().getFirst();
      var thread = Thread.ofPlatform().name("server").start(() -> serve(server));
      for (var each : requests.entrySet()) {
        rows.addAll(takeTurns(real.address(), ours, each.getKey(), each.getValue()));
      }
      server.stop();
      join(thread);
    }
    return rows;
  }

  private static void serve(SocketServer server) {
    try {
      server.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Row> takeTurns(InetSocketAddress real, InetSocketAddress ours, int pipeline, int requests) throws IOException {
    progress.accept("pipeline " + pipeline + ": warming up");
    round(ours, pipeline, requests);
    var bestReal = new LinkedHashMap<String, Double>();
    var bestOurs = new LinkedHashMap<String, Double>();
    for (var round = 1; round <= rounds; round++) {
      progress.accept("pipeline " + pipeline + ": round " + round + " of " + rounds);
      round(real, pipeline, requests).forEach((test, rate) -> bestReal.merge(test, rate, Math::max));
      round(ours, pipeline, requests).forEach((test, rate) -> bestOurs.merge(test, rate, Math::max));
    }
    return bestReal.entrySet().stream()
        .map(each -> new Row(each.getKey(), pipeline, each.getValue(), Optional.ofNullable(bestOurs.get(each.getKey())).orElse(0.0)))
        .toList();
  }

  /** Requests a second by test, in the order of the tests. */
  private static Map<String, Double> round(InetSocketAddress server, int pipeline, int requests) throws IOException {
    try (var connection = OracleConnection.open(server)) {
      connection.call("FLUSHALL");
    }
    var process = new ProcessBuilder("redis-benchmark", "-h", server.getAddress().getHostAddress(), "-p", Integer.toString(server.getPort()),
        "-t", TESTS, "-c", CLIENTS, "-n", Integer.toString(requests), "-P", Integer.toString(pipeline), "--csv")
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var rates = new LinkedHashMap<String, Double>();
    try (var output = process.getInputStream()) {
      for (var line : new String(output.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        var fields = line.replace("\"", "").split(",");
        if (!fields[0].equals("test") && fields.length > 1) {
          rates.put(fields[0], Double.parseDouble(fields[1]));
        }
      }
    }
    return rates;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

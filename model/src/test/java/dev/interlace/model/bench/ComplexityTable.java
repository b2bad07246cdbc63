package dev.interlace.model.bench;

import dev.interlace.engine.random.Prng;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints the processor time that a command takes on a value of a thousand and of a million elements, beside the complexity that Redis documents for it. What is
 * constant or logarithmic there must be flat or nearly so here.
 *
 * <p>In a line, {@code ?} is any number below n, {@code +} one that is new. What takes something away is measured together with what
 * brings it back.
 */
final class ComplexityTable {
  private static final int SMALL = 1_000;
  private static final int LARGE = 1_000_000;
  private static final int WARM_UP = 10_000;
  private static final int MEASURED = 10_000;

  /** @param fill makes element {@code +}; a row of lines is one measurement */
  private record Type(String name, String fill, List<Row> rows) {}

  private record Row(String documented, String... lines) {}

  private static final List<Type> TYPES =
      List.of(
          new Type("keys", "SET e+ v", List.of(
              new Row("O(1)", "GET e?"), new Row("O(1)", "SET e? w"), new Row("O(1)", "SET f+ v", "DEL f+"), new Row("O(1)", "SET e? w EX 100"),
              new Row("O(1)", "EXPIRE e? 1000"), new Row("O(1)", "EXISTS e?"), new Row("O(1)", "RANDOMKEY"), new Row("O(1) per call", "SCAN 0 COUNT 10"),
              new Row("O(1)", "DBSIZE"))),
          new Type("list", "RPUSH k e+", List.of(
              new Row("O(1)", "RPUSH k x", "RPOP k"), new Row("O(1)", "LPUSH k x", "LPOP k"), new Row("O(1)", "LLEN k"),
              new Row("O(N) in Redis", "LINDEX k ?"), new Row("O(N) in Redis", "LSET k ? x"), new Row("O(S+N)", "LRANGE k 0 9"),
              new Row("O(S+N)", "LRANGE k -10 -1"), new Row("O(N) to the pivot", "LINSERT k AFTER e5 x", "LREM k 1 x"),
              new Row("O(N) removed", "RPUSH k x", "LTRIM k 1 -1"), new Row("O(1)", "LMOVE k k LEFT RIGHT"))),
          new Type("hash", "HSET k e+ v", List.of(
              new Row("O(1)", "HGET k e?"), new Row("O(1)", "HSET k e? w"), new Row("O(1)", "HSET k f+ v", "HDEL k f+"), new Row("O(1)", "HEXISTS k e?"),
              new Row("O(1)", "HSTRLEN k e?"), new Row("O(1)", "HLEN k"), new Row("O(1)", "HRANDFIELD k"), new Row("O(1) per call", "HSCAN k 0 COUNT 10"))),
          new Type("set", "SADD k e+", List.of(
              new Row("O(1)", "SISMEMBER k e?"), new Row("O(1)", "SADD k f+", "SREM k f+"), new Row("O(1)", "SCARD k"), new Row("O(1)", "SRANDMEMBER k"),
              new Row("O(1)", "SPOP k", "SADD k f+"), new Row("O(1) per call", "SSCAN k 0 COUNT 10"))),
          new Type("sorted set", "ZADD k + e+", List.of(
              new Row("O(1)", "ZSCORE k e?"), new Row("O(log N)", "ZADD k ? e?"), new Row("O(log N)", "ZADD k ? f+", "ZREM k f+"),
              new Row("O(log N)", "ZINCRBY k 1 e?"), new Row("O(log N)", "ZRANK k e?"), new Row("O(log N + M)", "ZRANGE k ? +inf BYSCORE LIMIT 0 10"),
              new Row("O(log N + M)", "ZRANGE k 0 9"), new Row("O(log N)", "ZCOUNT k ? +inf"), new Row("O(log N)", "ZPOPMIN k", "ZADD k ? f+"),
              new Row("O(1) per call", "ZSCAN k 0 COUNT 10"))),
          new Type("stream", "XADD k +-1 f v", List.of(
              new Row("O(1)", "XADD k * f v", "XTRIM k MAXLEN ~ 1000000"), new Row("O(1) + M", "XRANGE k ?-1 + COUNT 10"), new Row("O(1)", "XLEN k"))));

  private final LiveServer server;
  private final long client;
  private final int size;
  private final Prng random = new Prng(1);
  private int fresh;

  private ComplexityTable(Type type, int size) {
    var chooser = new Prng(2);
    server = new LiveServer(ServerState.EMPTY, n -> chooser.nextInt(n));
    client = server.open("127.0.0.1:1", Outlet.NOBODY);
    this.size = size;
    for (var i = 0; i < size; i++) {
      run(type.fill);
      fresh++;
    }
  }

  public static void main(String[] arguments) {
    System.out.printf(Locale.ROOT, "%-11s %-42s %-18s %10s %10s %6s%n", "value of n", "command", "documented", "n=1e3, µs", "n=1e6, µs", "ratio");
    for (var type : TYPES) {
      if (arguments.length > 0 && !List.of(arguments).contains(type.name)) {
        continue;
      }
      var small = new ComplexityTable(type, SMALL).all(type);
      var large = new ComplexityTable(type, LARGE).all(type);
      for (var i = 0; i < small.size(); i++) {
        var row = type.rows.get(i);
        print(type.name, String.join(", ", row.lines), row.documented, small.get(i), large.get(i));
      }
    }
    print("keys", "a snapshot, SET e? w", "fork", forked(SMALL), forked(LARGE));
  }

  private static void print(String type, String command, String documented, double small, double large) {
    System.out.printf(Locale.ROOT, "%-11s %-42s %-18s %10.2f %10.2f %6.1f%n", type, command, documented, small, large, large / small);
  }

  private List<Double> all(Type type) {
    var costs = new ArrayList<Double>();
    for (var row : type.rows) {
      measured(row.lines, WARM_UP);
      costs.add(measured(row.lines, MEASURED));
    }
    return costs;
  }

  /** Of this thread: what else runs on the machine, the garbage collector included, shall not matter. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Microseconds each. */
  private double measured(String[] lines, int times) {
    var prepared = new ArrayList<List<Command>>();
    for (var i = 0; i < times; i++) {
      prepared.add(List.of(lines).stream().map(this::command).toList());
      fresh++;
    }
    var start = cpuNanos();
    for (var commands : prepared) {
      for (var command : commands) {
        server.execute(client, command);
      }
    }
    return (cpuNanos() - start) / 1e3 / times;
  }

  private static double forked(int size) {
    var table = new ComplexityTable(TYPES.getFirst(), size);
    var total = 0L;
    for (var i = 0; i < WARM_UP + MEASURED; i++) {
      var command = table.command("SET e? w");
      var start = cpuNanos();
      table.server.state();
      table.server.execute(table.client, command);
      total += i < WARM_UP ? 0 : cpuNanos() - start;
    }
    return total / 1e3 / MEASURED;
  }

  private void run(String line) {
    server.execute(client, command(line));
  }

  private Command command(String line) {
    var words = new ArrayList<Bytes>();
    for (var word : line.split(" ")) {
      var isWord = word.equals("+") && line.startsWith("XRANGE") || word.equals("+inf");
      words.add(Bytes.of(isWord ? word : word.replace("+", Integer.toString(fresh + 1)).replace("?", Integer.toString(random.nextInt(size)))));
    }
    return new Command(words);
  }
}

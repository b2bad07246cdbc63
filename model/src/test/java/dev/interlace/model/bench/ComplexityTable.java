package dev.interlace.model.bench;

import dev.interlace.engine.random.Prng;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints the processor time that a command takes on values of a thousand to a million elements, beside the complexity that Redis documents for it: every command of
 * lists, hashes, sets and sorted sets, and some others. What is constant or logarithmic there must be flat or nearly so here, the caches of the processor apart;
 * what is linear in the whole value, marked {@code *}, may grow a thousandfold.
 *
 * <p>In a line, {@code ?} is any number below n, {@code +} one that is new. What takes something away is measured together with what
 * brings it back.
 */
final class ComplexityTable {
  private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};
  private static final int MEASURED = 10_000;
  /** How many elements are gone through for a measurement of what is linear in the whole value. */
  private static final int ELEMENTS_MEASURED = 1_000_000;

  /**
   * @param fill makes element {@code +}
   * @param rows a measurement a line: what is documented, {@code |}, the commands with {@code ;} between them
   */
  private record Type(String name, String fill, String rows) {
    List<Row> all() {
      return rows.lines().map(Row::of).toList();
    }
  }

  private record Row(String documented, List<String> lines) {
    static Row of(String line) {
      var parts = line.split(" *\\| *");
      return new Row(parts[0].strip(), List.of(parts[1].split(" *; *")));
    }

    boolean isOfTheWhole() {
      return documented.startsWith("*");
    }
  }

  private static final List<Type> TYPES = List.of(
      new Type("keys", "SET e+ v", """
          O(1)             | GET e?
          O(1)             | SET e? w
          O(1)             | SET f+ v ; DEL f+
          O(1)             | SET e? w EX 100
          O(1)             | EXPIRE e? 1000
          O(1)             | EXISTS e?
          O(1)             | RANDOMKEY
          O(1) a call      | SCAN 0 COUNT 10
          O(1)             | DBSIZE
          * O(N)           | KEYS nosuch*"""),
      new Type("list", "RPUSH k e+", """
          O(1)             | RPUSH k x ; RPOP k
          O(1)             | LPUSH k x ; LPOP k
          O(1)             | RPUSHX k x ; BRPOP k 0
          O(1)             | LPUSHX k x ; BLPOP k 0
          O(N) taken       | RPUSH k a b c ; LMPOP 1 k RIGHT COUNT 3
          O(N) taken       | RPUSH k a b c ; BLMPOP 0 1 k RIGHT COUNT 3
          O(1)             | LLEN k
          O(N) in Redis    | LINDEX k ?
          O(S+N)           | LRANGE k 0 9
          O(S+N)           | LRANGE k -10 -1
          O(S+N)           | LRANGE k ? 5
          O(N) to pivot    | LINSERT k AFTER e5 x ; LREM k 1 x
          O(N) removed     | LPUSH k x ; LTRIM k 1 -1
          O(N) to match    | LPOS k e9
          O(1)             | LMOVE k k LEFT RIGHT
          O(1)             | BLMOVE k k LEFT RIGHT 0
          O(1)             | RPOPLPUSH k k
          O(1)             | BRPOPLPUSH k k 0
          O(N) in Redis    | LSET k ? y
          * O(N)           | LPOS k nosuch
          * O(N+M)         | LREM k 0 nosuch
          * O(N)           | LINSERT k AFTER nosuch x
          * O(S+N)         | LRANGE k 0 -1"""),
      new Type("hash", "HSET k e+ v", """
          O(1)             | HGET k e?
          O(1)             | HMGET k e? e? e?
          O(1)             | HSET k e? w
          O(1)             | HMSET k e? w
          O(1)             | HSETNX k f+ v ; HDEL k f+
          O(1)             | HSET k f+ v ; HDEL k f+
          O(1)             | HEXISTS k e?
          O(1)             | HSTRLEN k e?
          O(1)             | HLEN k
          O(1)             | HINCRBY k counter 1
          O(1)             | HINCRBYFLOAT k counter 0.5
          O(N) asked for   | HRANDFIELD k
          O(N) asked for   | HRANDFIELD k 10 WITHVALUES
          O(1) a call      | HSCAN k 0 COUNT 10
          * O(N)           | HGETALL k
          * O(N)           | HKEYS k
          * O(N)           | HVALS k"""),
      new Type("set", "SADD k e+", """
          O(1)             | SISMEMBER k e?
          O(N) asked for   | SMISMEMBER k e? e? e?
          O(1)             | SADD k f+ ; SREM k f+
          O(1)             | SCARD k
          O(N) asked for   | SRANDMEMBER k
          O(N) asked for   | SRANDMEMBER k 10
          O(N) asked for   | SPOP k ; SADD k f+
          O(1)             | SADD few e1 e2 e3 ; SMOVE k few e9 ; SMOVE few k e9
          O(1) a call      | SSCAN k 0 COUNT 10
          O(N*M), smallest | SINTER k few
          O(N*M), smallest | SINTERSTORE to k few
          O(N*M), smallest | SINTERCARD 2 k few
          O(N) or O(N*M)   | SDIFF few k
          O(N) or O(N*M)   | SDIFFSTORE to few k
          * O(N)           | SMEMBERS k
          * O(N)           | SUNION k few
          * O(N)           | SUNIONSTORE to k few"""),
      new Type("sorted set", "ZADD k + e+", """
          O(1)             | ZSCORE k e?
          O(N) asked for   | ZMSCORE k e? e? e?
          O(1)             | ZCARD k
          O(log N)         | ZADD k ? e?
          O(log N)         | ZADD k ? f+ ; ZREM k f+
          O(log N)         | ZINCRBY k 1 e?
          O(log N)         | ZRANK k e?
          O(log N)         | ZREVRANK k e?
          O(log N)         | ZCOUNT k ? +inf
          O(log N + M)     | ZRANGE k 0 9
          O(log N + M)     | ZREVRANGE k 0 9
          O(log N + M)     | ZRANGE k ? +inf BYSCORE LIMIT 0 10
          O(log N + M)     | ZRANGEBYSCORE k ? +inf LIMIT 0 10
          O(log N + M)     | ZREVRANGEBYSCORE k +inf ? LIMIT 0 10
          O(log N + M)     | ZRANGESTORE to k 0 9
          O(log N + M)     | ZADD k -1 x ; ZREMRANGEBYRANK k 0 0
          O(log N + M)     | ZADD k -1 x ; ZREMRANGEBYSCORE k -1 -1
          O(log N)         | ZPOPMIN k ; ZADD k ? f+
          O(log N)         | ZPOPMAX k ; ZADD k ? f+
          O(log N)         | BZPOPMIN k 0 ; ZADD k ? f+
          O(log N)         | BZPOPMAX k 0 ; ZADD k ? f+
          O(K) + M log N   | ZMPOP 1 k MIN ; ZADD k ? f+
          O(K) + M log N   | BZMPOP 0 1 k MAX ; ZADD k ? f+
          O(N) asked for   | ZRANDMEMBER k
          O(N) asked for   | ZRANDMEMBER k 10 WITHSCORES
          O(1) a call      | ZSCAN k 0 COUNT 10
          O(N*K)           | ZADD few 1 e1 2 e2 3 e3 ; ZINTER 2 k few
          O(N*K)           | ZINTERSTORE to 2 k few
          O(N*K)           | ZINTERCARD 2 k few
          O(L + (N-K))     | ZDIFF 2 few k
          O(L + (N-K))     | ZDIFFSTORE to 2 few k
          * O(N) + M log M | ZUNION 2 k few
          * O(N) + M log M | ZUNIONSTORE to 2 k few
          * O(log N + M)   | ZRANGE k 0 -1"""),
      new Type("one score", "ZADD k 0 e+", """
          O(log N)         | ZLEXCOUNT k - [e9
          O(log N + M)     | ZRANGE k [e5 [e9 BYLEX LIMIT 0 10
          O(log N + M)     | ZRANGEBYLEX k - [z LIMIT 0 10
          O(log N + M)     | ZREVRANGEBYLEX k [z - LIMIT 0 10
          O(log N + M)     | ZADD k 0 x ; ZREMRANGEBYLEX k [x [x"""),
      new Type("stream", "XADD k +-1 f v", """
          O(1)             | XADD k * f v ; XTRIM k MAXLEN ~ 1000000
          O(1) + M         | XRANGE k ?-1 + COUNT 10
          O(1) + M         | XREVRANGE k + ?-1 COUNT 10
          O(M)             | XREAD COUNT 10 STREAMS k ?-1
          O(1)             | XLEN k"""));

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

  /** @param arguments the types to measure; all if there are none */
  public static void main(String[] arguments) {
    System.out.printf(Locale.ROOT, "%-10s %-46s %-17s %9s %9s %9s %9s %8s%n",
        "value of n", "command, µs", "documented", "n=1e3", "n=1e4", "n=1e5", "n=1e6", "1e6/1e3");
    for (var type : TYPES) {
      if (arguments.length == 0 || List.of(arguments).contains(type.name)) {
        var costs = Arrays.stream(SIZES).mapToObj(size -> new ComplexityTable(type, size).all(type)).toList();
        for (var i = 0; i < type.all().size(); i++) {
          var at = i;
          var row = type.all().get(i);
          print(type.name, String.join(" ; ", row.lines), row.documented, costs.stream().map(each -> each.get(at)).toList());
        }
      }
    }
    if (arguments.length == 0) {
      print("keys", "a snapshot ; SET e? w", "fork", Arrays.stream(SIZES).mapToObj(ComplexityTable::forked).toList());
    }
  }

  private static void print(String type, String command, String documented, List<Double> costs) {
    System.out.printf(Locale.ROOT, "%-10s %-46s %-17s", type, command, documented);
    costs.forEach(cost -> System.out.printf(Locale.ROOT, " %9.2f", cost));
    System.out.printf(Locale.ROOT, " %8.1f%n", costs.getLast() / costs.getFirst());
  }

  private List<Double> all(Type type) {
    var costs = new ArrayList<Double>();
    for (var row : type.all()) {
      var times = row.isOfTheWhole() ? Math.clamp(ELEMENTS_MEASURED / size, 2, MEASURED) : MEASURED;
      measured(row.lines, times);
      costs.add(measured(row.lines, times));
    }
    return costs;
  }

  /** Of this thread: what else runs on the machine, the garbage collector included, shall not matter. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Microseconds each. */
  private double measured(List<String> lines, int times) {
    var prepared = new ArrayList<List<Command>>();
    for (var i = 0; i < times; i++) {
      prepared.add(lines.stream().map(this::command).toList());
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
    for (var i = 0; i < 2 * MEASURED; i++) {
      var command = table.command("SET e? w");
      var start = cpuNanos();
      table.server.state();
      table.server.execute(table.client, command);
      total += i < MEASURED ? 0 : cpuNanos() - start;
    }
    return total / 1e3 / MEASURED;
  }

  private void run(String line) {
    server.execute(client, command(line));
  }

  private Command command(String line) {
    var words = new ArrayList<Bytes>();
    for (var word : line.split(" ")) {
      var isWord = word.equals("+") && (line.startsWith("XRANGE") || line.startsWith("XREVRANGE")) || word.equals("+inf");
      words.add(Bytes.of(isWord ? word : word.replace("+", Integer.toString(fresh + 1)).replace("?", Integer.toString(random.nextInt(size)))));
    }
    return new Command(words);
  }
}

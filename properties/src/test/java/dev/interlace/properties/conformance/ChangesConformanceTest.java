package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How many changes each command counts for, by which the server decides when to save: as many as on the real server. */
class ChangesConformanceTest {
  private static final int HISTORIES = Integer.getInteger("interlace.tries", 500);
  private static final long FIRST_SEED = Long.getLong("interlace.seed", 1);
  private static final Pattern CHANGES = Pattern.compile("rdb_changes_since_last_save:(\\d+)");
  private static final int PAUSES = 1_000;
  private static final int MOST_SHOWN = 10;

  private static final Source MORE = Source.templates(List.of(
      "SPOP <key> 100",
      "SPOP <key> 0",
      "SPOP nothing 3",
      "FLUSHALL",
      "FLUSHDB",
      "SWAPDB <db> <db>",
      "MULTI",
      "MULTI",
      "EXEC",
      "EXEC",
      "SELECT (0|0|1)",
      "SADD <key> <member>...",
      "XADD k4 (1-1|2-1|5-5|*) f v",
      "XADD k4 MAXLEN (0|1) (1-2|2-1|5-6|*) f v",
      "XADD k4 NOMKSTREAM * f v",
      "XTRIM k4 MAXLEN (0|1|2)",
      "XDEL k4 1-1 2-1 5-5",
      "XSETID k4 9000000000000-9",
      "XGROUP CREATE k4 <group> (0|$) MKSTREAM",
      "XGROUP SETID k4 <group> (0|$)",
      "XGROUP DESTROY k4 <group>",
      "XGROUP CREATECONSUMER k4 <group> <consumer>",
      "XGROUP DELCONSUMER k4 <group> <consumer>",
      "XREADGROUP GROUP <group> <consumer> COUNT 2 STREAMS k4 (>|0)",
      "XREADGROUP GROUP <group> <consumer> NOACK STREAMS k4 >",
      "XACK k4 <group> 1-1 2-1 5-5",
      "XCLAIM k4 <group> <consumer> 0 1-1 2-1 1-2 [JUSTID]",
      "XCLAIM k4 <group> <consumer> 0 1-1 FORCE LASTID 7-1",
      "XAUTOCLAIM k4 <group> <consumer> 0 0 COUNT (1|10)",
      "PFADD h a b c",
      "PFADD h",
      "PFADD i b d",
      "PFCOUNT h",
      "PFMERGE h i",
      "PFDEBUG (TODENSE|GETREG|ENCODING|DECODE) h",
      "DEBUG POPULATE 3 p",
      "DEBUG SLEEP 0",
      "SCRIPT FLUSH",
      "PUBLISH a b",
      "FUNCTION FLUSH",
      "FUNCTION DELETE first",
      "FUNCTION DELETE none",
      "GEOADD g 13.3 38.1 a 15 37.5 b",
      "GEOSEARCHSTORE <key> g FROMLONLAT 15 37 BYRADIUS (1|500) KM",
      "GEORADIUS g 15 37 (1|500) KM STORE <key>",
      "SORT <key> ALPHA BY nosort STORE <key> ALPHA",
      "ZADD <key> 1 a 2 b nan c",
      "ZADD <key> INCR inf b",
      "ZADD <key> -inf b",
      "ZADD <key> CH 3 a 5 b 6 c",
      "BITFIELD <key> SET u8 0 1 INCRBY i5 3 1 OVERFLOW FAIL INCRBY u2 100 3",
      "MSET k1 a k2 b k1 c",
      "MSETNX k8 a k9 b k8 c",
      "DEL k1 k2 k3 k4 k8"));

  private static final List<String> SCRIPTS = List.of(
      "redis.call('SADD',KEYS[1],'x','y','z') redis.call('DEL',KEYS[1]) return redis.pcall('NONE')",
      "redis.call('RPUSH','l',1,2,3) redis.set_repl(redis.REPL_NONE) redis.call('LPOP','l',2) error('x')",
      "return redis.call('GET',KEYS[1])");

  /** What one client waits for; the others go on. */
  private static final Source WAITING = Source.templates(List.of(
      "BLPOP <key> <key> 0",
      "BRPOP <key> 0",
      "BLMOVE <key> <key> (LEFT|RIGHT) (LEFT|RIGHT) 0",
      "BRPOPLPUSH <key> <key> 0",
      "BLMPOP 0 2 <key> <key> LEFT COUNT (1|3)",
      "BZPOPMIN <key> 0",
      "BZPOPMAX <key> 0",
      "BZMPOP 0 2 <key> <key> MIN COUNT (1|3)",
      "XREADGROUP GROUP g1 c9 BLOCK 0 STREAMS k4 >",
      "XREADGROUP GROUP g1 c1 NOACK BLOCK 0 STREAMS k4 >"));

  /** Both servers, with a client that does things, one that waits, and one that only counts. */
  private static final class Pair implements AutoCloseable {
    final OracleServer server;
    final OracleConnection real;
    final OracleConnection counting;
    final LiveServer model = new LiveServer(ServerState.EMPTY.with(Settings.DEFAULT.with("save", "").with("enable-debug-command", "yes")));
    final long client = model.open("127.0.0.1:1", Outlet.NOBODY);
    final long counter = model.open("127.0.0.1:2", Outlet.NOBODY);

    Pair(OracleServer server) {
      this.server = server;
      real = server.connect();
      counting = server.connect();
      real.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
    }

    void time() {
      model.advanceTo(Math.max(model.nowMillis(), System.currentTimeMillis()));
    }

    void play(Command command) {
      time();
      model.execute(client, command);
      real.call(command.words());
    }

    /** Somebody waits for something, or gets it at once. */
    OracleConnection await(Command command) {
      time();
      var waiter = model.open("127.0.0.1:3", Outlet.NOBODY);
      model.execute(waiter, command);
      var other = server.connect();
      other.send(command.words());
      for (var i = 0; model.isWaiting(waiter) ? !info("clients").contains("blocked_clients:1") : other.poll().isEmpty(); i++) {
        assertThat(i).as(() -> command + ", which waits: " + model.isWaiting(waiter)).isLessThan(PAUSES);
        server.pause(1);
      }
      return other;
    }

    String info(String section) {
      return ((Reply.Bulk) counting.call("INFO", section)).value().toLatin1();
    }

    private static long changes(String info) {
      var found = CHANGES.matcher(info);
      assertThat(found.find()).isTrue();
      return Long.parseLong(found.group(1));
    }

    long ours() {
      return changes(((Reply.Bulk) model.execute(counter, Command.of("INFO", "persistence"))).value().toLatin1());
    }

    long theirs() {
      return changes(info("persistence"));
    }

    @Override
    public void close() {
      real.close();
      counting.close();
    }
  }

  @Test
  void every_command_counts_for_as_many_changes_as_on_the_real_server() {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("changes: not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    var found = new ArrayList<String>();
    var tally = new TreeMap<String, Integer>();
    try (var server = OracleServer.start(binary.get(), List.of("--enable-debug-command", "yes"))) {
      for (var seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES && found.size() < MOST_SHOWN; seed++) {
        try (var pair = new Pair(server)) {
          play(pair, seed, tally, found);
        }
      }
    }
    assertThat(String.join("\n", found)).isEmpty();
    var commands = tally.values().stream().mapToInt(each -> each).sum();
    System.out.println("changes: " + commands + " commands of " + HISTORIES + " histories compared, of " + tally.size() + " names");
    assertThat(tally.size()).isGreaterThan(100);
  }

  private static void play(Pair pair, long seed, TreeMap<String, Integer> tally, List<String> found) {
    var random = new Random(seed * 0x9E3779B97F4A7C15L);
    var history = new ArrayList<Command>();
    history.addAll(List.of(Command.of("FLUSHALL"), Command.of("FUNCTION", "FLUSH")));
    for (var command : Histories.draw(random)) {
      history.add(command);
      for (var i = random.nextInt(3); i > 0; i--) {
        history.add(random.nextInt(20) == 0 ? Command.of("EVAL", Places.pick(SCRIPTS, random), "1", "k1") : MORE.draw(random));
      }
    }
    var from = 2 + random.nextInt(history.size() - 2);
    var waiting = new ArrayList<OracleConnection>();
    var ours = 0L;
    var theirs = 0L;
    for (var i = 0; i < history.size(); i++) {
      var command = history.get(i);
      if (i == from) {
        waiting.add(pair.await(WAITING.draw(random)));
      }
      pair.play(command);
      var nowOurs = pair.ours();
      var nowTheirs = pair.theirs();
      tally.merge(command.words().getFirst().toLowerCase(), 1, Integer::sum);
      if (i > 0 && nowOurs - ours != nowTheirs - theirs) {
        found.add("seed " + seed + ": " + command + ": " + (nowOurs - ours) + " instead of " + (nowTheirs - theirs));
      }
      ours = nowOurs;
      theirs = nowTheirs;
    }
    waiting.forEach(OracleConnection::close);
    while (!pair.info("clients").contains("blocked_clients:0")) {
      pair.server.pause(1);
    }
  }
}

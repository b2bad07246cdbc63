package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.ProcessFacts;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the model appends for random histories is what the real server appends: to the byte, but for what a clock said a little later. */
class AofConformanceTest {
  private static final int HISTORIES = Integer.getInteger("interlace.tries", 2_000);
  private static final long FIRST_SEED = Long.getLong("interlace.seed", 1);
  private static final String INCREMENT = "appendonlydir/appendonly.aof.1.incr.aof";
  private static final String TIME = "#TS:1[789]\\d{8}";
  private static final long MOST_MILLIS_APART = 5_000;
  /** Files that grow make the simulated disk slow. */
  private static final int HISTORIES_A_SERVER = 100;
  private static final int MOST_SHOWN = Integer.getInteger("interlace.shown", 1);

  /** One real server and one of ours, and how much of what each appended has been compared. */
  private static final class Pair implements AutoCloseable {
    final OracleServer server;
    final OracleConnection real;
    final SimulatedDisk disk = new SimulatedDisk(DiskState.EMPTY);
    final LiveServer model;
    final long client;
    private int ours;
    private long theirs;

    Pair(Path binary, List<String> options) {
      server = OracleServer.start(binary, options(options));
      real = server.connect();
      real.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
      var settings = Settings.DEFAULT.with("appendonly", "yes").with("enable-debug-command", "yes").with("save", "");
      for (var i = 0; i < options.size(); i += 2) {
        settings = settings.with(options.get(i).substring(2), options.get(i + 1));
      }
      var now = System.currentTimeMillis();
      model = LiveServer.on(disk, ServerState.EMPTY.at(now).with(settings), Chooser.FIRST, ProcessFacts.UNKNOWN);
      client = model.open("127.0.0.1:1", Outlet.NOBODY);
    }

    private static List<String> options(List<String> more) {
      var all = new ArrayList<>(List.of("--appendonly", "yes", "--appendfsync", "no", "--enable-debug-command", "yes"));
      all.addAll(more);
      return all;
    }

    /** Has both do it. */
    void play(List<Command> commands) {
      commands.forEach(command -> real.send(command.words()));
      for (var command : commands) {
        model.advanceTo(Math.max(model.nowMillis(), System.currentTimeMillis()));
        model.execute(client, command);
        real.receive();
      }
      model.flush();
    }

    void playScene(List<String> lines) throws InterruptedException {
      var waiting = new ArrayList<OracleConnection>();
      for (var line : lines) {
        var words = CommandLine.parse(Bytes.of(line.startsWith("!") ? line.substring(1) : line)).orElseThrow();
        model.advanceTo(Math.max(model.nowMillis(), System.currentTimeMillis()));
        if (line.equals("SLEEP")) {
          Thread.sleep(10);
        } else if (line.startsWith("!")) {
          var other = server.connect();
          other.send(words);
          while (!isBlocked(waiting.size() + 1)) {
            Thread.sleep(1);
          }
          waiting.add(other);
          model.execute(model.open("127.0.0.1:2", Outlet.NOBODY), new Command(words));
        } else {
          real.call(words);
          model.execute(client, new Command(words));
        }
      }
      play(List.of(Command.of("SELECT", "0"), Command.of("FLUSHALL"), Command.of("FUNCTION", "FLUSH")));
      waiting.forEach(OracleConnection::close);
    }

    private boolean isBlocked(int count) {
      return real.call("INFO", "clients").toString().contains("blocked_clients:" + count);
    }

    byte[] ours() {
      var all = disk.read(INCREMENT);
      var next = Arrays.copyOfRange(all, ours, all.length);
      ours = all.length;
      return next;
    }

    byte[] theirs() throws IOException {
      try (var file = new RandomAccessFile(server.folder().resolve(INCREMENT).toFile(), "r")) {
        var next = new byte[(int) (file.length() - theirs)];
        file.seek(theirs);
        file.readFully(next);
        theirs = file.length();
        return next;
      }
    }

    /** What the real server's own tool says of our file, and whether times were noted if they should be. */
    void check() throws IOException {
      var file = Files.createTempFile("interlace-", ".aof");
      try {
        Files.write(file, disk.read(INCREMENT));
        var checker = new ProcessBuilder("redis-check-aof", file.toString()).redirectErrorStream(true).start();
        var said = Bytes.wrap(checker.getInputStream().readAllBytes()).toLatin1();
        assertThat(said).contains("is valid");
        var text = Bytes.wrap(disk.read(INCREMENT)).toLatin1();
        assertThat(Pattern.compile(TIME).matcher(text).find()).isEqualTo(model.settings().isOn("aof-timestamp-enabled"));
      } finally {
        Files.delete(file);
      }
    }

    @Override
    public void close() {
      real.close();
      server.close();
    }
  }

  /** Besides, the moment is noted, and expired keys go without anybody's waiting for it. */
  @Test
  void other_settings_change_the_text_as_they_do_on_the_real_server() throws Exception {
    check(List.of("--aof-timestamp-enabled", "yes", "--lazyfree-lazy-expire", "yes"), HISTORIES / 4);
  }

  @Test
  void what_one_client_does_is_appended_as_the_real_server_appends_it() throws Exception {
    check(List.of(), HISTORIES);
  }

  /** Each line is a scene; the first clients wait, as many as begin with an exclamation mark, and the last one does the rest. */
  private static final List<String> SCENES = List.of(
      "!BLPOP l 0; RPUSH l a b c",
      "!BRPOP m l 0; RPUSH l a b c; RPUSH m d",
      "!BLPOP l 0; !BLPOP l 0; RPUSH l a b c",
      "!BLMOVE l m LEFT RIGHT 0; RPUSH l a b",
      "!BRPOPLPUSH l m 0; LPUSH l a b",
      "!BRPOPLPUSH l m 0; !BLPOP m 0; LPUSH l a b",
      "!BLMPOP 0 2 l m LEFT COUNT 5; RPUSH m a b c",
      "!BLMPOP 0 1 l RIGHT; RPUSH l a b c",
      "!BZPOPMIN z 0; ZADD z 1 a 2 b",
      "!BZPOPMAX z 0; ZADD z 1 a 2 b",
      "!BZMPOP 0 1 z MIN COUNT 2; ZADD z 1 a 2 b 3 c",
      "!BZMPOP 0 1 z MAX; ZADD z 1 a 2 b 3 c",
      "!BLPOP l 0; !BZPOPMIN z 0; MULTI; RPUSH l a b; ZADD z 1 x 2 y; INCR n; EXEC",
      "!BLPOP l 0; EVAL \"redis.call('RPUSH','l','a','b') return redis.call('INCR','n')\" 0",
      "!XREAD BLOCK 0 STREAMS s 0; XADD s 1-1 f v",
      "XGROUP CREATE s g 0 MKSTREAM; !XREADGROUP GROUP g c BLOCK 0 STREAMS s >; XADD s 1-1 f v; XADD s 2-1 f v",
      "XGROUP CREATE s g 0 MKSTREAM; !XREADGROUP GROUP g c NOACK BLOCK 0 STREAMS s >; XADD s 1-1 f v",
      "RPUSH l a b c; BLPOP l 0; BRPOP l 0; BLMOVE l m RIGHT LEFT 0; RPUSH l a; BRPOPLPUSH l m 0; BLMPOP 0 1 m LEFT COUNT 9",
      "ZADD z 1 a 2 b 3 c 4 d; BZPOPMIN z 0; BZPOPMAX z 0; BZMPOP 0 1 z MIN COUNT 7",
      "SADD s a; SPOP s; SADD s a b c; SPOP s 5; SADD s a; SPOP s 0; SPOP t; SPOP t 2",
      "SADD s a; MULTI; SPOP s; INCR n; EXEC",
      "SET a 1 PX 1; SLEEP; GET a; SET a 2 PX 1; SLEEP; INCR a; SET b 2 PX 1; SLEEP; MULTI; GET b; INCR c; EXEC",
      "EVAL \"redis.call('INCR','a') redis.set_repl(redis.REPL_NONE) redis.call('INCR','b') redis.set_repl(redis.REPL_ALL) redis.call('INCR','c')\" 0",
      "MULTI; SELECT 3; INCR a; SELECT 0; INCR b; EXEC; INCR c",
      "MULTI; INCR a; EXEC; MULTI; GET a; EXEC; EVAL \"return redis.call('INCR', 'a')\" 0",
      "SELECT 2; SWAPDB 0 2; INCR a; FLUSHDB; FLUSHDB; SELECT 0; PFADD h a b; PFCOUNT h; PFCOUNT h; SWAPDB 1 1",
      "FUNCTION LOAD \"#!lua name=l\\nredis.register_function('f', function(k) return redis.call('INCR', k[1]) end)\"; FCALL f 1 a; FUNCTION DELETE l; FUNCTION FLUSH");

  @Test
  void those_who_wait_and_what_is_left_to_chance_are_appended_as_the_real_server_appends_them() throws Exception {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("append-only files: scenes not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    try (var pair = new Pair(binary.get(), List.of())) {
      for (var scene : SCENES) {
        pair.playScene(List.of(scene.split("; ")));
        var theirs = shown(pair.theirs());
        var ours = shown(pair.ours());
        assertThat(firstDifference(theirs, ours)).as(scene).isEqualTo("no line");
      }
    }
  }

  @Test
  void what_is_thrown_out_to_make_room_is_appended_key_by_key() throws IOException {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("append-only files: not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    var history = """
        SET k v
        SET a v EX 300
        SET b v EX 100
        SET c v EX 200
        CONFIG SET maxmemory 1
        GET k
        CONFIG SET maxmemory 0
        SET d v EX 10
        """.lines().map(line -> Command.of(line.split(" "))).toList();
    for (var lazy : List.of("no", "yes")) {
      try (var pair = new Pair(binary.get(), List.of("--maxmemory-policy", "volatile-ttl", "--lazyfree-lazy-eviction", lazy))) {
        pair.play(history);
        var theirs = pair.theirs();
        var ours = pair.ours();
        assertThat(isSame(ours, theirs)).as(() -> shown(ours) + " should be " + shown(theirs)).isTrue();
        assertThat(shown(ours)).contains(lazy.equals("yes") ? "UNLINK" : "DEL");
      }
    }
  }

  private static void check(List<String> options, int histories) throws IOException {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("append-only files: not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    var bytes = 0L;
    var found = new ArrayList<String>();
    for (var first = FIRST_SEED; first < FIRST_SEED + histories; first += HISTORIES_A_SERVER) {
      try (var pair = new Pair(binary.get(), options)) {
        for (var seed = first; seed < Math.min(first + HISTORIES_A_SERVER, FIRST_SEED + histories) && found.size() < MOST_SHOWN; seed++) {
          var history = new ArrayList<>(Histories.draw(new Random(seed * 0x9E3779B97F4A7C15L)));
          history.addAll(List.of(Command.of("DISCARD"), Command.of("SELECT", "0"), Command.of("FLUSHALL"), Command.of("FUNCTION", "FLUSH")));
          pair.play(history);
          var theirs = pair.theirs();
          var ours = pair.ours();
          bytes += theirs.length;
          if (!isSame(ours, theirs)) {
            found.add("seed " + seed + "\n" + firstDifference(shown(theirs), shown(ours)) + "\n---\n"
                + String.join("\n", history.stream().map(Object::toString).toList()));
          }
        }
        if (found.isEmpty()) {
          pair.check();
        }
      }
    }
    System.out.println("append-only files: " + bytes + " bytes of " + histories + " histories compared with the real server");
    assertThat(String.join("\n\n", found)).isEmpty();
  }

  private static String firstDifference(List<String> theirs, List<String> ours) {
    for (var i = 0; i < Math.max(theirs.size(), ours.size()); i++) {
      var their = i < theirs.size() ? theirs.get(i) : "(nothing)";
      var our = i < ours.size() ? ours.get(i) : "(nothing)";
      if (!isSameLine(our, their)) {
        return "theirs: " + theirs.subList(Math.max(0, i - 6), Math.min(theirs.size(), i + 6)) + "\n--- ours:   "
            + ours.subList(Math.max(0, i - 6), Math.min(ours.size(), i + 6)) + "\n--- " + their + " / " + our;
      }
    }
    return "no line";
  }

  private static boolean isSame(byte[] ours, byte[] theirs) {
    if (Arrays.equals(ours, theirs)) {
      return true;
    }
    var left = shown(ours);
    var right = shown(theirs);
    if (left.size() != right.size()) {
      return false;
    }
    for (var i = 0; i < left.size(); i++) {
      if (!isSameLine(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> shown(byte[] bytes) {
    var last = Long.toString(Long.MAX_VALUE); // see Expiry
    return List.of(Bytes.wrap(bytes).toLatin1().replace(last, Long.toString(Long.MAX_VALUE - 1)).split("\r\n")).stream()
        .filter(line -> !line.matches(TIME)) // one clock may have reached the next second, and the other not
        .toList();
  }

  /** Equal, or the same moment by two clocks: of an expiry, an id, a delivery. */
  private static boolean isSameLine(String left, String right) {
    if (left.equals(right)) {
      return true;
    }
    var millis = "1[789]\\d{11}";
    var rest = "(-\\d+)?";
    return left.matches(millis + rest) && right.matches(millis + rest)
        && Math.abs(Long.parseLong(left.substring(0, 13)) - Long.parseLong(right.substring(0, 13))) < MOST_MILLIS_APART;
  }
}

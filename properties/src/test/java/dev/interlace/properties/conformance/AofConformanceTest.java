package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
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
        pair.check();
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

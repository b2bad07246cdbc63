package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.aof.AofReader;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.ProcessFacts;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a log is rewritten to if it is to hold nothing but commands: on the real server the same commands, to the byte, key by key. */
class AofBaseConformanceTest {
  private static final int HISTORIES = Integer.getInteger("interlace.tries", 80);
  private static final long FIRST_SEED = Long.getLong("interlace.seed", 1);
  private static final String FOLDER = "appendonlydir";
  private static final int PAUSES = 2_000;
  private static final Settings SETTINGS = Settings.DEFAULT.with("appendonly", "yes").with("enable-debug-command", "yes").with("save", "")
      .with("aof-use-rdb-preamble", "no").with("auto-aof-rewrite-percentage", "0");
  private static final List<String> OPTIONS = List.of("--appendonly", "yes", "--appendfsync", "no", "--enable-debug-command", "yes",
      "--aof-use-rdb-preamble", "no", "--auto-aof-rewrite-percentage", "0");

  @Test
  void a_rewritten_log_holds_the_commands_that_the_real_server_writes() throws IOException {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("rewritten logs: not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    var tally = new TreeMap<String, Integer>();
    try (var server = OracleServer.start(binary.get(), OPTIONS); var real = server.connect()) {
      real.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
      for (var seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
        var history = history(seed);
        var what = "seed " + seed + "\n" + String.join("\n", history.stream().map(Object::toString).toList()) + "\n";
        history.forEach(command -> real.send(command.words()));
        history.forEach(command -> real.receive());
        rewrite(server, real);
        var disk = new SimulatedDisk(DiskState.EMPTY);
        play(disk, copied(server.folder()));
        var theirs = keys(base(server.folder()), real, tally);
        var ours = keys(base(disk), real, new TreeMap<>());
        assertThat(ours.keySet()).as(what).isEqualTo(theirs.keySet());
        theirs.forEach((key, lines) -> assertThat(ours.get(key)).as(what + key).isEqualTo(lines));
      }
    }
    System.out.println("rewritten logs: " + HISTORIES + " compared with the real server: " + tally);
    assertThat(tally.keySet()).contains("SET", "RPUSH", "SADD", "ZADD", "HMSET", "XADD", "XSETID", "XGROUP", "XCLAIM", "PEXPIREAT", "FUNCTION", "SELECT");
  }

  private static List<Command> history(long seed) {
    var random = new Random(seed * 0x9E3779B97F4A7C15L);
    var history = new ArrayList<>(Histories.draw(random));
    history.add(Command.of("DISCARD"));
    history.add(Command.of("SELECT", "0"));
    if (random.nextInt(4) == 0) {
      history.add(Command.of("FLUSHALL"));
    }
    if (random.nextBoolean()) {
      history.add(Command.of("XGROUP", "CREATE", "fresh", "g", "$", "MKSTREAM"));
      history.add(Command.of("XGROUP", "CREATECONSUMER", "fresh", "g", "nobody"));
      for (var left = random.nextInt(3); left > 0; left--) {
        history.add(Command.of("XADD", "fresh", "*", "f", "v"));
        history.add(Command.of("XREADGROUP", "GROUP", "g", "c" + left, "STREAMS", "fresh", ">"));
      }
    }
    if (random.nextBoolean()) {
      for (var i = 0; i < 70 + random.nextInt(100); i++) {
        history.add(Command.of("RPUSH", "long", Integer.toString(i)));
        history.add(Command.of("HSET", "wide", "f" + i, "v"));
        history.add(Command.of("ZADD", "tall", Double.toString(i / 3.0 - 20), "m" + i));
        history.add(Command.of("SADD", "many", i + (i > 100 ? "x" : "")));
      }
    }
    return history;
  }

  private static void rewrite(OracleServer server, OracleConnection real) {
    real.call("BGREWRITEAOF");
    for (var i = 0; i < PAUSES && real.call("INFO", "persistence").toString().contains("aof_rewrite_in_progress:1"); i++) {
      server.pause(1);
    }
  }

  /** Ours begins with what theirs has written, so that the same is there, ids and moments included. */
  private static void play(SimulatedDisk disk, DiskState start) {
    disk.become(start);
    var model = LiveServer.on(disk, ServerState.EMPTY.at(System.currentTimeMillis()).with(SETTINGS), Chooser.FIRST, ProcessFacts.UNKNOWN);
    var client = model.open("127.0.0.1:1", Outlet.NOBODY);
    assertThat(model.execute(client, Command.of("BGREWRITEAOF"))).isInstanceOf(Reply.Simple.class);
    model.look();
  }

  private static DiskState copied(Path folder) throws IOException {
    var disk = new SimulatedDisk(DiskState.EMPTY);
    disk.makeDirectory(FOLDER);
    try (var files = Files.list(folder.resolve(FOLDER))) {
      for (var file : files.sorted().toList()) {
        var path = FOLDER + "/" + file.getFileName();
        disk.create(path);
        disk.append(path, List.of(Files.readAllBytes(file)));
      }
    }
    return disk.state();
  }

  private static byte[] base(Path folder) throws IOException {
    try (var files = Files.list(folder.resolve(FOLDER))) {
      return Files.readAllBytes(files.filter(path -> path.toString().endsWith("base.aof")).findFirst().orElseThrow());
    }
  }

  private static byte[] base(SimulatedDisk disk) {
    var name = disk.list(FOLDER).stream().filter(each -> each.endsWith("base.aof")).findFirst().orElseThrow();
    return disk.read(FOLDER + "/" + name);
  }

  /** The commands of each key, or of what is no key; those of a value in a hash table may come in any order. */
  private static SortedMap<String, List<String>> keys(byte[] file, OracleConnection real, TreeMap<String, Integer> tally) {
    var keys = new TreeMap<String, List<String>>();
    var reader = new AofReader(file, 0);
    var database = "";
    for (var words = reader.next(); !words.isEmpty(); words = reader.next()) {
      var name = words.getFirst().toLatin1();
      tally.merge(name, 1, Integer::sum);
      if (name.equals("SELECT")) {
        database = words.get(1).toLatin1();
        real.call(words);
      }
      var key = List.of("XGROUP", "FUNCTION").contains(name) ? words.get(2) : words.get(1);
      var isUnordered = name.matches("SADD|HMSET|ZADD")
          && real.call(List.of(Bytes.of("OBJECT"), Bytes.of("ENCODING"), key)).toString().matches(".*(hashtable|skiplist).*");
      keys.computeIfAbsent(database + " " + key.toQuoted(), none -> new ArrayList<>()).addAll(isUnordered ? elements(name, words) : List.of(quoted(words)));
    }
    assertThat(reader.isTorn()).isFalse();
    keys.values().stream().filter(lines -> lines.getFirst().startsWith("any ")).forEach(lines -> lines.sort(null));
    return keys;
  }

  private static String quoted(List<Bytes> words) {
    return String.join(" ", words.stream().map(Bytes::toQuoted).toList());
  }

  private static List<String> elements(String name, List<Bytes> words) {
    var width = name.equals("SADD") ? 1 : 2;
    var lines = new ArrayList<>(List.of("any " + name + " of " + words.size()));
    for (var i = 2; i < words.size(); i += width) {
      var isLost = name.equals("ZADD") && words.get(i).equals(Bytes.of("-0")); // the sign, when this is loaded while the set is small
      lines.add("any " + quoted(isLost ? List.of(Bytes.of("0"), words.get(i + 1)) : words.subList(i, i + width)));
    }
    return lines;
  }
}

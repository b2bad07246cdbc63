package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.engine.system.Chooser;
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
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the model has kept of random histories, rewritten now and then, is loaded by the real server and by another of ours; and the other way round. */
class AofFileConformanceTest {
  private static final int HISTORIES = Integer.getInteger("interlace.tries", 2_000);
  private static final long FIRST_SEED = Long.getLong("interlace.seed", 1);
  /** So that nothing expires while it is compared. */
  private static final long AHEAD_MILLIS = 3_600_000;
  private static final String FOLDER = "appendonlydir";
  private static final Settings SETTINGS = Settings.DEFAULT.with("appendonly", "yes").with("enable-debug-command", "yes");

  @Test
  void what_the_model_keeps_means_the_same_to_the_real_server() throws Exception {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("append-only files: not loaded by the real server; " + OracleServer.ABSENT);
      return;
    }
    var tally = new TreeMap<String, Integer>();
    try (var server = OracleServer.start(binary.get(), List.of("--enable-debug-command", "yes")); var real = server.connect()) {
      real.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
      for (var seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
        ours(seed, server.folder(), real, tally);
      }
    }
    System.out.println("append-only files: " + HISTORIES + " histories of ours loaded by the real server: " + tally);
    assertThat(tally.keySet()).contains("rewritten", "quicklist", "hashtable", "stream", "library", "expiring");
  }

  private static void ours(long seed, Path folder, OracleConnection real, TreeMap<String, Integer> tally) throws IOException {
    var random = new Random(seed * 0x9E3779B97F4A7C15L);
    var now = System.currentTimeMillis();
    var disk = new SimulatedDisk(DiskState.EMPTY);
    var model = start(disk, now + AHEAD_MILLIS);
    var history = Histories.draw(random);
    var what = "seed " + seed + "\n" + String.join("\n", history.stream().map(Object::toString).toList()) + "\n";
    for (var command : history) {
      model.execute(model.clients().getFirst(), command);
      if (random.nextInt(40) == 0) {
        model.execute(model.clients().getFirst(), Command.of("BGREWRITEAOF"));
        tally.merge("rewritten", 1, Integer::sum);
      }
      if (random.nextInt(5) == 0) {
        model.flush();
        model.look();
      }
    }
    model.flush();
    copy(disk, folder);
    assertThat(real.call("DEBUG", "LOADAOF")).as(what).isEqualTo(Reply.OK);
    var again = start(new SimulatedDisk(disk.state()), now);
    SameKeyspace.check(what, again, real, false).forEach((kind, count) -> tally.merge(kind, count, Integer::sum));
  }

  private static LiveServer start(Disk disk, long now) {
    var server = LiveServer.on(disk, ServerState.EMPTY.at(now).with(SETTINGS), Chooser.FIRST, ProcessFacts.UNKNOWN);
    server.open("127.0.0.1:1", Outlet.NOBODY);
    return server;
  }

  private static void copy(Disk disk, Path folder) throws IOException {
    var target = Files.createDirectories(folder.resolve(FOLDER));
    try (var old = Files.list(target)) {
      for (var file : old.toList()) {
        Files.delete(file);
      }
    }
    for (var name : disk.list(FOLDER)) {
      Files.write(target.resolve(name), disk.read(FOLDER + "/" + name));
    }
  }

  @Test
  void what_the_real_server_keeps_means_the_same_to_the_model() throws Exception {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("append-only files: none of the real server's loaded; " + OracleServer.ABSENT);
      return;
    }
    var options = List.of("--appendonly", "yes", "--appendfsync", "no", "--enable-debug-command", "yes");
    try (var server = OracleServer.start(binary.get(), options); var real = server.connect()) {
      real.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
      for (var seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 10; seed++) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        var history = Histories.draw(random);
        history.forEach(command -> real.send(command.words()));
        history.forEach(command -> real.receive());
        real.call("DISCARD");
        real.call("SELECT", "0");
        var what = "seed " + seed + "\n" + String.join("\n", history.stream().map(Object::toString).toList()) + "\n";
        assertThat(real.call("DEBUG", "LOADAOF")).isEqualTo(Reply.OK); // so that it has what it has kept, and representations as they are loaded
        SameKeyspace.check(what, start(copied(server.folder()), System.currentTimeMillis()), real, false);
        real.call("FLUSHALL");
        real.call("FUNCTION", "FLUSH");
        if (random.nextInt(20) == 0) {
          rewrite(real);
        }
      }
    }
    System.out.println("append-only files: " + HISTORIES / 10 + " histories of the real server's loaded");
  }

  private static void rewrite(OracleConnection real) {
    real.call("BGREWRITEAOF");
    for (var i = 0; i < 1_000 && real.call("INFO", "persistence").toString().contains("aof_rewrite_in_progress:1"); i++) {
      real.receive(java.time.Duration.ofMillis(10));
    }
  }

  private static Disk copied(Path folder) throws IOException {
    var disk = new SimulatedDisk(DiskState.EMPTY);
    disk.makeDirectory(FOLDER);
    try (var files = Files.list(folder.resolve(FOLDER))) {
      for (var file : files.toList()) {
        var path = FOLDER + "/" + file.getFileName();
        disk.create(path);
        disk.append(path, List.of(Files.readAllBytes(file)));
      }
    }
    return disk;
  }
}

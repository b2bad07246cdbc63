package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.rdb.RdbReader;
import dev.interlace.model.rdb.RdbReader.Reading;
import dev.interlace.model.rdb.RdbStyle;
import dev.interlace.model.rdb.RdbWriter;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.FunctionLibrary;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.value.Thresholds;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the model has after random histories goes through files of its own and of the real server, each read by the other. */
class RdbFileConformanceTest {
  private static final int HISTORIES = Integer.getInteger("interlace.tries", 2_000);
  private static final long FIRST_SEED = Long.getLong("interlace.seed", 1);
  /** So that nothing expires while it is compared. */
  private static final long AHEAD_MILLIS = 3_600_000;
  private static final int CHECKED = 50;

  @Test
  void files_of_either_server_mean_the_same_to_the_other() throws Exception {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("RDB files: not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    var tally = new TreeMap<String, Integer>();
    try (var server = OracleServer.start(binary.get(), List.of("--enable-debug-command", "yes")); var real = server.connect()) {
      for (var seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
        compare(seed, server.folder().resolve("dump.rdb"), real, tally);
      }
    }
    System.out.println("RDB files: " + HISTORIES + " histories compared with the real server: " + tally);
    assertThat(tally.keySet()).contains("int", "embstr", "raw", "quicklist", "listpack", "hashtable", "intset", "skiplist", "stream", "expiring", "library");
  }

  private static void compare(long seed, Path file, OracleConnection real, TreeMap<String, Integer> tally) throws Exception {
    var random = new Random(seed * 0x9E3779B97F4A7C15L);
    var now = System.currentTimeMillis();
    var settings = Settings.DEFAULT.with("enable-debug-command", "yes").with("rdbcompression", random.nextInt(4) > 0 ? "yes" : "no");
    var model = new LiveServer(ServerState.EMPTY.at(now + AHEAD_MILLIS).with(settings));
    var client = model.open("127.0.0.1:1", Outlet.NOBODY);
    var history = Histories.draw(random);
    history.forEach(command -> model.execute(client, command));
    var what = "seed " + seed + "\n" + String.join("\n", history.stream().map(Object::toString).toList()) + "\n";

    var ours = bytes(RdbWriter.write(content(model.state()), RdbStyle.of(settings, now, 1_000_000, false)));
    Files.write(file, ours);
    real.call("CONFIG", "SET", "rdbcompression", settings.text("rdbcompression"));
    assertThat(real.call("DEBUG", "RELOAD", "NOSAVE")).as(what + "load of ours").isEqualTo(Reply.OK);
    var read = loaded(ours, now, settings);
    SameKeyspace.check(what + "ours: ", read, real, true).forEach((kind, count) -> tally.merge(kind, count, Integer::sum));
    if (seed % CHECKED == 0) {
      check(file, what);
    }

    assertThat(real.call("SAVE")).isEqualTo(Reply.OK);
    var theirs = loaded(Files.readAllBytes(file), now, settings);
    SameKeyspace.check(what + "theirs: ", theirs, real, true);
  }

  private static void check(Path file, String what) throws IOException, InterruptedException {
    var checker = new ProcessBuilder("redis-check-rdb", file.toString()).redirectErrorStream(true).start();
    var output = new String(checker.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(checker.waitFor()).as(what + output).isZero();
    assertThat(output).contains("Checksum OK", "RDB looks OK");
  }

  private static RdbContent content(ServerState state) {
    var codes = state.scripting().functions().libraries().values().stream().map(FunctionLibrary::code).toList();
    return new RdbContent(codes, state.keyspace());
  }

  private static byte[] bytes(List<byte[]> parts) {
    var whole = new ByteArrayOutputStream();
    parts.forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  /** A server that has read a file. */
  private static LiveServer loaded(byte[] file, long now, Settings settings) {
    var loaded = RdbReader.read(file, new Reading(Thresholds.of(settings.configuration()), now, false, true));
    assertThat(loaded.length()).isEqualTo(file.length);
    var state = ServerState.EMPTY.at(now).with(settings);
    var server = new LiveServer(new ServerState(loaded.content().keyspace(), now, state.scripting(), state.clients(), settings, state.recoverable()));
    var client = server.open("127.0.0.1:1", Outlet.NOBODY);
    loaded.content().libraries().forEach(code -> server.execute(client, new Command(List.of(Bytes.of("FUNCTION"), Bytes.of("LOAD"), code))));
    return server;
  }
}

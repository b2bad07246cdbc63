package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.ServerState;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random scripts answer on the model what they answer on the real server, one after the other on one server, so that what a script leaves
 * behind is compared as well. System properties: {@code interlace.scripts} (how many), {@code interlace.seed} (the first one's), {@code
 * interlace.record=true} (records some anew for machines without a server).
 */
class GeneratedScriptsTest {
  private static final int SCRIPTS = Integer.getInteger("interlace.scripts", 50_000);
  private static final long FIRST_SEED = Long.getLong("interlace.seed", 1);
  private static final int BATCH = 200;
  private static final int RECORDED = 400;
  private static final int MOST_SHOWN = Integer.getInteger("interlace.shown", 5);
  private static final Path RECORDING = Path.of("src/test/resources/dev/interlace/properties/conformance/generated-scripts.txt");
  private static final List<Bytes> FLUSH_ALL = words("FLUSHALL");
  private static final List<Bytes> FLUSH_SCRIPTS = words("SCRIPT", "FLUSH");

  private final RandomScripts scripts = new RandomScripts();
  private final List<String> differences = new ArrayList<>();

  private static List<Bytes> words(String... words) {
    return List.of(words).stream().map(Bytes::latin1).toList();
  }

  private List<List<Bytes>> batch(long seed, int count) {
    var commands = new ArrayList<List<Bytes>>();
    commands.add(FLUSH_ALL);
    commands.add(FLUSH_SCRIPTS);
    for (var i = 0; i < count; i++) {
      commands.add(words("EVAL", scripts.script(seed + i), "1", "k1", "arg", "12"));
    }
    return commands;
  }

  private static List<Reply> onModel(LiveServer model, long client, List<List<Bytes>> commands) {
    return commands.stream().map(command -> model.execute(client, new Command(command))).toList();
  }

  private static List<Reply> onOracle(OracleConnection oracle, List<List<Bytes>> commands) {
    commands.forEach(oracle::send);
    return commands.stream().map(command -> oracle.receive()).toList();
  }

  @Test
  void random_scripts_answer_as_on_the_real_server() {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("generated scripts: compared with recorded replies only; " + OracleServer.ABSENT);
      return;
    }
    var model = new LiveServer(ServerState.EMPTY);
    var client = model.open("127.0.0.1:1", LiveServer.Outlet.NOBODY);
    try (var server = OracleServer.start(binary.get(), List.of()); var oracle = OracleConnection.open(server.address())) {
      for (long done = 0; done < SCRIPTS && differences.size() < MOST_SHOWN; done += BATCH) {
        var commands = batch(FIRST_SEED + done, BATCH);
        compare(commands, onOracle(oracle, commands), onModel(model, client, commands));
      }
    }
    assertThat(differences).isEmpty();
  }

  private void compare(List<List<Bytes>> commands, List<Reply> expected, List<Reply> actual) {
    for (var i = 0; i < commands.size() && differences.size() < MOST_SHOWN; i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        differences.add(commands.get(i).get(1).toLatin1() + "\n  expected " + expected.get(i) + "\n  but was  " + actual.get(i));
        return; // what follows in this batch may differ because of it
      }
    }
  }

  @Test
  void recorded_scripts_answer_as_they_did() throws IOException {
    if (Boolean.getBoolean("interlace.record")) {
      record();
    }
    var expected = Files.readAllLines(RECORDING, StandardCharsets.ISO_8859_1);
    assertThat(shown(onModel(RECORDED))).isEqualTo(expected);
  }

  private List<Reply> onModel(int count) {
    var model = new LiveServer(ServerState.EMPTY);
    return onModel(model, model.open("127.0.0.1:1", LiveServer.Outlet.NOBODY), batch(1, count));
  }

  private static List<String> shown(List<Reply> replies) {
    return replies.stream().map(reply -> Bytes.latin1(reply.toString()).toQuoted()).toList();
  }

  private void record() {
    try (var server = OracleServer.start(OracleServer.find().orElseThrow(), List.of()); var oracle = OracleConnection.open(server.address())) {
      Files.write(RECORDING, shown(onOracle(oracle, batch(1, RECORDED))), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

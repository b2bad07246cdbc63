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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends commands, mostly scripts, to one connection of the model and of the real server, and compares every reply exactly. */
final class ScriptComparison {
  private static final int MOST_SHOWN = Integer.getInteger("interlace.shown", 5);
  /** Tells an id, which is each server's own. */
  private static final String HELLO = "HELLO";

  private final LiveServer model = new LiveServer(ServerState.EMPTY);
  private final long client = model.open("127.0.0.1:1", LiveServer.Outlet.NOBODY);
  private final List<String> differences = new ArrayList<>();

  static List<Bytes> words(String... words) {
    return List.of(words).stream().map(Bytes::latin1).toList();
  }

  /** With the real server, if there is one; of a batch in which something differs the rest is not looked at. */
  static void live(String name, Iterable<List<List<Bytes>>> batches) {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println(name + ": compared with recorded replies only; " + OracleServer.ABSENT);
      return;
    }
    var comparison = new ScriptComparison();
    try (var server = OracleServer.start(binary.get(), List.of()); var oracle = OracleConnection.open(server.address())) {
      for (var batch : batches) {
        if (comparison.differences.size() < MOST_SHOWN) {
          comparison.compare(batch, onOracle(oracle, batch), comparison.onModel(batch));
        }
      }
    }
    assertThat(comparison.differences).isEmpty();
  }

  /** With what the real server answered once, as {@code form} writes it; with {@code interlace.record} it is asked and written down first. */
  static void recorded(Path file, List<List<Bytes>> commands, Function<Reply, String> form) {
    try {
      if (Boolean.getBoolean("interlace.record")) {
        try (var server = OracleServer.start(OracleServer.find().orElseThrow(), List.of()); var oracle = OracleConnection.open(server.address())) {
          Files.write(file, onOracle(oracle, commands).stream().map(form).toList(), StandardCharsets.ISO_8859_1);
        }
      }
      var expected = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      var actual = new ScriptComparison().onModel(commands).stream().map(form).toList();
      assertThat(actual).hasSameSizeAs(expected);
      for (var i = 0; i < expected.size(); i++) {
        assertThat(actual.get(i)).as(commands.get(i).toString()).isEqualTo(expected.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Reply> onModel(List<List<Bytes>> commands) {
    return commands.stream().map(command -> withoutId(command, model.execute(client, new Command(command)))).toList();
  }

  private static List<Reply> onOracle(OracleConnection oracle, List<List<Bytes>> commands) {
    commands.forEach(oracle::send);
    return commands.stream().map(command -> withoutId(command, oracle.receive())).toList();
  }

  private static Reply withoutId(List<Bytes> command, Reply reply) {
    return command.getFirst().equals(Bytes.of(HELLO)) && !(reply instanceof Reply.Error) ? Reply.OK : reply;
  }

  private void compare(List<List<Bytes>> commands, List<Reply> expected, List<Reply> actual) {
    for (var i = 0; i < commands.size() && differences.size() < MOST_SHOWN; i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        differences.add(commands.get(i) + difference(expected.get(i), actual.get(i)));
        return; // what follows in this batch may differ because of it
      }
    }
  }

  /** Of two arrays of equal length only what differs. */
  private static String difference(Reply expected, Reply actual) {
    if (expected instanceof Reply.Array(var left) && actual instanceof Reply.Array(var right) && left.size() == right.size()) {
      return IntStream.range(0, left.size())
          .filter(i -> !left.get(i).equals(right.get(i)))
          .mapToObj(i -> "\n  element " + i + difference(left.get(i), right.get(i)))
          .collect(Collectors.joining());
    }
    return "\n  expected " + expected + "\n  but was  " + actual;
  }
}

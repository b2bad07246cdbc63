package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.CommandSpec.Flag;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.server.Commands;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The rows of the command table, against what COMMAND of the real server says. The recording holds every command of the server,
 * modelled or not.
 */
class CommandTableConformanceTest {
  private static final Path RECORDING = Path.of("../model/src/test/resources/commands.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A command as COMMAND describes it.
   *
   * @param keys first, last, step
   */
  record Described(long arity, List<String> flags, List<Long> keys) {}

  @Test
  void every_row_is_as_the_real_server_describes_the_command() throws IOException {
    var recorded = JSON.readValue(RECORDING.toFile(), new TypeReference<TreeMap<String, Described>>() {});
    assertThat(Commands.TABLE.rows())
        .allSatisfy(row -> assertThat(described(row)).as(row.name()).isEqualTo(visible(recorded.get(row.name()))));
  }

  @Test
  void the_recording_is_what_the_real_server_says() throws IOException {
    var server = OracleServer.find();
    if (server.isEmpty()) {
      System.out.println("command table: compared with the recording only; " + OracleServer.ABSENT);
      return;
    }
    var actual = ask(server.get());
    if (Boolean.getBoolean("interlace.record")) {
      var lines = new ArrayList<String>();
      for (var each : actual.entrySet()) {
        lines.add(JSON.writeValueAsString(each.getKey()) + ": " + JSON.writeValueAsString(each.getValue()));
      }
      Files.createDirectories(RECORDING.getParent());
      Files.writeString(RECORDING, "{\n" + String.join(",\n", lines) + "\n}\n");
    }
    assertThat(JSON.readValue(RECORDING.toFile(), new TypeReference<TreeMap<String, Described>>() {})).isEqualTo(actual);
  }

  private static Described described(CommandSpec row) {
    var flags = row.flags().stream().filter(flag -> flag != Flag.MAY_REPLICATE).map(flag -> flag.name().toLowerCase(Locale.ROOT)).sorted().toList();
    return new Described(row.arity(), flags, List.of((long) row.keys().first(), (long) row.keys().last(), (long) row.keys().step()));
  }

  /** What the model's table says of it too. */
  private static Described visible(Described command) {
    var known = List.of("no_multi", "noscript", "readonly", "write");
    return new Described(command.arity, command.flags.stream().filter(known::contains).sorted().toList(), command.keys);
  }

  private static SortedMap<String, Described> ask(Path binary) {
    var commands = new TreeMap<String, Described>();
    try (var server = OracleServer.start(binary, List.of()); var connection = server.connect()) {
      collect(connection.call("COMMAND"), commands);
    }
    return commands;
  }

  private static void collect(Reply reply, SortedMap<String, Described> commands) {
    for (var each : items(reply)) {
      var parts = items(each);
      var keys = List.of(number(parts.get(3)), number(parts.get(4)), number(parts.get(5)));
      var flags = items(parts.get(2)).stream().map(CommandTableConformanceTest::text).toList();
      commands.put(text(parts.get(0)), new Described(number(parts.get(1)), flags, keys));
      collect(parts.get(9), commands);
    }
  }

  private static List<Reply> items(Reply reply) {
    return reply instanceof Reply.Array(var items) ? items : List.of();
  }

  private static long number(Reply reply) {
    return reply instanceof Reply.Int(var value) ? value : Long.parseLong(text(reply));
  }

  private static String text(Reply reply) {
    return switch (reply) {
      case Reply.Bulk(Bytes value) -> value.toLatin1();
      case Reply.Simple(Bytes value) -> value.toLatin1();
      default -> throw new IllegalArgumentException("no text: " + reply);
    };
  }
}

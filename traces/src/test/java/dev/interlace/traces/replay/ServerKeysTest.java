package dev.interlace.traces.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.traces.format.KeyState;
import dev.interlace.traces.oracle.OracleServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServerKeysTest {
  private static final List<Command> STREAM =
      Stream.of(
              "XADD s 1-1 a 1",
              "XADD s 2-1 a 2 b 3",
              "XGROUP CREATE s g 0",
              "XREADGROUP GROUP g alice COUNT 1 STREAMS s >",
              "XREADGROUP GROUP g bob STREAMS s >",
              "XREADGROUP GROUP g bob STREAMS s 0",
              "XDEL s 1-1",
              "XGROUP CREATE s idle $")
          .map(line -> new Command(CommandLine.parse(Bytes.of(line)).orElseThrow()))
          .toList();

  @Test
  void a_stream_of_the_real_server_reads_as_that_of_the_model() {
    var model = KeyState.of(RedisSystem.given(STREAM).initial());
    OracleServer.find().ifPresentOrElse(
        redis -> {
          try (var server = OracleServer.start(redis, List.of()); var connection = server.connect()) {
            STREAM.forEach(command -> connection.call(command.words()));
            assertThat(ServerKeys.read(connection, 0)).isEqualTo(model);
          }
        },
        () -> System.out.println("streams were not compared: " + OracleServer.ABSENT));
    assertThat(model.getFirst().toString()).contains("2-1", "bob").doesNotContain("gone");
  }
}

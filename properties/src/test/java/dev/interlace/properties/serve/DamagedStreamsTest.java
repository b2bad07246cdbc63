package dev.interlace.properties.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.serve.ServeOptions;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random damaged requests, to the real server and to ours: every byte answered is the same, and so is whether the connection goes on. More
 * with {@code -Dinterlace.tries=100000 -Dinterlace.seed=7}.
 */
class DamagedStreamsTest {
  private static final int TRIES = Integer.getInteger("interlace.tries", 2000);
  private static final long SEED = Long.getLong("interlace.seed", 1);

  @Test
  void a_damaged_stream_is_answered_as_the_real_server_answers_it() throws IOException {
    compare(RunningServer.OPTIONS, List.of());
  }

  @Test
  void so_it_is_while_a_password_is_asked_for() throws IOException {
    compare(RunningServer.OPTIONS.with("requirepass", "secret"), List.of("--requirepass", "secret"));
  }

  private static void compare(ServeOptions options, List<String> arguments) throws IOException {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println(OracleServer.ABSENT);
      return;
    }
    var streams = new DamagedStreams(SEED);
    var refused = 0;
    try (var real = OracleServer.start(binary.get(), arguments); var ours = RunningServer.start(options)) {
      for (var i = 0; i < TRIES; i++) {
        var stream = streams.next();
        var expected = RawClient.exchange(real.address(), stream);
        assertThat(RawClient.exchange(ours.address(), stream)).as("answer to stream %d, %s", i, quoted(stream)).isEqualTo(expected);
        refused += expected.contains("Protocol error") ? 1 : 0;
      }
    }
    System.out.println(TRIES + " damaged streams compared, " + refused + " of them refused as broken");
    assertThat(refused).isGreaterThan(TRIES / 10);
  }

  private static String quoted(String stream) {
    return Bytes.latin1(stream).toQuoted();
  }
}

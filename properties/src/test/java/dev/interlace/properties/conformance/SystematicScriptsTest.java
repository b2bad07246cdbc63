package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.Sha1;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What scripts can do, gone through one by one, comes to the same on both servers; of the replies, only a digest is recorded. */
class SystematicScriptsTest {
  private static final Path RECORDING = Conformance.RECORDINGS.resolve("systematic-scripts.txt");
  private static final int DIGEST = 10;

  @Test
  void everything_that_scripts_can_do_comes_to_the_same_as_on_the_real_server() {
    var batches = SystematicScripts.all();
    var scripts = batches.stream().mapToInt(List::size).sum();
    var calls = batches.stream().flatMap(List::stream).mapToInt(command -> Math.max(1, command.getLast().equals(Bytes.of("0")) ? callsOf(command) : 1)).sum();
    System.out.println("systematic scripts: " + calls + " calls in " + scripts + " scripts");
    assertThat(calls).isGreaterThan(30_000);
    ScriptComparison.live("systematic scripts", batches);
  }

  private static int callsOf(List<Bytes> command) {
    return command.get(1).toLatin1().split("show\\(pcall", -1).length - 1;
  }

  @Test
  void recorded_replies_are_the_same() {
    ScriptComparison.recorded(RECORDING, SystematicScripts.all().stream().flatMap(List::stream).toList(), SystematicScriptsTest::digest);
  }

  private static String digest(Reply reply) {
    return Sha1.hex(Bytes.latin1(reply.toString())).slice(0, DIGEST).toLatin1();
  }
}

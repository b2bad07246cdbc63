package dev.interlace.properties.conformance;

import static dev.interlace.properties.conformance.ScriptComparison.words;

import dev.interlace.model.bytes.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
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
  private static final Path RECORDING = Conformance.RECORDINGS.resolve("generated-scripts.txt");

  private final RandomScripts scripts = new RandomScripts();

  private List<List<Bytes>> batch(long seed, int count) {
    var commands = new ArrayList<List<Bytes>>();
    commands.add(words("FLUSHALL"));
    commands.add(words("SCRIPT", "FLUSH"));
    for (var i = 0; i < count; i++) {
      commands.add(words("EVAL", scripts.script(seed + i), "1", "k1", "arg", "12"));
    }
    return commands;
  }

  @Test
  void random_scripts_answer_as_on_the_real_server() {
    ScriptComparison.live("generated scripts", () -> LongStream.range(0, SCRIPTS / BATCH).mapToObj(i -> batch(FIRST_SEED + i * BATCH, BATCH)).iterator());
  }

  @Test
  void recorded_scripts_answer_as_they_did() {
    ScriptComparison.recorded(RECORDING, batch(1, RECORDED), reply -> Bytes.latin1(reply.toString()).toQuoted());
  }
}

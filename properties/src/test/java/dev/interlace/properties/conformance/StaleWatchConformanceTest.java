package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.request.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Watches that begin on keys that have expired, beside watches that do not: whom a write reaches depends on who began first. */
class StaleWatchConformanceTest {
  private static final List<String> TEMPLATES =
      List.of(
          "SET (k1|k2) a PXAT 1",
          "SET (k1|k2) a PXAT 1",
          "SET (k1|k2) b",
          "SET (k1|k2) b",
          "MSET k1 x k2 x",
          "INCR (k1|k2)",
          "PEXPIREAT (k1|k2) 1",
          "GET (k1|k2)",
          "DEL (k1|k2)",
          "RENAME (k1|k2) (k1|k2)",
          "COPY (k1|k2) (k1|k2) REPLACE",
          "FLUSHDB",
          "SWAPDB 0 1",
          "SELECT (0|1)",
          "SELECT 0",
          "WATCH (k1|k2|k1 k2|k2 k1)",
          "WATCH (k1|k2)",
          "WATCH (k1|k2)",
          "UNWATCH",
          "RESET");

  private static final List<String> SCRIPTS =
      List.of(
          "redis.call('set','k1','a') redis.call('set','k2','b')",
          "return redis.call('get','k1')",
          "redis.call('set','k2','a','pxat','1')");

  private static final Source SCRIPT = random -> Command.of("EVAL", Places.pick(SCRIPTS, random), "0");
  /** The only command that writes over an expired key without removing it first. */
  private static final Bytes DUMP = Bytes.latin1("\0\001v\n\0\u0091\b\u00ce\u00b2\0318\u008a\u00ce");
  private static final Source RESTORE = random -> new Command(Call.words("RESTORE", random.nextBoolean() ? "k1" : "k2", 0, DUMP, "REPLACE"));
  private static final Source EXEC = Source.templates(List.of("MULTI", "EXEC", "EXEC"));
  private static final Source OTHERS = Source.templates(TEMPLATES);

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("stale-watches", Source.oneOf(List.of(EXEC, EXEC, OTHERS, OTHERS, OTHERS, OTHERS, OTHERS, SCRIPT, RESTORE, RESTORE)), 100).check();
  }
}

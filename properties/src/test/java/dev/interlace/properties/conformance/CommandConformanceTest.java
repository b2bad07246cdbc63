package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** COMMAND with its subcommands, and above all where the keys of a command are. */
class CommandConformanceTest {
  private static final String NAME = "(get|SET|ping|xgroup|script|script|load|xinfo|stream|nosuch|get|x|config|SORT|migrate|MGET|zunionstore|<junk>)";
  private static final String GET_KEYS = "COMMAND (GETKEYS|GETKEYSANDFLAGS|getkeysandflags)";
  private static final String NUMBER = "(0|1|2|2|2|3|4|-1|x|2x| 2|+2|02|4294967298|9223372036854775808|)";

  private static final List<String> TEMPLATES =
      List.of(
          "COMMAND INFO " + NAME + "...",
          "COMMAND DOCS " + NAME + "...",
          "COMMAND (COUNT|HELP|LIST|GETKEYS|NOSUCH|count) [<junk>]",
          "COMMAND LIST FILTERBY MODULE <value>",
          "COMMAND LIST FILTERBY ACLCAT (transaction|TRANSACTION|pubsub|bitmap|@read|nosuch|)",
          "COMMAND LIST FILTERBY PATTERN <namepattern>",
          "COMMAND LIST (FILTERBY|<junk>) (PATTERN|ACLCAT|MODULE|<junk>) <value> [<value>]",
          GET_KEYS + " (EVAL|EVALSHA|EVAL_RO|FCALL|FCALL_RO|BLMPOP|BZMPOP|nosuch|PING|XGROUP|SPUBLISH) x " + NUMBER + " <key>... [<value>]...",
          GET_KEYS + " (LMPOP|ZMPOP|SINTERCARD|ZUNION|ZINTER|ZINTERCARD|ZDIFF) " + NUMBER + " <key>... [<value>]...",
          GET_KEYS + " (ZUNIONSTORE|ZINTERSTORE|ZDIFFSTORE|zdiffstore) <key> " + NUMBER + " <key>... [WEIGHTS 1 2]",
          GET_KEYS + " SORT <key> (STORE <key>|GET <key>|BY <key>|LIMIT 0 <small>|ASC|<key>|store)...",
          GET_KEYS + " (SORT_RO|SORT) <key> (STORE <key>|GET <key>|BY <key>|LIMIT 0 <small>|ASC|<key>|store)... [STORE|GET|LIMIT|BY]",
          GET_KEYS + " SET <key> <value> [(GET|get|NX|EX <ttl>|KEEPTTL|<junk>)]...",
          GET_KEYS + " BITFIELD <key> (GET u8 0|OVERFLOW SAT|get u8)... [(SET|INCRBY) u8 0 1|GET u8|GET|OVERFLOW|<junk>]",
          GET_KEYS + " (XREAD|XREADGROUP) [(COUNT 1|BLOCK 0|GROUP g c|NOACK|<junk>)]... (STREAMS|streams|<key>) (<key>|<id>|0|>|$)... [(<key>|<id>)]...",
          GET_KEYS + " (XREAD|XREADGROUP) GROUP (g|STREAMS) c (STREAMS|COUNT) (<key>|<id>|0|>|$)... [STREAMS] [(<key>|<id>)]...",
          GET_KEYS + " MIGRATE h p (<key>||) 0 1 [(COPY|REPLACE|AUTH (x|keys)|AUTH2 u (p|KEYS)|<junk>)]... [(KEYS|keys) [(<key>|KEYS)]...]",
          GET_KEYS + " (GEORADIUS <key> 1 2 3 km|GEORADIUSBYMEMBER <key> m 3 km) [(STORE <key>|STOREDIST <key>|WITHDIST|COUNT 1|STORE|storedist)]...",
          GET_KEYS + " (XGROUP|OBJECT|XINFO|MEMORY|CONFIG|SCRIPT) (CREATE|ENCODING|STREAM|USAGE|GET|LOAD|HELP|<junk>) <key> <value> [<value>]",
          GET_KEYS + " (BLPOP|BZPOPMIN|MSET|MSETNX|DEL|MGET|WATCH|PFCOUNT|PFMERGE|BITOP|BITOP AND|COPY|LMOVE|SPUBLISH|PUBLISH|OBJECT) <key>... [<value>]...",
          GET_KEYS + " <junk>...");

  private static final Source ANY_COMMAND = anyCommand();

  private static Source anyCommand() {
    var families = Source.everyFamily();
    return random -> asked(families.draw(random), random);
  }

  private static Command asked(Command command, Random random) {
    var question = random.nextBoolean() ? "GETKEYS" : "GETKEYSANDFLAGS";
    return new Command(Stream.concat(Stream.of(Bytes.of("COMMAND"), Bytes.of(question)), command.words().stream()).toList());
  }

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("command", Source.oneOf(List.of(Source.templates(TEMPLATES), Source.templates(TEMPLATES), ANY_COMMAND)), 60).check();
  }
}

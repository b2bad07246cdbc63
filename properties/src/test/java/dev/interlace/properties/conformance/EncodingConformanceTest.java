package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.traces.oracle.OracleServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How values are represented, and how they leave one server for another. */
class EncodingConformanceTest {
  private static final List<String> TEMPLATES =
      List.of(
          "OBJECT (ENCODING|encoding|FREQ) <key>",
          "OBJECT (ENCODING|IDLETIME|REFCOUNT|FREQ) nosuch",
          "OBJECT (HELP|NOSUCH|ENCODING) [<key>] [<junk>]",
          "DUMP <key> [<junk>]",
          "RESTORE <key> 0 <payload> [REPLACE]",
          "RESTORE <key> 0 <payload> REPLACE",
          "RESTORE <key> (0|<pttl>|<junk>) <payload> [REPLACE|ABSTTL|IDLETIME (5|0|-1|x)|FREQ (0|255|256|-1|x)|<junk>]...",
          "RESTORE <key> <pat> <payload> ABSTTL [REPLACE]",
          "RESTORE-ASKING <key> 0 <payload>",
          "MIGRATE 127.0.0.1 1 <key> 0 10 [COPY|REPLACE|AUTH|AUTH2|KEYS|KEYS <key>|<junk>]...",
          "MIGRATE 127.0.0.1 1 (\"\"|nosuch|<key>) (0|x) (10|x) [AUTH a] [KEYS <key>...]",
          "SET <key> <value>",
          "APPEND <key> <value>",
          "SETRANGE <key> (0|3|50) <value>",
          "SETBIT <key> <offset> (0|1)",
          "BITFIELD <key> (SET u8 0 49|GET u8 0|INCRBY u8 0 0|OVERFLOW FAIL INCRBY u2 8 3)",
          "BITOP (NOT <key> <key>|OR <key> <key> <key>)",
          "INCR <key>",
          "INCRBYFLOAT <key> (1|0.5|<float>)",
          "(RENAME|COPY|GETSET|APPEND|RENAMENX) <key> <key>",
          "PFADD <key> <member>",
          "SADD <key> <int>...",
          "SADD <key> <member>...",
          "(SUNIONSTORE|SINTERSTORE|SDIFFSTORE) <key> <key> <key>",
          "SORT <key> [ALPHA] [STORE <key>]",
          "HSET <key> <field> <value>",
          "ZUNIONSTORE <key> 1 <key>",
          "ZADD <key> <small> <member>",
          "XADD <key> <entry> <field> <value>",
          "RPUSH <key> <value>...");

  /** Commands, and what the last one answers. */
  private static final List<String> FACTS =
      List.of(
          "SET k 0 ; OBJECT REFCOUNT k => 2147483647",
          "SET k 9999 ; OBJECT REFCOUNT k => 2147483647",
          "SET k 10000 ; OBJECT REFCOUNT k => 1",
          "SET k -1 ; OBJECT REFCOUNT k => 1",
          "SET k 01 ; OBJECT REFCOUNT k => 1",
          "APPEND k 5 ; APPEND k 5 ; OBJECT REFCOUNT k => 1",
          "APPEND k 5 ; APPEND k 5 ; INCR k ; OBJECT REFCOUNT k => 2147483647",
          "SET k 5 ; COPY k other ; OBJECT REFCOUNT other => 1",
          "SET k 5 ; COPY k other ; OBJECT ENCODING other => \"int\"",
          "SET k 5 ; COPY k other ; INCR other ; OBJECT REFCOUNT other => 2147483647",
          "SET k a ; OBJECT IDLETIME k => 0",
          "SET k 9223372036854775807 ; OBJECT ENCODING k => \"int\"",
          "SET k -9223372036854775808 ; OBJECT ENCODING k => \"int\"",
          "SET k 9223372036854775808 ; OBJECT ENCODING k => \"embstr\"",
          "SET k " + "x".repeat(44) + " ; OBJECT ENCODING k => \"embstr\"",
          "SET k " + "x".repeat(45) + " ; OBJECT ENCODING k => \"raw\"",
          "SADD k 1 2 3 4 5 6 a ; SREM k a ; OBJECT ENCODING k => \"hashtable\"",
          "SADD k 1 2 3 4 5 6 7 ; SPOP k 6 ; OBJECT ENCODING k => \"intset\"",
          "HSET k f " + "x".repeat(65) + " ; HSET k f x ; OBJECT ENCODING k => \"hashtable\"",
          "HSET k f " + "x".repeat(64) + " ; OBJECT ENCODING k => \"listpack\"",
          "ZADD k 1 " + "x".repeat(65) + " 2 b ; ZREMRANGEBYRANK k 0 0 ; OBJECT ENCODING k => \"skiplist\"",
          "ZADD k 1 " + "x".repeat(65) + " 2 b ; ZREMRANGEBYRANK k 0 0 ; ZUNIONSTORE k 1 k ; OBJECT ENCODING k => \"listpack\"",
          "RPUSH k 2 1 ; SORT k STORE k ; OBJECT ENCODING k => \"quicklist\"",
          "SET k 5 ; DUMP k => \"\\x00\\xc0\\x05\\n\\x00c/_f\\x83/\\xb3Q\"");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("encodings", TEMPLATES).check();
  }

  @Test
  void the_model_knows_the_facts_and_the_real_server_says_the_same() {
    FACTS.forEach(fact -> assertThat(onModel(fact)).as(fact).isEqualTo(fact.split(" => ")[1]));
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("facts about encodings: not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    try (var server = OracleServer.start(binary.get(), List.of()); var real = server.connect()) {
      for (var fact : FACTS) {
        real.call("FLUSHALL");
        var replies = commands(fact).stream().map(command -> real.call(command.words())).toList();
        assertThat(ReplyText.oneLine(replies.getLast())).as(fact).isEqualTo(fact.split(" => ")[1]);
      }
    }
  }

  private static String onModel(String fact) {
    var model = new dev.interlace.model.server.LiveServer(ServerState.EMPTY);
    var client = model.open("127.0.0.1:1", Outlet.NOBODY);
    return ReplyText.oneLine(commands(fact).stream().map(command -> model.execute(client, command)).toList().getLast());
  }

  private static List<Command> commands(String fact) {
    return List.of(fact.split(" => ")[0].split(" ; ")).stream().map(line -> new Command(CommandLine.parse(Bytes.of(line)).orElseThrow())).toList();
  }
}

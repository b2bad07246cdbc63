package dev.interlace.properties.conformance;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Four clients whose commands wait: who is served, in which order, with what, and what their keys hold then.
 *
 * <p>CLIENT PAUSE without WRITE would hold back our own PING too, by which we know that the server is done.
 */
class BlockingConformanceTest {
  private static final List<String> LISTS =
      List.of(
          "(BLPOP|BRPOP) <key>... 0",
          "(BLPOP|BRPOP) (k1|k2) 0",
          "(BLPOP|BRPOP) k1 k2 0",
          "(BLPOP|BRPOP) k2 k1 k3 0",
          "BLMOVE k1 k2 (LEFT|RIGHT) (LEFT|RIGHT) 0",
          "BLMOVE k2 k1 (LEFT|RIGHT) (LEFT|RIGHT) 0",
          "BLMOVE <key> <key> (LEFT|RIGHT) (LEFT|RIGHT) 0",
          "BRPOPLPUSH <key> <key> 0",
          "BLMPOP 0 (1 <key>|2 k1 k2|3 <key> <key> <key>) (LEFT|RIGHT) [COUNT (1|2|5)]",
          "(RPUSH|LPUSH) (k1|k2) <member>...",
          "(RPUSH|LPUSH) (k1|k2) <member>...",
          "(RPUSH|LPUSH) <key> <member>...",
          "(RPUSHX|LPUSHX) <key> <member>",
          "LMOVE <key> <key> (LEFT|RIGHT) (LEFT|RIGHT)");

  private static final List<String> SORTED_SETS =
      List.of(
          "(BZPOPMIN|BZPOPMAX) <key>... 0",
          "(BZPOPMIN|BZPOPMAX) (k1 k2|k2 k1 k3) 0",
          "(BZPOPMIN|BZPOPMAX) (k1 k2|k2 k1) 0",
          "(BZPOPMIN|BZPOPMAX) (k1|k2) 0",
          "(BZPOPMIN|BZPOPMAX) (k1|k2) 0",
          "BZMPOP 0 (1 <key>|2 k1 k2|3 <key> <key> <key>) (MIN|MAX) [COUNT (1|2|5)]",
          "ZADD (k1|k2) (<small> <member>)...",
          "ZADD (k1|k2) (<small> <member>)...",
          "ZADD <key> [NX|XX] <small> <member>",
          "ZINCRBY <key> <small> <member>",
          "GEOADD <key> 13.361389 38.115556 <member>",
          "(ZUNIONSTORE|ZINTERSTORE) <key> (1 <key>|2 <key> <key>)",
          "ZRANGESTORE <key> <key> 0 -1");

  private static final List<String> STREAMS =
      List.of(
          "XREAD [COUNT (1|2)] BLOCK 0 STREAMS <key> ($|0|1-1|2-0|5-0)",
          "XREAD [COUNT (1|2)] BLOCK 0 STREAMS k1 k2 ($|0|1-1) ($|5-5|0)",
          "XREAD BLOCK 0 STREAMS (k1|k2) $",
          "XREAD BLOCK 0 STREAMS (k1|k2) $",
          "XREAD COUNT 1 BLOCK 0 STREAMS k1 k2 $ $",
          "XREADGROUP GROUP g1 <consumer> [COUNT 1] BLOCK 0 STREAMS k1 >",
          "XREADGROUP GROUP g1 <consumer> [COUNT 1] BLOCK 0 STREAMS k1 >",
          "XREADGROUP GROUP g1 <consumer> [COUNT (1|2)] BLOCK 0 [NOACK] STREAMS (k1|k2) >",
          "XREADGROUP GROUP g1 <consumer> [COUNT (1|2)] BLOCK 0 STREAMS k1 k2 > (>|0)",
          "XREADGROUP GROUP <group> <consumer> BLOCK 0 STREAMS <key> (>|0|18446744073709551615-18446744073709551615)",
          "XGROUP CREATE (k1|k2) g1 ($|0) MKSTREAM",
          "XGROUP CREATE (k1|k2) g1 ($|0) MKSTREAM",
          "XGROUP CREATE <key> <group> ($|0) MKSTREAM",
          "XGROUP DESTROY (k1|k2) g1",
          "XGROUP SETID (k1|k2) g1 (0|$)",
          "XGROUP DELCONSUMER (k1|k2) g1 <consumer>",
          "XADD (k1|k2) <entry> <field> <value>",
          "XADD (k1|k2) [MAXLEN (0|1)] <entry> <field> <value>",
          "XADD (k1|k2) 9000000000000-* <field> <value>",
          "XADD <key> 9000000000000-* <field> <value>",
          "XDEL (k1|k2) <entry>",
          "XACK (k1|k2) g1 <entry>",
          "XTRIM (k1|k2) MAXLEN (0|1)",
          "XSETID (k1|k2) 9000000000001-0");

  /** All that gives a key a value, takes it away, or puts another in its place. */
  private static final List<String> CHANGES =
      List.of(
          "DEL <key>",
          "UNLINK (k1|k2)",
          "SET (k1|k2) <value>",
          "SET <key> <value>",
          "SADD <key> <member>",
          "RENAME <key> <key>",
          "RENAME <key> (k1|k2)",
          "RENAMENX <key> (k1|k2)",
          "COPY <key> (k1|k2) [REPLACE]",
          "COPY <key> <key> DB (0|1) [REPLACE]",
          "MOVE <key> (0|1)",
          "SORT <key> ALPHA STORE (k1|k2)",
          "RPUSH <key> <member>...",
          "ZADD <key> 1 <member>",
          "XADD <key> 9000000000000-* a b",
          "SWAPDB 0 1",
          "SELECT (0|1)",
          "SELECT 0",
          "FLUSHDB",
          "FLUSHALL",
          "PEXPIREAT <key> 1",
          "EXPIRE <key> -1");

  private static final List<String> SURROUNDINGS =
      List.of(
          "MULTI",
          "MULTI",
          "EXEC",
          "EXEC",
          "EXEC",
          "DISCARD",
          "WATCH <key>...",
          "HANGUP",
          "RESET",
          "QUIT",
          "HELLO (2|3)",
          "EVAL <pushes> 2 <key> <key>",
          "EVAL <pushes> 2 k1 k2",
          "EVAL <waits> 2 <key> <key>");

  /** Never together with pauses: to unblock a client whose command is held back crashes the real server. */
  private static final List<String> UNBLOCKING =
      List.of(
          "CLIENT UNBLOCK (id:0|id:1|id:2|id:3) [TIMEOUT|ERROR]",
          "CLIENT UNBLOCK (99999999|x|id:0) [TIMEOUT|ERROR|<junk>] [<junk>]");

  private static final List<String> PAUSES =
      List.of(
          "CLIENT PAUSE 50000 WRITE",
          "CLIENT UNPAUSE",
          "CLIENT UNPAUSE",
          "CLIENT PAUSE (0|x|-1|1.5|9223372036854775807|50000) (WRITE|<junk>) [<junk>]");

  private static final List<String> MISTAKES =
      List.of(
          "(BLPOP|BRPOP|BZPOPMIN|BZPOPMAX) <key>... <timeout>",
          "BLMOVE <key> <key> (LEFT|RIGHT|x) (LEFT|RIGHT|x) <timeout>",
          "BRPOPLPUSH <key> <key> <timeout>",
          "(BLMPOP <timeout> (0|1|2|-1|x) <key>... (LEFT|RIGHT|x)|BZMPOP <timeout> (0|1|2|-1|x) <key>... (MIN|MAX|x)) [COUNT <count>] [<junk>]",
          "XREAD BLOCK (-1|x|0|50000|9223372036854775807) STREAMS <key>... (<id>|<oddid>|$|>)...");

  /** Some are over during a pause, the others never. */
  private static final List<String> TIMED =
      List.of(
          "(BLPOP|BRPOP|BZPOPMIN|BZPOPMAX) <key>... (0.06|0.0601|5000)",
          "BLMOVE <key> <key> LEFT LEFT (0.07|5000)",
          "BLMPOP (0.06|5000) 1 <key> LEFT",
          "BZMPOP (0.06|5000) 2 <key> <key> MIN",
          "XREAD BLOCK (60|70|50000) STREAMS <key> $",
          "XREADGROUP GROUP g1 c BLOCK (60|50000) STREAMS k1 >",
          "XGROUP CREATE k1 g1 $ MKSTREAM",
          "PEXPIRE <key> 60",
          "RPUSH <key> a",
          "ZADD <key> 1 a");

  /** Commands with a time of their own are not among them: it begins when the real server notices that the pause is over. */
  private static final List<String> SHORT_PAUSES = List.of("CLIENT PAUSE (60|50000) WRITE", "CLIENT PAUSE 60 WRITE", "CLIENT UNPAUSE");

  private static Source drawnFrom(List<String> often, List<String> control) {
    var all = Source.templates(Stream.of(LISTS, SORTED_SETS, STREAMS).flatMap(List::stream).toList());
    var common = Source.templates(often);
    var surroundings = Source.templates(Stream.of(SURROUNDINGS, control).flatMap(List::stream).toList());
    var changes = Source.templates(CHANGES);
    var emptying = Source.templates(List.of("DEL k1 k2", "DEL k1 k2 k3 k4", "DEL (k1|k2)", "FLUSHALL"));
    return random -> switch (random.nextInt(20)) {
      case 0 -> all.draw(random);
      case 1, 2 -> changes.draw(random);
      case 3, 4, 5 -> emptying.draw(random);
      case 6, 7 -> surroundings.draw(random);
      default -> common.draw(random);
    };
  }

  @Test
  void clients_blocked_on_lists_are_served_as_the_real_server_does() {
    Conformance.attentive("blocking-lists", drawnFrom(LISTS, UNBLOCKING), 70).check();
  }

  @Test
  void clients_blocked_on_sorted_sets_are_served_as_the_real_server_does() {
    Conformance.attentive("blocking-sorted-sets", drawnFrom(SORTED_SETS, UNBLOCKING), 35).check();
  }

  @Test
  void clients_blocked_on_streams_are_served_as_the_real_server_does() {
    Conformance.attentive("blocking-streams", drawnFrom(STREAMS, UNBLOCKING), 65).check();
  }

  @Test
  void mistakes_are_answered_as_the_real_server_does() {
    Conformance.attentive("blocking-mistakes", drawnFrom(MISTAKES, UNBLOCKING), 20).check();
  }

  @Test
  void commands_held_back_by_a_pause_run_as_on_the_real_server() {
    Conformance.attentive("blocking-pauses", drawnFrom(LISTS, PAUSES), 30).check();
  }

  @Test
  void clients_give_up_as_on_the_real_server() {
    Conformance.attentiveWithPauses("blocking-timeouts", drawnFrom(TIMED, UNBLOCKING), 40).check();
  }

  @Test
  void commands_held_back_run_when_the_pause_is_over() {
    Conformance.attentiveWithPauses("blocking-short-pauses", drawnFrom(LISTS, SHORT_PAUSES), 15).check();
  }
}

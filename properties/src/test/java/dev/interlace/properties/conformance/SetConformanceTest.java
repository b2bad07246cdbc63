package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The set commands. */
class SetConformanceTest {
  static final List<String> TEMPLATES =
      List.of(
          "SET <key> a PXAT 1",
          "SADD <key> <member>...",
          "SADD <key> <int>...",
          "SADD <key> <member>... <value>... <field>...",
          "SREM <key> <member>...",
          "SREM <key> <value>...",
          "SISMEMBER <key> <member>",
          "SMISMEMBER <key> <member>...",
          "SMEMBERS <key>",
          "SCARD <key>",
          "SPOP <key> [(0|1|2|3|-1)]",
          "SRANDMEMBER <key> [(0|1|2|3|-1|-2)]",
          "SPOP <key> (1|2|30) [<junk>]",
          "SRANDMEMBER <key> 9223372036854775807",
          "SRANDMEMBER <key> -9223372036854775808",
          "SMOVE <key> <key> <member>",
          // Narrow, so that whom it finds where makes the difference to a watcher.
          "SADD (k1|k2) a b",
          "SMOVE (k1|k2) (k1|k2) (a|c)",
          "SMOVE (k1|k2) (k1|k2) (a|c)",
          "SINTER <key>...",
          "SINTERCARD (1 <key>|2 <key> <key>) [LIMIT <count>]",
          "SINTERCARD <int> <key>... [LIMIT <int>|<junk>]...",
          "SINTERSTORE <key> <key>...",
          "SUNION <key>...",
          "SUNIONSTORE <key> <key>...",
          "SDIFF <key>...",
          "SDIFFSTORE <key> <key>...",
          "SSCAN <key> 0 [MATCH <pattern>] COUNT 1000",
          "SSCAN <key> <cursor> [MATCH <pattern>|COUNT <scanned>|TYPE <junk>|<junk>]... COUNT 1000");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("sets", TEMPLATES).check();
  }
}

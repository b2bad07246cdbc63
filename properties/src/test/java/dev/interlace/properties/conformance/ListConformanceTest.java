package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The list commands. */
class ListConformanceTest {
  static final List<String> TEMPLATES =
      List.of(
          "SET <key> a PXAT 1",
          "LPUSH <key> <member>...",
          "RPUSH <key> <member>...",
          "RPUSH <key> <member>... <member>... <member>...",
          "LPUSHX <key> <member>...",
          "RPUSHX <key> <member>...",
          "LPOP <key> [<count>]",
          "RPOP <key> [<count>]",
          "LLEN <key>",
          "LINDEX <key> <small>",
          "LSET <key> <small> <member>",
          "LINSERT <key> (BEFORE|AFTER) <member> <member>",
          "LRANGE <key> <small> <small>",
          "LRANGE <key> <int> <int>",
          "LREM <key> <count> <member>",
          "LREM <key> <int> <member>",
          "LTRIM <key> <small> <small>",
          "LTRIM <key> <int> <int>",
          "LPOS <key> <member> [RANK <count>|COUNT <count>|MAXLEN <count>]...",
          "LPOS <key> <member> [RANK <int>|COUNT <int>|MAXLEN <int>|<junk>]...",
          "LMOVE <key> <key> (LEFT|RIGHT) (LEFT|RIGHT)",
          "RPOPLPUSH <key> <key>",
          "LMPOP 1 <key> (LEFT|RIGHT) [COUNT <count>]",
          "LMPOP 2 <key> <key> (LEFT|RIGHT) [COUNT <count>]",
          "LMPOP <int> <key> <key> (LEFT|RIGHT|<junk>) [COUNT <int>|<junk>]...");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("lists", TEMPLATES).check();
  }
}

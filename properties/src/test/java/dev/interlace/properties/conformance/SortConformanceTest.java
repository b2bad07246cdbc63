package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SORT and SORT_RO, on all types. */
class SortConformanceTest {
  static final List<String> TEMPLATES =
      List.of(
          "SORT <key>",
          "SORT <key> [ASC|DESC] [ALPHA] [LIMIT <small> <small>] [STORE <key>]",
          "SORT_RO <key> [ASC|DESC] [ALPHA] [LIMIT <small> <small>]",
          "SORT <key> [BY (k*|k*->f1|*k)] [DESC] [GET (#|k*|k*->f1|k*->|nostar|*)]... [LIMIT <small> <small>] [STORE <key>]",
          "SORT <key> [ALPHA|DESC|LIMIT <int> <int>|GET <junk>|STORE <key>|<junk>]...",
          "SORT_RO <key> [ALPHA|GET #|STORE <key>|<junk>]...",
          "SORT <key> BY nosort [DESC] [LIMIT <small> <small>] STORE <key>",
          "RPUSH <key> (1|2|3|4|10|-5|2.5|20|x)...",
          "RPUSH <key> (1|2|3|4)...",
          "SADD <key> (1|2|3|4)...",
          "ZADD <key> <small> <member> 3 1",
          "SET <key> <small>",
          "HSET <key> f1 <int>");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("sort", TEMPLATES).check();
  }
}

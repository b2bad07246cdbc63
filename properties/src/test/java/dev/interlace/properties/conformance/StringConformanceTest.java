package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The string commands. */
class StringConformanceTest {
  static final List<String> TEMPLATES =
      List.of(
          "SET <key> <value>",
          "SET <key> <value> [NX|XX] [GET] [EX <ttl>|PX <pttl>|EXAT <at>|PXAT <pat>|KEEPTTL]",
          "SET <key> <value> [NX|XX|GET|EX <ttl>|PX <pttl>|EXAT <at>|PXAT <pat>|KEEPTTL|<junk>]...",
          "SETNX <key> <value>",
          "SETEX <key> <ttl> <value>",
          "PSETEX <key> <pttl> <value>",
          "GET <key>",
          "GETEX <key> [EX <ttl>|PX <pttl>|EXAT <at>|PXAT <pat>|PERSIST]",
          "GETEX <key> [EX <ttl>|PX <pttl>|EXAT <at>|PXAT <pat>|PERSIST|<junk>]...",
          "GETDEL <key>",
          "GETSET <key> <value>",
          "SETRANGE <key> <small> <value>",
          "SETRANGE <key> <int> <value>",
          "GETRANGE <key> <small> <small>",
          "SUBSTR <key> <int> <int>",
          "MGET <key>...",
          "MSET (<key> <value>)...",
          "MSETNX (<key> <value>)...",
          "INCR <key>",
          "DECR <key>",
          "INCRBY <key> <int>",
          "DECRBY <key> <int>",
          "INCRBYFLOAT <key> <float>",
          "INCRBYFLOAT <key> (<float>|<junk>|<huge>)",
          "SET <key> (<float>|<huge>)",
          "APPEND <key> <value>",
          "LCS <key> <key> [LEN|IDX] [MINMATCHLEN <small>] [WITHMATCHLEN] [<junk>]",
          "SET <key> (ohmytext|mynewtext|abcbdab|bdcaba|aaaa|baab)",
          "STRLEN <key>");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("strings", TEMPLATES).check();
  }
}

package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The sorted set commands. */
class SortedSetConformanceTest {
  /** A byte too long for a listpack, and so is the set that holds it. */
  private static final String LONG = "m".repeat(65);

  static final List<String> TEMPLATES =
      List.of(
          "SET <key> a PXAT 1",
          "ZADD <key> (-0|0|1|1e17|4611686018427387904|9e18) " + LONG,
          "ZADD <key> (-0|0|1|1e17|4611686018427387904|9e18) <member>",
          "ZINCRBY <key> -0 <member>",
          "ZADD <key> (<float> <member>)...",
          "ZADD <key> (<float> <member>)... (<float> <member>)... (<float> <member>)...",
          "ZADD <key> (0 <member>)... (0 <member>)... (0 <member>)...",
          "ZADD <key> [NX|XX] [GT|LT] [CH] (<float> <member>)...",
          "ZADD <key> [NX|XX|GT|LT|CH|INCR]... [CH|INCR] <float> <member>",
          "ZADD <key> INCR <float> <member>",
          // Narrow, so that equal scores meet.
          "ZADD (k1|k2) (0|1) (a|b)",
          "ZADD (k1|k2) [NX|XX] [GT|LT] [CH] (0|1) (a|b)",
          "ZADD (k1|k2) [XX] (GT|LT) INCR (0|1|-1) (a|b)",
          "ZINCRBY (k1|k2) 0 (a|b)",
          "ZADD <key> [NX|XX|GT|LT|CH|INCR]... (<float> <member>|<junk>)...",
          "ZADD <key> <junk> <member>",
          "ZINCRBY <key> <float> <member>",
          "ZREM <key> <member>...",
          "ZCARD <key>",
          "ZSCORE <key> <member>",
          "ZMSCORE <key> <member>...",
          "ZRANK <key> <member>",
          "ZREVRANK <key> <member>",
          "ZPOPMIN <key> [<count>]",
          "ZPOPMAX <key> [<count>]",
          "ZMPOP (1 <key>|2 <key> <key>) (MIN|MAX) [COUNT <count>]",
          "ZMPOP <int> <key> <key> (MIN|MAX|<junk>) [COUNT <int>|<junk>]...",
          "ZRANDMEMBER <key>",
          "ZRANDMEMBER <key> (0|1|2|3|-1|-2) [WITHSCORES]",
          "ZRANDMEMBER <key> (9223372036854775807|-9223372036854775808|4611686018427387904|4611686018427387903) [WITHSCORES]",
          "ZSCAN <key> 0 [MATCH <pattern>] COUNT 1000",
          "ZSCAN <key> <cursor> [MATCH <pattern>|COUNT <scanned>|TYPE <junk>|<junk>]... COUNT 1000");

  static final List<String> RANGES =
      List.of(
          "SET <key> a PXAT 1",
          "ZADD <key> (<float> <member>)... (<float> <member>)... (<float> <member>)...",
          "ZADD <key> (0 <member>)... (0 <member>)... (0 <member>)...",
          "ZRANGE <key> <small> <small> [REV|WITHSCORES]...",
          "ZRANGE <key> <int> <int> [REV|WITHSCORES]...",
          "ZRANGE <key> <bound> <bound> BYSCORE [REV] [LIMIT <small> <small>] [WITHSCORES]",
          "ZRANGE <key> <lex> <lex> BYLEX [REV]",
          "ZRANGE <key> (<bound>|<lex>|<small>) (<bound>|<lex>|<small>) [REV|WITHSCORES|BYSCORE|BYLEX|LIMIT <int> -1|<junk>]...",
          "ZREVRANGE <key> <small> <small> [WITHSCORES|BYSCORE|REV]",
          "ZRANGEBYSCORE <key> <bound> <bound> [WITHSCORES] [LIMIT <small> <small>|<junk>]",
          "ZREVRANGEBYSCORE <key> <bound> <bound> [WITHSCORES] [LIMIT <small> <int>|<junk>]",
          "ZRANGEBYLEX <key> <lex> <lex> [WITHSCORES|BYLEX|<junk>]",
          "ZREVRANGEBYLEX <key> <lex> <lex> [LIMIT 0 <small>]",
          "ZRANGESTORE <key> <key> <small> <small> [REV]",
          "ZRANGESTORE <key> <key> <bound> <bound> BYSCORE [REV] [LIMIT <int> <int>]",
          "ZRANGESTORE <key> <key> <lex> <lex> BYLEX [REV] [WITHSCORES|<junk>]",
          "ZCOUNT <key> <bound> <bound>",
          "ZLEXCOUNT <key> <lex> <lex>",
          "ZREMRANGEBYRANK <key> <small> <small>",
          "ZREMRANGEBYSCORE <key> <bound> <bound>",
          "ZREMRANGEBYLEX <key> <lex> <lex>");

  static final List<String> ALGEBRA =
      List.of(
          "SET <key> a PXAT 1",
          "ZADD <key> -0 <member> 1 " + LONG + " 0 a",
          "(ZUNION|ZINTER) 1 <key> WEIGHTS -1 WITHSCORES",
          "(ZUNIONSTORE|ZINTERSTORE) <key> 1 <key> WEIGHTS -1",
          // Narrow, so that the order of adding shows.
          "ZADD (k1|k2|k3) (0.1|0.2|0.3|0.7) a [1 b] [1 c] [1 d]",
          "ZADD (k1|k2|k3) (0.1|0.2|0.3|0.7) a [1 b] [1 c] [1 d]",
          "(ZUNION|ZINTER) 3 (k1 k2 k3|k2 k1 k3|k3 k2 k1|k3 k1 k2) WITHSCORES",
          "ZADD <key> (<float> <member>)... (<float> <member>)... (<float> <member>)...",
          "ZADD <key> <float> <member>",
          "SADD <key> <member>... <member>...",
          "(ZUNION|ZINTER|ZDIFF) (1 <key>|2 <key> <key>|3 <key> <key> <key>) [WITHSCORES]",
          "(ZUNION|ZINTER) 2 <key> <key> [WEIGHTS <float> <float>] [AGGREGATE (SUM|MIN|MAX)] [WITHSCORES]",
          "(ZUNION|ZINTER) 3 <key> <key> <key> [WEIGHTS <float> <float> <float>] [AGGREGATE (SUM|MIN|MAX)] [WITHSCORES]",
          "(ZUNION|ZINTER|ZDIFF|ZINTERCARD) <int> <key>... [WEIGHTS <float>|AGGREGATE <junk>|LIMIT <int>|WITHSCORES|<junk>]...",
          "(ZUNIONSTORE|ZINTERSTORE|ZDIFFSTORE) <key> (1 <key>|2 <key> <key>|3 <key> <key> <key>)",
          "(ZUNIONSTORE|ZINTERSTORE) <key> 2 <key> <key> [WEIGHTS <float> <float>] [AGGREGATE (SUM|MIN|MAX)]",
          "(ZUNIONSTORE|ZINTERSTORE|ZDIFFSTORE) <key> <int> <key>... [WEIGHTS <float>|AGGREGATE <junk>|WITHSCORES|<junk>]...",
          "ZINTERCARD (1 <key>|2 <key> <key>) [LIMIT <count>]");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("sortedsets", TEMPLATES).check();
  }

  @Test
  void the_model_answers_as_the_real_server_does_for_ranges() {
    new Conformance("sortedset-ranges", RANGES).check();
  }

  @Test
  void the_model_answers_as_the_real_server_does_for_unions_and_their_like() {
    new Conformance("sortedset-algebra", ALGEBRA).check();
  }
}

package dev.interlace.properties.conformance;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists, sets and sorted sets past the sizes at which Redis keeps them in another way. */
class LargeCollectionConformanceTest {
  private static final List<String> TEMPLATES =
      List.of(
          "ZADD <key> " + words(100, i -> i % 7 + " m" + i),
          "ZADD <key> " + words(140, i -> i + " m" + i),
          "ZADD <key> " + words(140, i -> "0 m" + i),
          "ZADD <key> " + words(40, i -> i * 0.3 + " n" + i),
          "ZADD <key> -0 a -0 m5",
          "ZINCRBY <key> <float> m7",
          "ZREM <key> " + words(60, i -> "m" + 2 * i),
          "ZRANK <key> (m3|m77|m101)",
          "ZREVRANK <key> (m3|m77|m101)",
          "ZRANGE <key> (0|50|100|-20) (60|120|-10|-1) [REV] [WITHSCORES]",
          "ZRANGE <key> (-inf|5|60) (6|120|+inf) BYSCORE [LIMIT (0|3|90) (-1|4)] [WITHSCORES]",
          "ZCOUNT <key> (-inf|5|60) (6|120|+inf)",
          "ZREMRANGEBYRANK <key> (0|50|100|-20) (60|120|-10|-1)",
          "ZREMRANGEBYSCORE <key> (-inf|5|60) (6|120)",
          "ZPOPMIN <key> (1|50|200)",
          "ZPOPMAX <key> (1|50|200)",
          "ZUNIONSTORE <key> 2 <key> <key> [WEIGHTS 1 -1]",
          "ZINTERSTORE <key> 2 <key> <key>",
          "ZDIFFSTORE <key> 2 <key> <key>",
          "ZRANGESTORE <key> <key> (0|10) (-1|100)",
          "ZRANDMEMBER <key> 1000 [WITHSCORES]",
          "SADD <key> " + words(300, i -> Integer.toString(i)),
          "SADD <key> " + words(300, i -> Integer.toString(i + 250)),
          "SADD <key> " + words(100, i -> "m" + i),
          "SREM <key> " + words(90, i -> Integer.toString(3 * i)),
          "SMISMEMBER <key> 5 500 m5 -1",
          "SPOP <key>",
          "SPOP <key> 1000",
          "SRANDMEMBER <key> 1",
          "(SINTERSTORE|SUNIONSTORE|SDIFFSTORE) <key> <key> <key>",
          "SINTERCARD 2 <key> <key> [LIMIT 30]",
          "RPUSH <key> " + words(200, i -> "e" + i % 50),
          "LPUSH <key> " + words(200, i -> "e" + i % 50),
          "LREM <key> (0|2|-3) e7",
          "LINSERT <key> (BEFORE|AFTER) e30 x",
          "LPOS <key> e9 [RANK (2|-2)] [COUNT 0] [MAXLEN 100]",
          "LTRIM <key> (0|10|-150) (-1|120)",
          "LRANGE <key> (0|90) (110|-80)",
          "(LPOP|RPOP) <key> [70]",
          "LINDEX <key> (0|150|-120|399)",
          "LSET <key> (0|150|-120|399) y",
          "LMOVE <key> <key> (LEFT|RIGHT) (LEFT|RIGHT)");

  private static String words(int count, IntFunction<String> word) {
    return IntStream.range(0, count).mapToObj(word).collect(Collectors.joining(" "));
  }

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("large-collections", Source.templates(TEMPLATES), 10).check();
  }
}

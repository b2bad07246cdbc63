package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The hash commands. */
class HashConformanceTest {
  static final List<String> TEMPLATES =
      List.of(
          "HSET <key> (<field> <value>)...",
          "HSET <key> <field> <int>",
          "HSET <key> <field> <float>",
          "HMSET <key> (<field> <value>)...",
          "HSETNX <key> <field> <value>",
          "HGET <key> <field>",
          "HMGET <key> <field>...",
          "HGETALL <key>",
          "HKEYS <key>",
          "HVALS <key>",
          "HLEN <key>",
          "HEXISTS <key> <field>",
          "HSTRLEN <key> <field>",
          "HDEL <key> <field>...",
          "HDEL <key> f1 f2 f3 1 x",
          "HINCRBY <key> <field> <int>",
          "HINCRBY <key> <field> <small>",
          "HINCRBYFLOAT <key> <field> <float>",
          "HRANDFIELD <key>",
          "HRANDFIELD <key> <count>",
          "HRANDFIELD <key> <count> [WITHVALUES|<junk>]",
          "HRANDFIELD <key> (-9223372036854775808|9223372036854775807|4611686018427387903|<junk>) [WITHVALUES]",
          "HSCAN <key> <cursor> [MATCH <pattern>|COUNT <scanned>|<junk>]...",
          "HSCAN <key> 0 [MATCH <pattern>] [COUNT 100]");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("hashes", TEMPLATES).check();
  }
}

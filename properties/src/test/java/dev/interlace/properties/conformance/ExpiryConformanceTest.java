package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that expire while they are watched, queued for, counted and written: commands of all families, and real time going by. */
class ExpiryConformanceTest {
  private static final List<String> TEMPLATES =
      List.of(
          "SET <key> <value> PX <soon>",
          "SET <key> <value> PX <soon> [NX|XX] [GET]",
          "PSETEX <key> <soon> <value>",
          "PEXPIRE <key> <soon>",
          "PEXPIRE <key> <soon> [NX|XX]",
          "GETEX <key> PX <soon>",
          "PERSIST <key>",
          "TTL <key>",
          "SET <key> <value> [NX|XX|GET|KEEPTTL]",
          "SETNX <key> <value>",
          "GETSET <key> <value>",
          "GETDEL <key>",
          "INCR <key>",
          "APPEND <key> <value>",
          "SETRANGE <key> 1 x",
          "MSETNX (<key> <value>)...",
          "MGET <key>...",
          "DEL <key>...",
          "EXISTS <key>...",
          "RENAME <key> <key>",
          "RENAMENX <key> <key>",
          "COPY <key> <key> [REPLACE]",
          "MOVE <key> 1",
          "SWAPDB 0 1",
          "RANDOMKEY",
          "KEYS *",
          "SCAN 0",
          "DBSIZE",
          "HSET <key> <field> <value>",
          "HDEL <key> <field>",
          "LPUSHX <key> <value>",
          "LMOVE <key> <key> LEFT RIGHT",
          "SADD <key> <member>",
          "SMOVE <key> <key> <member>",
          "SUNIONSTORE <key> <key> <key>",
          "ZADD <key> <small> <member>",
          "SORT <key> ALPHA STORE <key>",
          "WATCH <key>...",
          "EXEC");

  @Test
  void the_model_answers_as_the_real_server_does() {
    Conformance.withPauses("expiry", TEMPLATES).check();
  }
}

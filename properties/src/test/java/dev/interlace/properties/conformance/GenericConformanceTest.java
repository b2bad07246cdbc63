package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands for keys of any type, and those of expiry. */
class GenericConformanceTest {
  static final List<String> TEMPLATES =
      List.of(
          "DEL <key>...",
          "UNLINK <key>...",
          "EXISTS <key>...",
          "TOUCH <key>...",
          "TYPE <key>",
          "RENAME <key> <key>",
          "RENAMENX <key> <key>",
          "COPY <key> <key> [DB <db>] [REPLACE] [<junk>]",
          "MOVE <key> <db>",
          "KEYS <pattern>",
          "SCAN 0 [MATCH <pattern>] [COUNT 100] [TYPE (string|hash|LIST|set|nosuch)]",
          "SCAN <cursor> [MATCH <pattern>|COUNT <scanned>|TYPE <junk>|<junk>]...",
          "RANDOMKEY",
          "EXPIRE <key> <ttl> [NX|XX|GT|LT]",
          "PEXPIRE <key> <pttl> [NX|XX|GT|LT]",
          "EXPIREAT <key> <at> [NX|XX|GT|LT]",
          "PEXPIREAT <key> <pat> [NX|XX|GT|LT]",
          "EXPIRE <key> <ttl> [NX|XX|GT|LT|<junk>]...",
          "PEXPIREAT <key> <pat> [NX|XX|GT|LT]...",
          "TTL <key>",
          "PTTL <key>",
          "EXPIRETIME <key>",
          "PEXPIRETIME <key>",
          "PERSIST <key>");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("generic", TEMPLATES).check();
  }
}

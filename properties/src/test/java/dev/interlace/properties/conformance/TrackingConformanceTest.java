package dev.interlace.properties.conformance;

import dev.interlace.model.request.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which clients hear that keys they have read, or that begin with a prefix, have changed. */
class TrackingConformanceTest {
  private static final List<String> TEMPLATES =
      List.of(
          "CLIENT TRACKING ON",
          "CLIENT TRACKING ON [NOLOOP] [OPTIN|OPTOUT]",
          "CLIENT TRACKING ON BCAST [PREFIX <prefix>] [PREFIX <prefix>] [NOLOOP]",
          "CLIENT TRACKING ON REDIRECT <client> [NOLOOP]",
          "CLIENT TRACKING ON BCAST REDIRECT <client>",
          "CLIENT TRACKING ON [REDIRECT (<client>|0|x)] [BCAST] [PREFIX <prefix>] [OPTIN] [OPTOUT] [NOLOOP] [x]",
          "CLIENT TRACKING OFF",
          "CLIENT TRACKING (x|OFF) [BCAST|REDIRECT <client>]",
          "CLIENT CACHING (YES|NO|YES|x)",
          "CLIENT CACHING YES",
          "CLIENT GETREDIR",
          "CLIENT TRACKINGINFO",
          "CLIENT TRACKINGINFO",
          "SUBSCRIBE (__redis__:invalidate|a)",
          "HELLO 3",
          "HELLO (2|3)",
          "RESET",
          "GET <key>",
          "GET <key>",
          "GET <key>",
          "MGET <key>...",
          "MGET <key> <key> <key>",
          "EXISTS <key>...",
          "LRANGE <key> 0 -1",
          "SINTERCARD 2 <key> <key>",
          "SORT_RO <key> ALPHA",
          "SUNION <key>...",
          "PFCOUNT <key> <key>",
          "TYPE <key>",
          "PTTL <key>",
          "EVAL <running> 2 <key> <key>",
          "EVAL_RO <running> 2 <key> <key>",
          "SET <key> <value>",
          "SET <key> <value>",
          "SET <key> <value>",
          "SET <key> <value> PXAT 1",
          "MSET <key> a <key> b <key> c",
          "DEL <key>...",
          "RPUSH <key> a",
          "RENAME <key> <key>",
          "COPY <key> <key> [DB 1] [REPLACE]",
          "MOVE <key> 1",
          "SELECT (0|1)",
          "SWAPDB 0 1",
          "FLUSHALL",
          "FLUSHDB",
          "MULTI",
          "EXEC",
          "PING",
          "QUIT");

  /** Two who speak RESP3, so that they can hear something. */
  private static final List<Step> LISTENING =
      List.of(
          new Step(0, Command.of("HELLO", "3")),
          new Step(0, Command.of("CLIENT", "TRACKING", "ON")),
          new Step(1, Command.of("HELLO", "3")));

  @Test
  void the_model_tells_clients_what_the_real_server_does() {
    Conformance.hearing("tracking", Source.templates(TEMPLATES), LISTENING, Map.of(), 150).check();
  }
}

package dev.interlace.properties.conformance;

import dev.interlace.model.request.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the commands of every family publish of keys, by name and in order. */
class NotificationConformanceTest {
  /** All that there is. */
  private static final Map<String, String> EVERYTHING = Map.of("notify-keyspace-events", "KEAmn");

  private static final Source COMMANDS =
      Source.oneOf(
          List.of(
              Source.everyFamily(),
              Source.everyFamily(),
              Source.everyFamily(),
              Source.templates(BitmapConformanceTest.TEMPLATES),
              Source.templates(HyperLogLogConformanceTest.TEMPLATES),
              Source.templates(GeoConformanceTest.TEMPLATES),
              Source.templates(StreamConformanceTest.ENTRIES),
              Source.templates(StreamConformanceTest.GROUPS),
              Source.templates(StreamConformanceTest.CLAIMS),
              Source.templates(
                  List.of(
                      "PSUBSCRIBE *",
                      "SUBSCRIBE (__keyspace@0__:k1|__keyevent@0__:set|__keyevent@1__:del|__keyevent@0__:expired)",
                      "PUNSUBSCRIBE",
                      "EXPIRE <key> <ttl>",
                      "EXPIRE <key> -1",
                      "PEXPIREAT <key> <pat>",
                      "PERSIST <key>",
                      "SET <key> <value> PXAT 1",
                      "SET <key> <value> PXAT 1",
                      "TYPE <key>",
                      "TTL <key>",
                      "RANDOMKEY",
                      "SCAN 0",
                      "KEYS *"))));

  /** One who hears everything, and does little else. */
  private static final List<Step> LISTENING = List.of(new Step(Sequences.CLIENTS, Command.of("PSUBSCRIBE", "*")));

  @Test
  void the_model_publishes_what_the_real_server_does() {
    Conformance.hearing("notifications", COMMANDS, LISTENING, EVERYTHING, 100).check();
  }
}

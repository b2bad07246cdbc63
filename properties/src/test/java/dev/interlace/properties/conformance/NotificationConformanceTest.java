package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the commands of every family publish of keys, by name and in order. */
class NotificationConformanceTest {
  /** What is published, to who listens to events and not to keys. */
  static final Map<String, String> EVERYTHING = Map.of("notify-keyspace-events", "EAmn");
  private static final int LISTENER = 0;
  private static final int MOST_ELEMENTS = 10;

  private static final Source EVERY_COMMAND =
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
                      "KEYS *"))));

  /** Without SCAN, which comes upon expired keys in an order of its own, and without what PFADD leaves of a corrupted counter. */
  private static final Source COMMANDS = random -> {
    var command = EVERY_COMMAND.draw(random);
    return isUnfit(command) ? Command.of("KEYS", "*") : command;
  };

  @Test
  void the_model_publishes_what_the_real_server_does() {
    var listening = List.of(new Step(LISTENER, Command.of("HELLO", "2")), new Step(LISTENER, Command.of("PSUBSCRIBE", "*")));
    Conformance.hearing("notifications", COMMANDS, listening, EVERYTHING, 100).check();
  }

  /** Some in the middle of a reply. Left out is what needs a comparison of its own where messages may stand between the replies of EXEC. */
  @Test
  void who_hears_of_its_own_doings_hears_of_them_in_the_real_order() {
    var listening = List.of(new Step(LISTENER, Command.of("HELLO", "3")), new Step(LISTENER, Command.of("PSUBSCRIBE", "*")));
    Source commands = random -> {
      var command = COMMANDS.draw(random);
      return isLeftOut(command) ? Command.of("DEL", "k1") : command;
    };
    Conformance.hearing("notifications-own", commands, listening, EVERYTHING, 100).check();
  }

  private static boolean isLeftOut(Command command) {
    return command.name().equalsIgnoreCase("xadd") && command.words().contains(Bytes.of("*"));
  }

  private static boolean isUnfit(Command command) {
    return command.name().equalsIgnoreCase("scan") || command.name().equalsIgnoreCase("pfadd") && command.words().size() > MOST_ELEMENTS;
  }
}

package dev.interlace.properties.conformance;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is published, and who hears it when. */
class PubSubConformanceTest {
  private static final List<String> TEMPLATES =
      List.of(
          "SUBSCRIBE <channel>",
          "SUBSCRIBE <channel>...",
          "UNSUBSCRIBE <channel>...",
          "UNSUBSCRIBE",
          "PSUBSCRIBE <chanpattern>...",
          "PUNSUBSCRIBE <chanpattern>...",
          "PUNSUBSCRIBE",
          "SSUBSCRIBE <channel>...",
          "SUNSUBSCRIBE <channel>...",
          "SUNSUBSCRIBE",
          "PUBLISH <channel> <value>",
          "PUBLISH <channel> <value>",
          "PUBLISH <channel> <value>",
          "SPUBLISH <channel> <value>",
          "PUBSUB CHANNELS [<chanpattern>] [<chanpattern>]",
          "PUBSUB NUMSUB <channel>...",
          "PUBSUB NUMSUB",
          "PUBSUB NUMPAT [x]",
          "PUBSUB SHARDCHANNELS [<chanpattern>]",
          "PUBSUB SHARDNUMSUB [<channel>]",
          "PUBSUB (HELP|nosuch) [x]",
          "HELLO (2|3)",
          "HELLO 3",
          "MULTI",
          "EXEC",
          "PING [<value>] [x]",
          "GET <key>",
          "SET <key> <value>",
          "RESET",
          "QUIT",
          "HANGUP",
          "EVAL <publishing> 1 <channel> <value>",
          "EVAL_RO <publishing> 1 <channel> <value>");

  @Test
  void the_model_answers_as_the_real_server_does() {
    Conformance.hearing("pubsub", Source.templates(TEMPLATES), List.of(), Map.of(), 150).check();
  }
}

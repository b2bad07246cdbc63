package dev.interlace.properties.conformance;

import dev.interlace.model.request.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What MONITOR shows of the commands of others and of its own, and what a monitor may still do. */
class MonitorConformanceTest {
  private static final List<String> TEMPLATES =
      List.of(
          "MONITOR",
          "MONITOR",
          "MULTI",
          "MULTI",
          "EXEC",
          "EXEC",
          "DISCARD",
          "SELECT (0|1|99)",
          "AUTH <value> [<value>]",
          "HELLO [(2|3) [AUTH default <value>] [SETNAME me]]",
          "CLIENT (SETNAME me|GETNAME|TRACKINGINFO)",
          "PUBLISH <channel> <value>",
          "SUBSCRIBE <channel>",
          "UNSUBSCRIBE",
          "EVAL <running> 2 <key> <key>",
          "EVAL_RO <running> 2 <key> <key>",
          "EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 0",
          "EVAL <junk> <small>",
          "SCRIPT (EXISTS x|LOAD <junk>)",
          "COMMAND COUNT",
          "NOSUCH <value>",
          "GET",
          "PING [<value>]",
          "ECHO <value>",
          "RESET",
          "FLUSHALL",
          "DBSIZE",
          "WATCH <key>",
          "UNWATCH",
          "QUIT");

  private static final Source COMMANDS = Source.oneOf(List.of(Source.templates(TEMPLATES), Source.templates(TEMPLATES), Source.everyFamily()));

  private static final List<Step> WATCHING = List.of(new Step(Sequences.CLIENTS, Command.of("MONITOR")));

  @Test
  void the_model_shows_what_the_real_server_does() {
    Conformance.hearing("monitor", COMMANDS, WATCHING, Map.of(), 100).check();
  }
}

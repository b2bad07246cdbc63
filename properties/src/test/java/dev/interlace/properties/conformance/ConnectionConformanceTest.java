package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands that concern the connection, and those that concern the server and its databases as a whole. */
class ConnectionConformanceTest {
  private static final List<String> TEMPLATES =
      List.of(
          "PING [<value>] [<junk>]",
          "ECHO <value>",
          "SELECT <db>",
          "SELECT <junk>",
          "HELLO [(2|3|4|<junk>) [SETNAME (me|<value>)|AUTH (default|other) x|<junk>]...]",
          "HELLO (2|3)",
          "AUTH [default|other] <junk>",
          "AUTH <junk>...",
          "CLIENT (SETNAME|setname) (me|you|<value>|<junk>) [<junk>]",
          "CLIENT GETNAME [<junk>]",
          "CLIENT [NOSUCH] [<junk>]",
          "DBSIZE [<junk>]",
          "FLUSHDB [ASYNC|SYNC|<junk>] [<junk>]",
          "FLUSHALL [ASYNC|SYNC|<junk>] [<junk>]",
          "SWAPDB <db> <db>",
          "SWAPDB <junk> <db>",
          "SWAPDB <db> <int>",
          "TIME [<junk>]",
          "RESET [<junk>]",
          "QUIT [<junk>]",
          "NOSUCH <junk>...",
          "SET <key> <value>",
          "GET <key>",
          "HGETALL <key>");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("connection", Source.templates(TEMPLATES), 60).check();
  }
}

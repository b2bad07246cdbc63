package dev.interlace.properties.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Parameters;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every parameter takes and what becomes of it, against the real server; and how parameters are recorded for the model. */
class ParameterConformanceTest {
  private static final List<String> VALUES =
      List.of(
          "", "yes", "YES", "no", "0", "1", "-1", "007", "5", "99", "100", "101", "1000", "65536", "2147483647", "2147483648", "4294967296",
          "9223372036854775807", "9223372036854775808", "18446744073709551616", "-5", "1.5", "1k", "2KB", "3mb", "1g", "1t", "b", "5%", "0%",
          "-5%", "junk", "always", "warning", "allkeys-lru", "now force", "nosave save", "default", "a b", "50 99.9", "normal 1kb 2 3",
          "pubsub 1 2 3 replica 4 5 6", "pubsub 1 2 3 4", "KEA", "g$lshzxetdnm", "nK", "1 2 3", "60 5", "60 5 1", "0 5", "{title}", "{port}-{x}");

  /** What moves the server to another place, takes its memory, or writes files. */
  private static final List<String> LEFT_ALONE = List.of("port", "bind", "requirepass", "appendonly", "maxclients", "timeout", "dir");

  @Test
  void every_parameter_takes_what_it_takes_on_the_real_server() {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("parameters: not compared; " + OracleServer.ABSENT);
      return;
    }
    try (var server = OracleServer.start(binary.get(), List.of()); var connection = server.connect()) {
      if (Boolean.getBoolean("interlace.record")) {
        ParameterRecorder.record(connection);
        return; // the model has read the old file already
      }
      compare(connection);
    }
  }

  private static void compare(OracleConnection real) {
    var model = new dev.interlace.model.server.LiveServer(ServerState.EMPTY);
    var client = model.open("127.0.0.1:1", Outlet.NOBODY);
    var initial = ParameterRecorder.values(real);
    assertThat(Parameters.all().stream().map(parameter -> parameter.name())).containsExactlyElementsOf(initial.keySet());
    assertThat(model.execute(client, Command.of("CONFIG", "GET", "key-load-dela[y]"))).isEqualTo(real.call("CONFIG", "GET", "key-load-dela[y]"));
    var differences = new ArrayList<String>();
    for (var parameter : Parameters.all()) {
      var name = parameter.name();
      if (!LEFT_ALONE.contains(name)) {
        assertThat(parameter.initial()).as(name).isEqualTo(name.equals("save") ? "3600 1 300 100 60 10000" : initial.get(name));
        for (var value : VALUES) {
          var set = Command.of("CONFIG", "SET", name, value);
          var get = Command.of("CONFIG", "GET", parameter.current());
          var expected = List.of(real.call(set.words()), real.call(get.words()));
          var actual = List.of(model.execute(client, set), model.execute(client, get));
          if (!actual.equals(expected)) {
            differences.add(set + " answers " + actual + " and not " + expected);
          }
        }
        real.call("CONFIG", "SET", name, initial.get(name));
        model.execute(client, Command.of("CONFIG", "SET", name, initial.get(name)));
      }
    }
    assertThat(differences).isEmpty();
  }
}

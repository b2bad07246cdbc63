package dev.interlace.model.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.ServerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Replays what a real server answered to scripts that use commands, on the whole model of a server. */
class ServerVectorsTest {
  /** One connection to a model of its own. */
  private static final class Client {
    private final LiveServer server = new LiveServer(ServerState.EMPTY);
    private final long id = server.open("127.0.0.1:1", LiveServer.Outlet.NOBODY);

    Client(Vector vector) {
      if (vector.json().path("resp").asInt() == 3) {
        server.execute(id, new Command(List.of(Bytes.of("HELLO"), Bytes.of("3"))));
      }
    }

    Reply send(JsonNode command) {
      var words = new ArrayList<Bytes>();
      command.forEach(word -> words.add(Bytes.latin1(word.asText())));
      return server.execute(id, new Command(words));
    }
  }

  /** The names of vectors known to differ, sorted, one a line. One that passes, or is not there and differs, fails the test. */
  private static List<String> exceptions() {
    try (var in = ServerVectorsTest.class.getResourceAsStream("/lua/exceptions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void scripts_with_commands_answer_as_the_real_server_did() {
    var wrong = new ArrayList<String>();
    var areas = new TreeMap<String, int[]>();
    for (var vector : Vector.all()) {
      if (vector.json().has("call") && !vector.isPureEval()) {
        var problem = problem(vector);
        var counts = areas.computeIfAbsent(vector.area(), area -> new int[2]);
        counts[1]++;
        if (problem.isEmpty()) {
          counts[0]++;
        } else {
          wrong.add(vector.name());
          if (!exceptions().contains(vector.name()) ) {
            System.out.println(problem);
          }
        }
      }
    }
    areas.forEach((area, counts) -> System.out.println(area + " " + counts[0] + "/" + counts[1]));
    var found = wrong.stream().sorted().toList();
    assertThat(found.stream().filter(name -> !exceptions().contains(name))).as("differ though they are not on the list").isEmpty();
    assertThat(exceptions().stream().filter(name -> !found.contains(name))).as("are on the list though they do not differ").isEmpty();
  }

  private static String problem(Vector vector) {
    var client = new Client(vector);
    try {
      vector.json().path("setup").forEach(client::send);
      var problem = difference(vector, vector.json(), client);
      for (var after : vector.json().path("after")) {
        problem = problem.isEmpty() ? difference(vector, after, client) : problem;
      }
      return problem;
    } catch (UnmodelledCommand lacking) {
      return vector.name() + "\n  " + lacking.getMessage();
    }
  }

  private static String difference(Vector vector, JsonNode step, Client client) {
    var actual = vector.shown(client.send(step.get("call")));
    var expected = step.get("expect").toString();
    return actual.equals(expected)
        ? ""
        : vector.name() + "\n  " + step.get("call") + "\n  expected " + expected + "\n  but was  " + actual;
  }
}

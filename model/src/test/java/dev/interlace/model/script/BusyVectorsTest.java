package dev.interlace.model.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.ServerState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Replays what a real server answered to several connections while a script kept it busy. */
class BusyVectorsTest {
  private static final class Client implements LiveServer.Outlet {
    private final long id;
    private final Queue<Reply> received = new ArrayDeque<>();

    Client(LiveServer server, String name) {
      id = server.open(name, this);
    }

    @Override
    public void send(Reply reply) {
      received.add(reply);
    }

    @Override
    public void resume() {}

    @Override
    public void close() {}

    @Override
    public void drop() {}
  }

  @Test
  void other_connections_are_answered_as_by_the_real_server() {
    var wrong = new ArrayList<String>();
    for (var vector : Vector.all()) {
      if (vector.json().has("steps")) {
        new Play(vector).run(wrong);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static final class Play {
    private final Vector vector;
    private final LiveServer server = new LiveServer(ServerState.EMPTY);
    private final SortedMap<String, Client> clients = new TreeMap<>();

    Play(Vector vector) {
      this.vector = vector;
    }

    void run(List<String> wrong) {
      for (var step : vector.json().get("steps")) {
        if (step.has("sleep_ms")) {
          server.advanceTo(server.nowMillis() + step.get("sleep_ms").asLong());
          continue;
        }
        var client = clients.computeIfAbsent(step.get("conn").asText(), name -> new Client(server, name));
        if (step.has("send") || step.has("async")) {
          send(client, step.has("send") ? step.get("send") : step.get("async"));
        }
        var actual = step.has("expect") ? next(client) : "";
        if (step.has("expect") && !actual.equals(step.get("expect").toString())) {
          wrong.add(vector.name() + ": " + step + "\n  but was " + actual);
          return;
        }
      }
    }

    private void send(Client client, JsonNode command) {
      var words = new ArrayList<Bytes>();
      command.forEach(word -> words.add(Bytes.latin1(word.asText())));
      var reply = server.execute(client.id, new Command(words));
      if (reply instanceof Reply.Several(var items)) {
        client.received.addAll(items);
      } else {
        client.received.add(reply);
      }
    }

    /** What the client reads next; it has a second's patience. */
    private String next(Client client) {
      if (client.received.isEmpty()) {
        server.advanceTo(server.nowMillis() + 1_000);
      }
      return client.received.isEmpty() ? "nothing" : vector.shown(client.received.remove());
    }
  }
}

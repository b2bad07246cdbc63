package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real server with one connection per client, emptied between sequences. */
final class LiveServer implements AutoCloseable {
  private final OracleServer server;
  private final List<OracleConnection> connections = new ArrayList<>();

  LiveServer(Path binary, int clients) {
    server = OracleServer.start(binary, List.of("--enable-debug-command", "yes"));
    for (var i = 0; i < clients; i++) {
      connections.add(server.connect());
    }
    // A key stored as expired (SET … EXAT 1) would otherwise go at a moment of the server's choice.
    if (!connections.getFirst().call("DEBUG", "SET-ACTIVE-EXPIRE", "0").equals(Reply.OK)) {
      throw new IllegalStateException("the server refuses DEBUG SET-ACTIVE-EXPIRE");
    }
  }

  /**
   * Empties the databases, forgets the scripts and makes the connections as good as new, speaking {@code protocol}; answers
   * the server's time in milliseconds since the epoch.
   */
  long reset(int protocol) {
    connections.forEach(connection -> {
      connection.call("RESET");
      connection.call("HELLO", Integer.toString(protocol));
    });
    connections.getFirst().call("FLUSHALL");
    connections.getFirst().call("SCRIPT", "FLUSH");
    forgetUsers();
    if (connections.getFirst().call("TIME") instanceof Reply.Array(var time)
        && time.getFirst() instanceof Reply.Bulk(var seconds)
        && time.getLast() instanceof Reply.Bulk(var micros)) {
      return number(seconds) * 1_000 + number(micros) / 1_000;
    }
    throw new IllegalStateException("TIME gave no time");
  }

  private void forgetUsers() {
    if (connections.getFirst().call("ACL", "USERS") instanceof Reply.Array(var users)) {
      for (var user : users) {
        if (user instanceof Reply.Bulk(var name) && !name.equals(Bytes.of("default"))) {
          connections.getFirst().call(List.of(Bytes.of("ACL"), Bytes.of("DELUSER"), name));
        }
      }
    }
  }

  private static long number(Bytes text) {
    return Long.parseLong(text.toLatin1());
  }

  Reply play(Step step) {
    if (step.isPause()) {
      server.pause(step.pauseMillis());
      return Reply.OK;
    }
    var reply = connections.get(step.client()).call(step.command().words());
    if (step.command().name().equalsIgnoreCase("quit")) {
      connections.set(step.client(), server.connect()).close();
    }
    return reply;
  }

  @Override
  public void close() {
    connections.forEach(OracleConnection::close);
    server.close();
  }
}

package dev.interlace.traces.replay;

import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.traces.format.KeyState;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceStep;
import dev.interlace.traces.oracle.Agreement;
import dev.interlace.traces.oracle.OracleConnection;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** One playing of a trace on a real server. */
final class Playback implements AutoCloseable {
  private final Trace trace;
  private final InetSocketAddress address;
  private final Map<String, OracleConnection> connections = new TreeMap<>();
  private final Map<String, List<Command>> queued = new TreeMap<>();
  /** Who has had no reply so far. */
  private final Set<String> waiting = new TreeSet<>();
  private final OracleConnection control;
  private boolean choseOtherwise;

  Playback(Trace trace, InetSocketAddress address) {
    this.trace = trace;
    this.address = address;
    control = OracleConnection.open(address);
  }

  /** Whether the first difference lies in something that the server is free to choose. */
  boolean choseOtherwise() {
    return choseOtherwise;
  }

  Confirmation play() {
    try (var given = OracleConnection.open(address)) {
      trace.given().forEach(command -> given.call(command.words()));
    }
    for (var i = 0; i < trace.steps().size(); i++) {
      var different = play(i + 1, trace.steps().get(i));
      if (different.isPresent()) {
        return different.get();
      }
    }
    var end = compareWaiting().or(this::compareEnd);
    return end.isPresent() ? end.get() : new Confirmation.Confirmed(control.serverVersion());
  }

  private Optional<Confirmation> play(int number, TraceStep step) {
    if (step.client().isEmpty()) {
      pause(step.advanceMillis());
      return Optional.empty();
    }
    var client = step.client().get();
    if (step.fault() == TraceStep.Fault.CONNECTION_DROPPED) {
      hangUp(client);
      return Optional.empty();
    }
    var different = step.request().filter(Command.class::isInstance).flatMap(command -> execute(number, step, client, (Command) command));
    if (step.fault() == TraceStep.Fault.REPLY_LOST) {
      hangUp(client);
    }
    return different;
  }

  private Optional<Confirmation> execute(int number, TraceStep step, String client, Command command) {
    if (!waiting.remove(client)) {
      connection(client).send(command.words());
    }
    if (step.reply().isEmpty()) {
      waiting.add(client);
      return early(client, "step " + number + ", " + client + ": " + (Request) command);
    }
    var expected = step.reply().get();
    var actual = connection(client).receive();
    var transaction = queued.computeIfAbsent(client, name -> new ArrayList<>());
    var agree = Agreement.agree(command, transaction, expected, actual);
    if (actual.equals(Reply.QUEUED)) {
      transaction.add(command);
    } else if (command.name().equalsIgnoreCase("exec") || command.name().equalsIgnoreCase("discard")) {
      transaction.clear();
    }
    if (agree) {
      return Optional.empty();
    }
    choseOtherwise = step.enabled().stream().anyMatch(choice -> choice.startsWith(client + "#"));
    var where = "step " + number + ", " + client + ": " + (Request) command;
    return Optional.of(new Confirmation.Different(where, ReplyText.oneLine(expected), ReplyText.oneLine(actual)));
  }

  /** The reply that a client has had although it should still wait. */
  private Optional<Confirmation> early(String client, String where) {
    settle();
    return connection(client).poll().map(reply -> new Confirmation.Different(where, "no reply yet", ReplyText.oneLine(reply)));
  }

  /** Waits until the server has noticed all that we have done. */
  private void settle() {
    // It may take up the first PING before that, but then in the same round.
    control.call("PING");
    control.call("PING");
  }

  private Optional<Confirmation> compareWaiting() {
    return waiting.stream().flatMap(client -> early(client, "the end, " + client).stream()).findFirst();
  }

  private OracleConnection connection(String client) {
    return connections.computeIfAbsent(client, name -> OracleConnection.open(address));
  }

  private void hangUp(String client) {
    var connection = connections.remove(client);
    if (connection != null) {
      connection.close();
      settle();
    }
    waiting.remove(client);
    queued.remove(client);
  }

  /** Virtual time becomes real time here, and a little more: the server's clock has its own grain. */
  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis + 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while virtual time was passing for real", e);
    }
  }

  private Optional<Confirmation> compareEnd() {
    var actual = new ArrayList<KeyState>();
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      actual.addAll(ServerKeys.read(control, database));
    }
    var expectedText = trace.end().stream().map(KeyState::toString).toList();
    var actualText = actual.stream().map(KeyState::toString).toList();
    return expectedText.equals(actualText)
        ? Optional.empty()
        : Optional.of(new Confirmation.Different("the end", String.join(", ", expectedText), String.join(", ", actualText)));
  }

  @Override
  public void close() {
    connections.values().forEach(OracleConnection::close);
    settle();
    control.close();
  }
}

package dev.interlace.traces.replay;

import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.settings.Settings;
import dev.interlace.traces.format.KeyState;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceStep;
import dev.interlace.traces.oracle.Agreement;
import dev.interlace.traces.oracle.Arrivals;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** One playing of a trace on a real server. */
final class Playback implements AutoCloseable {
  /** Stands for the command where something came unasked. */
  private static final Command UNASKED = Command.of("receive");

  private static final int PAUSES_FOR_WRITES = 1_000;
  private static final int PAUSE_MILLIS = 5;

  private final Trace trace;
  private final InetSocketAddress address;
  private final Map<String, OracleConnection> connections = new TreeMap<>();
  private final Map<String, List<Command>> queued = new TreeMap<>();
  /** Who has had no reply so far. */
  private final Set<String> waiting = new TreeSet<>();
  /** The server, if it may be killed. */
  private final Optional<OracleServer> server;
  /** What the trace says is there now: per key, by its name, how it is shown. */
  private final SortedMap<String, String> keys = new TreeMap<>();
  private OracleConnection control;
  private boolean choseOtherwise;

  Playback(Trace trace, InetSocketAddress address) {
    this(trace, address, Optional.empty());
  }

  /** On a server that may be killed. */
  Playback(Trace trace, OracleServer server) {
    this(trace, server.address(), Optional.of(server));
  }

  private Playback(Trace trace, InetSocketAddress address, Optional<OracleServer> server) {
    this.trace = trace;
    this.address = address;
    this.server = server;
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
    if (server.isPresent()) {
      begin();
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
    note(step.changed());
    if (step.fault().isOutage()) {
      return goDown(number, step);
    }
    if (step.client().isEmpty()) {
      pause(step.advanceMillis());
      return Optional.empty();
    }
    var client = step.client().get();
    if (step.fault() == TraceStep.Fault.CONNECTION_DROPPED || step.fault() == TraceStep.Fault.CONNECTION_GONE) {
      hangUp(client);
      return Optional.empty();
    }
    var different = step.request().flatMap(request -> switch (request) {
      case Command command -> execute(number, step, client, command);
      case Request.Receive receive -> receive(number, step, client);
      case Request.Sleep sleep -> Optional.<Confirmation>empty();
      case Request.ReadClock clock -> Optional.<Confirmation>empty();
    });
    if (step.fault() == TraceStep.Fault.REPLY_LOST) {
      hangUp(client);
    }
    return different;
  }

  /** What is given is safe when the trace begins, if anything is. */
  private void begin() {
    note(KeyState.of(RedisSystem.given(Settings.DEFAULT.with(trace.start().configuration()), trace.given()).initial()));
    if (!isOn("appendonly") && !text("save").isBlank()) {
      control.call("SAVE");
    }
  }

  private boolean isOn(String parameter) {
    return text(parameter).equals("yes");
  }

  private String text(String parameter) {
    return Settings.DEFAULT.with(trace.start().configuration()).text(parameter);
  }

  private void note(List<KeyState> changed) {
    for (var key : changed) {
      if (key.stored().isPresent()) {
        keys.put(key.name(), key.toString());
      } else {
        keys.remove(key.name());
      }
    }
  }

  /**
   * Kills the server and starts it again. A power loss cannot be had for real: in its place the server is started on each first part of its own
   * log, the longest first, until it holds what the trace says.
   */
  private Optional<Confirmation> goDown(int number, TraceStep step) {
    awaitWrites();
    control.close();
    connections.values().forEach(OracleConnection::close);
    connections.clear();
    queued.clear();
    waiting.clear();
    server.orElseThrow().kill();
    var held = "";
    var log = step.fault() == TraceStep.Fault.POWER_LOSS && isOn("appendonly") ? Optional.of(SurvivingLog.of(folder())) : Optional.<SurvivingLog>empty();
    do {
      server.orElseThrow().startAgain();
      control = OracleConnection.open(address);
      held = String.join(", ", new TreeSet<>(held().stream().map(KeyState::toString).toList()));
      if (held.equals(String.join(", ", new TreeSet<>(keys.values())))) {
        return Optional.empty();
      }
      if (log.isEmpty()) {
        break;
      }
      control.close();
      server.orElseThrow().kill();
    } while (log.get().loseLast());
    return Optional.of(new Confirmation.Different("step " + number + ", " + step.choice(), String.join(", ", keys.values()), held));
  }

  /** While a sync takes long, a real server answers before it writes; the trace is about disks that are quick. */
  private void awaitWrites() {
    for (var pause = 0; pause < PAUSES_FOR_WRITES && isOn("appendonly") && !persistence().contains("aof_buffer_length:0"); pause++) {
      server.orElseThrow().pause(PAUSE_MILLIS);
    }
  }

  private String persistence() {
    return control.call("INFO", "persistence") instanceof Reply.Bulk(var text) ? text.toLatin1() : "";
  }

  private Path folder() {
    return server.orElseThrow().folder().resolve(text("appenddirname"));
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
    var actual = arrived(client, expected);
    var transaction = queued.computeIfAbsent(client, name -> new ArrayList<>());
    var agree = agree(command, transaction, expected, actual);
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

  private Optional<Confirmation> receive(int number, TraceStep step, String client) {
    if (step.reply().isEmpty()) {
      return Optional.empty(); // it waited
    }
    var expected = step.reply().get();
    var actual = arrived(client, expected);
    return agree(UNASKED, List.of(), expected, actual)
        ? Optional.empty()
        : Optional.of(new Confirmation.Different("step " + number + ", " + client, ReplyText.oneLine(expected), ReplyText.oneLine(actual)));
  }

  /** As many replies as are expected; the next one if that is one. */
  private Reply arrived(String client, Reply expected) {
    if (!(expected instanceof Reply.Several(var items))) {
      return connection(client).receive();
    }
    var arrived = new ArrayList<Reply>();
    for (var i = 0; i < items.size(); i++) {
      connection(client).receive(OracleConnection.PATIENCE).ifPresent(arrived::add);
    }
    return new Reply.Several(arrived);
  }

  private static boolean agree(Command command, List<Command> queued, Reply expected, Reply actual) {
    var left = Arrivals.arranged(expected instanceof Reply.Several(var items) ? items : List.of(expected));
    var right = Arrivals.arranged(actual instanceof Reply.Several(var items) ? items : List.of(actual));
    return left.size() == right.size()
        && IntStream.range(0, left.size()).allMatch(i -> Agreement.agree(command, queued, left.get(i), right.get(i)));
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
    var actual = held();
    var expectedText = trace.end().stream().map(KeyState::toString).toList();
    var actualText = actual.stream().map(KeyState::toString).toList();
    return expectedText.equals(actualText)
        ? Optional.empty()
        : Optional.of(new Confirmation.Different("the end", String.join(", ", expectedText), String.join(", ", actualText)));
  }

  private List<KeyState> held() {
    var held = new ArrayList<KeyState>();
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      held.addAll(ServerKeys.read(control, database));
    }
    return held;
  }

  @Override
  public void close() {
    connections.values().forEach(OracleConnection::close);
    settle();
    control.close();
  }
}

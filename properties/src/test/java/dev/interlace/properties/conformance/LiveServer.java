package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.traces.oracle.Agreement;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A real server with one connection per client, emptied between sequences.
 *
 * <p>An attentive one does not wait for the reply of the client at hand, who may be blocked, but until the server has done all that the step
 * led to, and then looks what every client has received.
 */
final class LiveServer implements AutoCloseable {
  /** In a spelling that no sequence has, so that lines of MONITOR about it are known. */
  private static final List<Bytes> OUR_QUESTION = Command.of("cLiEnT", "iD").words();
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final List<Bytes> BECOME_FRESH = Command.of("RESET").words();

  private final OracleServer server;
  private final boolean isAttentive;
  private final List<Seat> seats = new ArrayList<>();
  /** Used by no sequence. */
  private final OracleConnection control;
  /** As they are to be again before the next sequence. */
  private SortedMap<String, String> parameters = new TreeMap<>();
  private boolean isConfigured;
  private final String controlAddress;

  private static final class Seat {
    OracleConnection connection;
    String id = "";
    boolean isWaiting;
  }

  LiveServer(Path binary, int clients) {
    this(binary, clients, false);
  }

  LiveServer(Path binary, int clients, boolean isAttentive) {
    server = OracleServer.start(binary, List.of("--enable-debug-command", "yes"));
    this.isAttentive = isAttentive;
    control = server.connect();
    controlAddress = address(control);
    control.call("CLIENT", "SETNAME", Agreement.WITNESS);
    for (var i = 0; i < clients; i++) {
      seats.add(new Seat());
      seats.getLast().connection = server.connect();
      if (seats.getLast().connection.call(OUR_QUESTION) instanceof Reply.Int(var id)) {
        seats.getLast().id = Long.toString(id);
      }
    }
    // A key stored as expired (SET … EXAT 1) would otherwise go at a moment of the server's choice.
    if (!control.call("DEBUG", "SET-ACTIVE-EXPIRE", "0").equals(Reply.OK)) {
      throw new IllegalStateException("the server refuses DEBUG SET-ACTIVE-EXPIRE");
    }
  }

  /**
   * Empties the databases, forgets the scripts and makes the connections as good as new, speaking {@code protocol}; answers
   * the server's time in milliseconds since the epoch.
   */
  long reset(int protocol) {
    seats.stream().filter(seat -> seat.isWaiting).forEach(this::reconnect);
    control.call("CLIENT", "UNPAUSE");
    seats.forEach(seat -> seat.connection.send(BECOME_FRESH));
    for (var seat : seats) {
      if (!isFresh(seat.connection)) {
        reconnect(seat);
      }
      seat.connection.send(Command.of("CLIENT", "NO-EVICT", "OFF").words()); // which RESET leaves on
      seat.connection.send(Command.of("HELLO", Integer.toString(protocol)).words());
    }
    for (var seat : seats) {
      seat.connection.receive();
      seat.connection.receive();
    }
    List.of("FLUSHALL", "SCRIPT FLUSH", "FUNCTION FLUSH", "ACL LOG RESET").forEach(line -> control.send(Command.of(line.split(" ")).words()));
    List.of("FLUSHALL", "SCRIPT FLUSH", "FUNCTION FLUSH", "ACL LOG RESET").forEach(line -> control.receive());
    forgetUsers();
    restoreParameters();
    if (control.call("TIME") instanceof Reply.Array(var time)
        && time.getFirst() instanceof Reply.Bulk(var seconds)
        && time.getLast() instanceof Reply.Bulk(var micros)) {
      return number(seconds) * 1_000 + number(micros) / 1_000;
    }
    throw new IllegalStateException("TIME gave no time");
  }

  /** Whatever it hears before the answer to RESET is of the sequence before. EXEC with CLIENT REPLY OFF may have left it half an array. */
  private static boolean isFresh(OracleConnection connection) {
    var reply = connection.receive(PATIENCE);
    while (reply.isPresent() && !reply.get().equals(new Reply.Simple(Bytes.of("RESET")))) {
      reply = connection.receive(PATIENCE);
    }
    return reply.isPresent();
  }

  /** What a sequence has changed by CONFIG SET. */
  private void restoreParameters() {
    if (isConfigured) {
      var now = ParameterRecorder.values(control);
      parameters.forEach((name, value) -> {
        if (!value.equals(now.get(name))) {
          control.call("CONFIG", "SET", name, value);
        }
      });
    }
    isConfigured = false;
  }

  private void forgetUsers() {
    if (control.call("ACL", "USERS") instanceof Reply.Array(var users)) {
      for (var user : users) {
        if (user instanceof Reply.Bulk(var name) && !name.equals(Bytes.of("default"))) {
          control.call(List.of(Bytes.of("ACL"), Bytes.of("DELUSER"), name));
        }
      }
    }
  }

  private static String address(OracleConnection connection) {
    if (connection.call("CLIENT", "INFO") instanceof Reply.Bulk(var info)) {
      return info.toLatin1().replaceAll(".* addr=([^ ]*) .*\n?", "$1");
    }
    throw new IllegalStateException("CLIENT INFO gave no text");
  }

  private static long number(Bytes text) {
    return Long.parseLong(text.toLatin1());
  }

  boolean isAttentive() {
    return isAttentive;
  }

  /** Whether a command of the client is blocked. */
  boolean isWaiting(int client) {
    return seats.get(client).isWaiting;
  }

  Heard play(Step step) {
    if (step.isPause()) {
      server.pause(step.pauseMillis());
      return isAttentive ? listen(false) : Heard.NOTHING;
    }
    var seat = seats.get(step.client());
    if (step.isHangUp()) {
      reconnect(seat);
      return isAttentive ? listen(false) : Heard.NOTHING;
    }
    var command = step.sent(client -> seats.get(client).id);
    var mayEndConnections = mayEndConnections(command);
    isConfigured |= mayEndConnections || mentions(command, "config");
    seat.connection.send(command.words());
    seat.isWaiting = isAttentive;
    var heard = isAttentive ? listen(mayEndConnections) : Heard.of(step.client(), seat.connection.receive());
    if (command.name().equalsIgnoreCase("quit")) {
      reconnect(seat);
    }
    return heard;
  }

  /** Plays steps of one client, none of which is blocked or heard by others, without waiting in between. */
  List<Heard> playAtOnce(int client, List<Command> commands) {
    var connection = seats.get(client).connection;
    commands.forEach(command -> connection.send(command.words()));
    return commands.stream().map(command -> Heard.of(client, connection.receive())).toList();
  }

  /** Directly, or by what it runs. */
  private static boolean mayEndConnections(Command command) {
    return mentions(command, "kill") || mentions(command, "acl") || command.name().equalsIgnoreCase("exec");
  }

  private static boolean mentions(Command command, String text) {
    return command.words().stream().anyMatch(word -> word.toLowerCase().contains(text));
  }

  private void reconnect(Seat seat) {
    seat.connection.close();
    seat.connection = server.connect();
    seat.isWaiting = false;
    if (isAttentive && seat.connection.call(OUR_QUESTION) instanceof Reply.Int(var id)) {
      seat.id = Long.toString(id);
    }
  }

  /** Waits until all that was sent has had its consequences, and takes what has arrived. */
  private Heard listen(boolean mayEndConnections) {
    // The server may take up the first PING before the step, but then in the same round, which ends with writing all replies.
    control.call("PING");
    control.call("PING");
    var heard = Heard.NOTHING;
    var isAnyGone = false;
    for (var i = 0; i < seats.size(); i++) {
      try {
        for (var reply : arrived(seats.get(i))) {
          heard = heard.and(i, reply);
        }
      } catch (UncheckedIOException closed) {
        isAnyGone = true;
      }
    }
    if (mayEndConnections || isAnyGone || seats.stream().anyMatch(seat -> seat.isWaiting)) {
      lookAtConnections();
    }
    return heard;
  }

  private List<Reply> arrived(Seat seat) {
    var replies = new ArrayList<Reply>();
    for (var reply = seat.connection.poll(PATIENCE); reply.isPresent(); reply = seat.connection.poll(PATIENCE)) {
      if (!isOurs(reply.get())) {
        replies.add(reply.get());
        seat.isWaiting &= isUnasked(reply.get());
      }
    }
    return replies;
  }

  /** Who waits may do so because it gets no replies, and who has lost its connection gets another. */
  private void lookAtConnections() {
    var words = new ArrayList<>(List.of("CLIENT", "LIST", "ID"));
    seats.forEach(seat -> words.add(seat.id));
    var flags = new TreeMap<String, String>();
    if (control.call(words.toArray(String[]::new)) instanceof Reply.Bulk(var list)) {
      list.toLatin1().lines().forEach(line -> flags.put(line.replaceAll("id=([0-9]+) .*", "$1"), line.replaceAll(".* flags=([^ ]*) .*", "$1")));
    }
    for (var seat : seats) {
      if (flags.getOrDefault(seat.id, "c").contains("c")) { // gone, or silent, so that the server waits for ever to close it
        reconnect(seat);
      }
      seat.isWaiting &= flags.getOrDefault(seat.id, "").contains("b");
    }
  }

  private static boolean isUnasked(Reply reply) {
    return reply instanceof Reply.Push(var items)
        && items.getFirst() instanceof Reply.Bulk(var kind)
        && !kind.toLatin1().endsWith("subscribe");
  }

  /** A line of MONITOR about our own doing. */
  private boolean isOurs(Reply reply) {
    return reply instanceof Reply.Simple(var text)
        && (text.toLatin1().contains(" " + controlAddress + "] ") || text.toLatin1().endsWith("] \"cLiEnT\" \"iD\""));
  }

  void configure(SortedMap<String, String> configuration) {
    configuration.forEach((name, value) -> {
      if (!control.call("CONFIG", "SET", name, value).equals(Reply.OK)) {
        throw new IllegalStateException("the server refuses CONFIG SET " + name + " " + value);
      }
    });
    parameters = ParameterRecorder.values(control);
  }

  @Override
  public void close() {
    seats.forEach(seat -> seat.connection.close());
    control.close();
    server.close();
  }
}

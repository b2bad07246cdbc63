package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.Host.Peer;
import dev.interlace.model.notice.Message;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.session.Condition;
import dev.interlace.model.session.Manners;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** CLIENT ID, INFO, LIST, KILL, REPLY, NO-EVICT. <b>Source:</b> {@code clientCommand} in {@code networking.c} of Redis 7.0. */
public final class ClientCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("client|id", (call, connection) -> Reply.of(connection.clientId())),
          connection("client|info", ClientCommands::info),
          connection("client|list", ClientCommands::list),
          connection("client|kill", ClientCommands::kill),
          connection("client|reply", ClientCommands::reply),
          connection("client|no-evict", ClientCommands::noEvict));

  private static final Reply.Error NO_SUCH_CLIENT = Errors.error("ERR No such client");
  private static final Reply.Error INVALID_ID = Errors.error("ERR Invalid client ID");

  private ClientCommands() {}

  private static Reply info(Call call, Connection connection) {
    var own = peers(call, connection).stream().filter(peer -> peer.session().id() == connection.session().id()).findFirst().orElseThrow();
    return lines(List.of(own), call, connection);
  }

  private static List<Peer> peers(Call call, Connection connection) {
    connection.host().telemetry(call);
    var own = connection.session();
    return connection.host().peers(own).stream()
        .map(peer -> peer.session().id() == own.id() ? peer : peer.with(connection.now(peer.session())))
        .filter(peer -> peer.session().id() == own.id() || !peer.session().isClosed())
        .toList();
  }

  private static Reply lines(List<Peer> peers, Call call, Connection connection) {
    var lines = new StringBuilder();
    for (var peer : peers) {
      lines.append(ClientLine.of(peer, connection.host().telemetry(call).facts().port(), call.nowMillis())).append('\n');
    }
    return new Reply.Verbatim("txt", Bytes.latin1(lines.toString()));
  }

  private static Reply list(Call call, Connection connection) {
    var peers = peers(call, connection);
    if (call.size() == 2) {
      return lines(peers, call, connection);
    }
    if (call.size() == 4 && call.isOption(2, "type")) {
      var type = type(call.word(3));
      return lines(peers.stream().filter(peer -> ClientLine.type(peer.session()).equals(type)).toList(), call, connection);
    }
    if (call.size() > 3 && call.isOption(2, "id")) {
      var named = new ArrayList<Peer>();
      for (var word : call.words().subList(3, call.size())) {
        var id = Numbers.parseLong(word).orElseThrow(() -> Call.fail(INVALID_ID));
        peers.stream().filter(peer -> peer.session().id() == id).forEach(named::add);
      }
      return lines(named, call, connection);
    }
    throw Call.fail(Errors.SYNTAX);
  }

  private static String type(Bytes word) {
    var name = word.toLowerCase();
    return switch (name) {
      case "normal", "pubsub", "master" -> name;
      case "replica", "slave" -> "replica";
      default -> throw Call.fail(Errors.unknownClientType(word));
    };
  }

  /** An address alone, or filters that all must hold. */
  private static Reply kill(Call call, Connection connection) {
    if (call.size() == 3) {
      var address = call.word(2).toLatin1();
      if (close(call, connection, peer -> peer.address().equals(address), false) == 0) {
        throw Call.fail(NO_SUCH_CLIENT);
      }
      return Reply.OK;
    }
    var filters = new TreeMap<String, Predicate<Peer>>(); // of several filters of a kind the last one counts
    var skipsItself = true;
    for (var i = 2; i < call.size(); i += 2) {
      if (i + 1 == call.size()) {
        throw Call.fail(Errors.SYNTAX);
      }
      if (call.isOption(i, "skipme")) {
        skipsItself = skipMe(call, i + 1);
      } else {
        filters.put(call.word(i).toLowerCase(), filter(call, i, connection));
      }
    }
    var all = filters.values().stream().reduce(peer -> true, Predicate::and);
    return Reply.of(close(call, connection, all, skipsItself));
  }

  private static boolean skipMe(Call call, int word) {
    if (!call.isOption(word, "yes") && !call.isOption(word, "no")) {
      throw Call.fail(Errors.SYNTAX);
    }
    return call.isOption(word, "yes");
  }

  private static Predicate<Peer> filter(Call call, int word, Connection connection) {
    var value = call.word(word + 1);
    return switch (call.word(word).toLowerCase()) {
      case "id" -> {
        var id = call.integer(word + 1, 1, Long.MAX_VALUE, Errors.error("ERR client-id should be greater than 0"));
        yield peer -> peer.session().id() == id;
      }
      case "type" -> {
        var type = type(value);
        yield peer -> ClientLine.type(peer.session()).equals(type);
      }
      case "addr" -> peer -> peer.address().equals(value.toLatin1());
      case "laddr" -> {
        var local = ClientLine.localAddress(connection.host().telemetry(call).facts().port());
        yield peer -> local.equals(value.toLatin1());
      }
      case "user" -> {
        if (connection.settings().acl().user(value).isEmpty()) {
          throw Call.fail(Errors.noSuchUser(value));
        }
        yield peer -> peer.session().identity().user().equals(value);
      }
      default -> throw Call.fail(Errors.SYNTAX);
    };
  }

  /** Closes those connections; the client's own once it has its reply. */
  private static long close(Call call, Connection connection, Predicate<Peer> filter, boolean skipsItself) {
    var own = connection.session().id();
    var count = 0L;
    for (var peer : peers(call, connection)) {
      var isOwn = peer.session().id() == own;
      if (filter.test(peer) && !(isOwn && skipsItself)) {
        count++;
        if (isOwn) {
          connection.become(connection.session().withCondition(Condition.CLOSED));
        } else {
          connection.tell(new Message.Closed(peer.session().id()));
        }
      }
    }
    return count;
  }

  private static Reply reply(Call call, Connection connection) {
    var manners = connection.session().manners();
    var next = switch (call.word(2).toLowerCase()) {
      case "on" -> Manners.Replies.ALL;
      case "off" -> Manners.Replies.NONE;
      case "skip" -> manners.replies() == Manners.Replies.NONE ? Manners.Replies.NONE : Manners.Replies.SKIPPED_NEXT;
      default -> throw Call.fail(Errors.SYNTAX);
    };
    connection.become(connection.session().withManners(manners.with(next)));
    return next == Manners.Replies.ALL ? Reply.OK : Reply.NOTHING;
  }

  private static Reply noEvict(Call call, Connection connection) {
    var isOn = call.isOption(2, "on");
    if (!isOn && !call.isOption(2, "off")) {
      throw Call.fail(Errors.SYNTAX);
    }
    connection.become(connection.session().withManners(connection.session().manners().spared(isOn)));
    return Reply.OK;
  }
}

package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;
import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.session.Condition;
import dev.interlace.model.session.Identity;
import dev.interlace.model.session.Session;
import java.util.List;

/** PING, ECHO, SELECT, QUIT, RESET, HELLO, CLIENT SETNAME and GETNAME. */
public final class ConnectionCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("ping", ConnectionCommands::ping),
          command("echo", ConnectionCommands::echo),
          connection("select", ConnectionCommands::select),
          connection("quit", ConnectionCommands::quit),
          connection("reset", ConnectionCommands::reset),
          connection("hello", ConnectionCommands::hello),
          connection("client|setname", ConnectionCommands::setName),
          connection("client|getname", ConnectionCommands::getName));

  private ConnectionCommands() {}

  private static Reply ping(Call call, Connection connection) {
    if (call.size() > 2) {
      throw Call.fail(Errors.wrongArity("ping"));
    }
    if (connection.session().protocol() == Protocol.RESP2 && connection.session().listening().isSubscriber()) {
      return Reply.array(List.of(Reply.bulk("pong"), Reply.of(call.size() == 1 ? Bytes.EMPTY : call.word(1))));
    }
    return call.size() == 1 ? Reply.PONG : Reply.of(call.word(1));
  }

  private static Reply echo(Call call) {
    return Reply.of(call.word(1));
  }

  private static Reply select(Call call, Connection connection) {
    var index = call.integer(1, Integer.MIN_VALUE, Integer.MAX_VALUE, Errors.NOT_AN_INTEGER);
    if (index < 0 || index >= Keyspace.DATABASES) {
      throw Call.fail(Errors.DB_INDEX_OUT_OF_RANGE);
    }
    connection.become(connection.session().withDatabase((int) index));
    return Reply.OK;
  }

  private static Reply quit(Call call, Connection connection) {
    connection.stopListening();
    connection.become(connection.session().withCondition(Condition.CLOSED));
    return Reply.OK;
  }

  private static Reply reset(Call call, Connection connection) {
    connection.stopListening();
    var id = connection.session().id();
    var isOpen = connection.settings().acl().defaultUser().isOpen();
    var manners = connection.session().manners().afterReset();
    connection.become(Session.FRESH.withIdentity(Identity.UNKNOWN.withId(id).asDefault(isOpen)).withManners(manners));
    return new Reply.Simple(Bytes.of("RESET"));
  }

  /**
   * A name is given even if a later option is wrong. <b>Source:</b> {@code helloCommand} in {@code networking.c}.
   */
  private static Reply hello(Call call, Connection connection) {
    var protocol = call.size() == 1 ? connection.session().protocol() : protocol(call);
    for (var i = 2; i < call.size(); i++) {
      var left = call.size() - i - 1;
      if (call.isOption(i, "auth") && left >= 2) {
        connection.hide(i + 1);
        connection.hide(i + 2);
        AclCommands.authenticate(call.word(i + 1), call.word(i + 2), call, connection);
        i += 2;
      } else if (call.isOption(i, "setname") && left >= 1) {
        rename(connection, call.word(++i));
      } else {
        throw Call.fail(Errors.helloOption(call.word(i)));
      }
    }
    if (!connection.session().identity().isAuthenticated()) {
      throw Call.fail(Errors.HELLO_NO_AUTH);
    }
    connection.become(connection.session().withProtocol(protocol));
    return new Reply.MapReply(
        List.of(
            new Pair(Reply.bulk("server"), Reply.bulk("redis")),
            new Pair(Reply.bulk("version"), Reply.bulk(connection.settings().version().text())),
            new Pair(Reply.bulk("proto"), Reply.of(protocol.number())),
            new Pair(Reply.bulk("id"), Reply.of(connection.clientId())),
            new Pair(Reply.bulk("mode"), Reply.bulk("standalone")),
            new Pair(Reply.bulk("role"), Reply.bulk("master")),
            new Pair(Reply.bulk("modules"), Reply.EMPTY_ARRAY)));
  }

  private static Protocol protocol(Call call) {
    var asked = call.integer(1, Errors.error("ERR Protocol version is not an integer or out of range"));
    if (asked < 2 || asked > 3) {
      throw Call.fail(Errors.NO_PROTO);
    }
    return Protocol.of((int) asked);
  }

  private static Reply setName(Call call, Connection connection) {
    rename(connection, call.word(2));
    return Reply.OK;
  }

  private static void rename(Connection connection, Bytes name) {
    for (var i = 0; i < name.length(); i++) {
      if (name.at(i) < '!' || name.at(i) > '~') {
        throw Call.fail(Errors.error("ERR Client names cannot contain spaces, newlines or special characters."));
      }
    }
    var session = connection.session();
    connection.become(session.withIdentity(session.identity().withName(name)));
  }

  private static Reply getName(Call call, Connection connection) {
    var name = connection.session().name();
    return name.isEmpty() ? Reply.NIL : Reply.of(name);
  }
}

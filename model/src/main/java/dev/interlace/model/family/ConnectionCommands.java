package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;
import static dev.interlace.model.command.CommandSpec.keyless;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.CommandSpec.Flag;
import dev.interlace.model.command.Connection;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.session.Session;
import java.util.List;

/** PING, ECHO, SELECT, QUIT, RESET, CLIENT SETNAME and GETNAME. */
public final class ConnectionCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          keyless("ping", -1, ConnectionCommands::ping),
          keyless("echo", 2, ConnectionCommands::echo),
          connection("select", 2, ConnectionCommands::select),
          connection("quit", -1, ConnectionCommands::quit).with(Flag.NOSCRIPT),
          connection("reset", 1, ConnectionCommands::reset).with(Flag.NOSCRIPT),
          connection("client|setname", 3, ConnectionCommands::setName).with(Flag.NOSCRIPT),
          connection("client|getname", 2, ConnectionCommands::getName).with(Flag.NOSCRIPT));

  private ConnectionCommands() {}

  private static Reply ping(Call call) {
    if (call.size() > 2) {
      throw Call.fail(Errors.wrongArity("ping"));
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

  /** <b>Deviation:</b> the connection stays usable; what a client sends after QUIT is its own mistake. */
  private static Reply quit(Call call, Connection connection) {
    connection.become(Session.FRESH);
    return Reply.OK;
  }

  private static Reply reset(Call call, Connection connection) {
    connection.become(Session.FRESH);
    return new Reply.Simple(Bytes.of("RESET"));
  }

  private static Reply setName(Call call, Connection connection) {
    var name = call.word(2);
    for (var i = 0; i < name.length(); i++) {
      if (name.at(i) < '!' || name.at(i) > '~') {
        throw Call.fail(Errors.error("ERR Client names cannot contain spaces, newlines or special characters."));
      }
    }
    connection.become(connection.session().withName(name));
    return Reply.OK;
  }

  private static Reply getName(Call call, Connection connection) {
    var name = connection.session().name();
    return name.isEmpty() ? Reply.NIL : Reply.of(name);
  }
}

package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.clients.Pause;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.notice.Message;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.List;

/**
 * CLIENT UNBLOCK, PAUSE and UNPAUSE. <b>Source:</b> {@code clientCommand} in {@code networking.c} of Redis 7.0.
 *
 * <p><b>Deviation:</b> to unblock a client whose command is held back by a pause crashes the real server; here it answers 0.
 */
public final class ClientWaitingCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("client|unblock", ClientWaitingCommands::unblock),
          connection("client|pause", ClientWaitingCommands::pause),
          connection("client|unpause", ClientWaitingCommands::unpause));

  private ClientWaitingCommands() {}

  private static Reply unblock(Call call, Connection connection) {
    checkSize(call, 4);
    var isError = call.size() == 4 && call.isOption(3, "error");
    if (call.size() == 4 && !isError && !call.isOption(3, "timeout")) {
      throw Call.fail(Errors.UNBLOCK_REASON);
    }
    var id = call.integer(2);
    var blocked = connection.clients().blocked();
    var waiter = blocked.find(id);
    if (id < 0 || waiter.isEmpty()) { // a negative number is a ticket and no id
      return Reply.ZERO;
    }
    connection.become(connection.clients().with(blocked.without(id)));
    connection.tell(new Message.Served(id, isError ? Errors.UNBLOCKED : waiter.get().wish().givenUp()));
    return Reply.ONE;
  }

  /** A pause too long for the clock is none. */
  private static Reply pause(Call call, Connection connection) {
    checkSize(call, 4);
    var holdsReads = call.size() == 3 || call.isOption(3, "all");
    if (!holdsReads && !call.isOption(3, "write")) {
      throw Call.fail(Errors.PAUSE_MODE);
    }
    var millis = call.integer(2, Errors.TIMEOUT_NOT_AN_INTEGER);
    if (millis < 0) {
      throw Call.fail(Errors.TIMEOUT_NEGATIVE);
    }
    var until = call.nowMillis() + (millis == 0 ? -1 : millis);
    var pause = connection.clients().pause().and(new Pause(until, holdsReads));
    connection.become(connection.clients().with(pause.at(call.nowMillis())));
    return Reply.OK;
  }

  private static Reply unpause(Call call, Connection connection) {
    connection.become(connection.clients().with(Pause.NONE));
    return Reply.OK;
  }

  private static void checkSize(Call call, int most) {
    if (call.size() > most) {
      throw Call.fail(Errors.subcommandSyntax(call.word(0), call.word(1)));
    }
  }
}

package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.List;

/** MONITOR. <b>Source:</b> {@code monitorCommand} in {@code replication.c} of Redis 7.0. */
public final class MonitorCommand {
  public static final List<CommandSpec> TABLE = List.of(connection("monitor", MonitorCommand::monitor));

  private MonitorCommand() {}

  /** One that is a monitor already gets no reply at all. */
  private static Reply monitor(Call call, Connection connection) {
    if (connection.isInExec()) {
      throw Call.fail(Errors.MONITOR_IN_TRANSACTION);
    }
    if (connection.session().listening().isMonitor()) {
      return Reply.NOTHING;
    }
    var id = connection.clientId();
    connection.become(connection.clients().monitoredBy(id, true));
    connection.become(connection.session().withListening(connection.session().listening().asMonitor()));
    return Reply.OK;
  }
}

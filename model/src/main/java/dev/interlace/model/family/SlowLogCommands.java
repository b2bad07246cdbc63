package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.telemetry.SlowLog;
import java.util.List;

/** SLOWLOG. <b>Source:</b> {@code slowlog.c} of Redis 7.0. */
public final class SlowLogCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("slowlog|get", SlowLogCommands::get),
          connection("slowlog|len", (call, connection) -> Reply.of(log(call, connection).entries().size())),
          connection("slowlog|reset", SlowLogCommands::reset));

  private static final Reply.Error BAD_COUNT = Errors.error("ERR count should be greater than or equal to -1");
  private static final int USUAL_COUNT = 10;

  private SlowLogCommands() {}

  private static SlowLog log(Call call, Connection connection) {
    return connection.host().telemetry(call).slowLog();
  }

  private static Reply get(Call call, Connection connection) {
    if (call.size() > 3) {
      throw Call.fail(Errors.subcommandSyntax(call.word(0), call.word(1)));
    }
    var count = call.size() == 2 ? USUAL_COUNT : call.integer(2, -1, Long.MAX_VALUE, BAD_COUNT);
    var entries = log(call, connection).entries();
    return new Reply.Array(entries.stream().limit(count == -1 ? entries.size() : count).map(SlowLogCommands::shown).toList());
  }

  private static Reply shown(SlowLog.Entry entry) {
    return new Reply.Array(
        List.of(
            Reply.of(entry.id()),
            Reply.of(entry.seconds()),
            Reply.of(entry.micros()),
            Reply.bulks(entry.words()),
            Reply.bulk(entry.address()),
            Reply.of(entry.client())));
  }

  private static Reply reset(Call call, Connection connection) {
    log(call, connection).clear();
    return Reply.OK;
  }
}

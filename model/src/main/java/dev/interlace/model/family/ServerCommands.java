package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;
import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.List;

/** DBSIZE, FLUSHDB, FLUSHALL, SWAPDB, TIME, LOLWUT, PFSELFTEST. */
public final class ServerCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("dbsize", ServerCommands::dbSize),
          command("flushdb", ServerCommands::flushDb),
          connection("flushall", ServerCommands::flushAll),
          command("swapdb", ServerCommands::swapDb),
          command("lolwut", ServerCommands::lolwut),
          command("pfselftest", call -> Reply.OK),
          command("time", ServerCommands::time));

  private static final long MICROS_A_SECOND = 1_000_000;

  private ServerCommands() {}

  private static Reply dbSize(Call call) {
    call.database().expireSome(call::choose);
    return Reply.of(call.database().size());
  }

  private static Reply flushDb(Call call) {
    checkFlushOption(call);
    call.database().clear();
    call.database().flushed();
    call.propagateAnyway();
    return Reply.OK;
  }

  /** If there are save points, the RDB file is emptied too. */
  private static Reply flushAll(Call call, Connection connection) {
    checkFlushOption(call);
    for (var i = 0; i < Keyspace.DATABASES; i++) {
      call.database().at(i).clear();
    }
    call.database().flushed();
    call.propagateAnyway();
    if (!connection.settings().text("save").isEmpty()) {
      connection.host().durability().ifPresent(kept -> kept.saveWith(connection.changes()));
    }
    return Reply.OK;
  }

  private static void checkFlushOption(Call call) {
    if (call.size() > 2 || call.size() == 2 && !call.isOption(1, "async") && !call.isOption(1, "sync")) {
      throw Call.fail(Errors.SYNTAX);
    }
  }

  private static Reply swapDb(Call call) {
    var first = databaseIndex(call, 1, "first");
    var second = databaseIndex(call, 2, "second");
    if (first < 0 || first >= Keyspace.DATABASES || second < 0 || second >= Keyspace.DATABASES) {
      throw Call.fail(Errors.DB_INDEX_OUT_OF_RANGE);
    }
    if (first != second) {
      call.database().swap((int) first, (int) second, call::choose);
    }
    call.counts(1);
    return Reply.OK;
  }

  private static long databaseIndex(Call call, int word, String which) {
    return call.integer(word, Integer.MIN_VALUE, Integer.MAX_VALUE, Errors.error("ERR invalid " + which + " DB index"));
  }

  /** <b>Deviation:</b> versions 5 and 6 draw pictures at random, and give no verdict. */
  private static Reply lolwut(Call call) {
    var version = call.size() > 2 && call.isOption(1, "version") ? call.integer(2) : 7;
    if (version == 5 || version == 6) {
      for (var i = 3; i < call.size(); i++) {
        call.integer(i);
      }
      throw new UnmodelledCommand("lolwut", " VERSION " + version);
    }
    return new Reply.Verbatim("txt", Bytes.of("Redis ver. 7.0.15\n"));
  }

  private static Reply time(Call call) {
    var seconds = Math.floorDiv(call.nowMicros(), MICROS_A_SECOND);
    var micros = Math.floorMod(call.nowMicros(), MICROS_A_SECOND);
    return Reply.bulks(List.of(Bytes.of(seconds), Bytes.of(micros)));
  }
}

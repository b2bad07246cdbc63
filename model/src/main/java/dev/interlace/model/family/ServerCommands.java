package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;
import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.durability.Durability;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.List;

/**
 * DBSIZE, FLUSHDB, FLUSHALL, SWAPDB, TIME, LOLWUT, PFSELFTEST. <b>Deviation:</b> in exploration there is no verdict on what LOLWUT draws at
 * random.
 */
public final class ServerCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("dbsize", ServerCommands::dbSize),
          command("flushdb", ServerCommands::flushDb),
          connection("flushall", ServerCommands::flushAll),
          command("swapdb", ServerCommands::swapDb),
          connection("lolwut", ServerCommands::lolwut),
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
    connection.host().durability().ifPresent(Durability::abandonSave);
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
  private static Reply lolwut(Call call, Connection connection) {
    var version = call.size() > 2 && call.isOption(1, "version") ? call.integer(2) : 7;
    var text = version == 5 ? squares(call, connection) : version == 6 ? skyline(call, connection) : "";
    return new Reply.Verbatim("txt", Bytes.of(text + "Redis ver. 7.0.15\n"));
  }

  private static String squares(Call call, Connection connection) {
    var columns = size(call, 3, 66, 1_000);
    var inRow = size(call, 4, 8, 200);
    var inColumn = size(call, 5, 12, 200);
    connection.host().telemetry(call);
    return Drawing.squares(columns, inRow, inColumn, call::choose) + "\nGeorg Nees - schotter, plotter on paper, 1968. ";
  }

  private static String skyline(Call call, Connection connection) {
    var columns = size(call, 3, 80, 1_000);
    var rows = size(call, 4, 20, 1_000);
    connection.host().telemetry(call);
    return Drawing.skyline(columns, rows, call::choose)
        + "\nDedicated to the 8 bit game developers of past and present.\nOriginal 8 bit image from Plaguemon by hikikomori. ";
  }

  /** Of a drawing; what is too much or too little is made to fit. */
  private static int size(Call call, int word, int usual, int most) {
    return call.size() > word ? (int) Math.max(1, Math.min(call.integer(word), most)) : usual;
  }

  private static Reply time(Call call) {
    var seconds = Math.floorDiv(call.nowMicros(), MICROS_A_SECOND);
    var micros = Math.floorMod(call.nowMicros(), MICROS_A_SECOND);
    return Reply.bulks(List.of(Bytes.of(seconds), Bytes.of(micros)));
  }
}

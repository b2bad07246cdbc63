package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;
import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.List;

/**
 * SAVE, BGSAVE, BGREWRITEAOF, LASTSAVE, SHUTDOWN. <b>Deviation:</b> there is no disk yet; what goes on in the background is over at once.
 * <b>Source:</b> {@code rdb.c}, {@code aof.c} and {@code db.c} of Redis 7.0.
 */
public final class PersistenceCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("save", PersistenceCommands::save),
          connection("bgsave", PersistenceCommands::saveInBackground),
          command("bgrewriteaof", call -> status("Background append only file rewriting started")),
          connection("lastsave", PersistenceCommands::lastSave),
          connection("shutdown", PersistenceCommands::shutdown));

  private static final int SAVE = 1;
  private static final int NOSAVE = 2;
  private static final int HURRY = 4;
  private static final Reply.Error NO_SHUTDOWN = Errors.error("ERR No shutdown in progress.");

  private PersistenceCommands() {}

  private static Reply status(String text) {
    return new Reply.Simple(Bytes.of(text));
  }

  private static Reply save(Call call, Connection connection) {
    connection.host().telemetry().ifPresent(telemetry -> telemetry.saved(call.nowMillis()));
    return Reply.OK;
  }

  private static Reply saveInBackground(Call call, Connection connection) {
    if (call.size() > 2 || call.size() == 2 && !call.isOption(1, "schedule")) {
      throw Call.fail(Errors.SYNTAX);
    }
    connection.host().telemetry().ifPresent(telemetry -> telemetry.saved(call.nowMillis()));
    return status("Background saving started");
  }

  private static Reply lastSave(Call call, Connection connection) {
    return Reply.of(Math.floorDiv(connection.host().telemetry(call).lastSaveMillis(), 1_000L));
  }

  /** NOSAVE, SAVE, NOW and FORCE in any order, or ABORT alone. Only NOSAVE interrupts a script that keeps the server busy. */
  private static Reply shutdown(Call call, Connection connection) {
    var isAbort = false;
    var saves = 0;
    for (var word : call.words().subList(1, call.size())) {
      switch (word.toLowerCase()) {
        case "nosave", "save" -> saves |= word.equalsIgnoreCase("save") ? SAVE : NOSAVE;
        case "now", "force" -> saves |= HURRY;
        case "abort" -> isAbort = true;
        default -> throw Call.fail(Errors.SYNTAX);
      }
    }
    if ((saves & SAVE) != 0 && (saves & NOSAVE) != 0 || isAbort && saves != 0) {
      throw Call.fail(Errors.SYNTAX);
    }
    if (isAbort) {
      throw Call.fail(NO_SHUTDOWN);
    }
    if ((saves & NOSAVE) == 0 && connection.scripting().busy().isPresent()) {
      throw Call.fail(connection.scripting().busy().get().refusal());
    }
    connection.host().shutDown();
    return Reply.NOTHING;
  }
}

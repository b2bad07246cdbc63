package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;
import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.durability.Durability;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.List;
import java.util.Optional;

/**
 * SAVE, BGSAVE, BGREWRITEAOF, LASTSAVE, SHUTDOWN. <b>Deviation:</b> a server without a disk has saved at once, and nothing. <b>Source:</b>
 * {@code rdb.c}, {@code aof.c} and {@code db.c} of Redis 7.0.
 */
public final class PersistenceCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("save", PersistenceCommands::save),
          connection("bgsave", PersistenceCommands::saveInBackground),
          connection("bgrewriteaof", PersistenceCommands::rewriteInBackground),
          connection("lastsave", PersistenceCommands::lastSave),
          connection("shutdown", PersistenceCommands::shutdown));

  private static final int SAVE = 1;
  private static final int NOSAVE = 2;
  private static final int HURRY = 4;
  private static final Reply.Error NO_SHUTDOWN = Errors.error("ERR No shutdown in progress.");
  private static final Reply.Error CANNOT_SHUT_DOWN = Errors.error("ERR Errors trying to SHUTDOWN. Check logs.");
  private static final Reply.Error FAILED = Errors.error("ERR");
  private static final Reply.Error SAVING = Errors.error("ERR Background save already in progress");
  private static final Reply.Error REWRITING = Errors.error("ERR Background append only file rewriting already in progress");
  private static final Reply.Error ANOTHER = Errors.error("ERR Another child process is active (AOF?): can't BGSAVE right now. "
      + "Use BGSAVE SCHEDULE in order to schedule a BGSAVE whenever possible.");

  private PersistenceCommands() {}

  private static Reply status(String text) {
    return new Reply.Simple(Bytes.of(text));
  }

  private static void countSave(Call call, Connection connection) {
    connection.host().telemetry().ifPresent(telemetry -> telemetry.saved(call.nowMillis()));
  }

  private static Reply save(Call call, Connection connection) {
    var kept = connection.host().durability();
    if (kept.map(Durability::isSaving).orElse(connection.recoverable().isSaving())) {
      return SAVING;
    }
    if (kept.isPresent() && !kept.get().save()) {
      return FAILED;
    }
    if (connection.recoverable().isTracked()) {
      connection.become(connection.recoverable().saved(connection.content()));
    }
    countSave(call, connection);
    return Reply.OK;
  }

  private static Reply saveInBackground(Call call, Connection connection) {
    var maySchedule = call.size() == 2 && call.isOption(1, "schedule");
    if (call.size() > 2 || call.size() == 2 && !maySchedule) {
      throw Call.fail(Errors.SYNTAX);
    }
    var kept = connection.host().durability();
    if (connection.recoverable().isSaving()) {
      return SAVING;
    }
    if (kept.isEmpty()) {
      countSave(call, connection);
      if (connection.recoverable().isTracked()) {
        connection.become(connection.recoverable().saving(connection.content()));
      }
      return status("Background saving started");
    }
    return switch (connection.isInExec() && !kept.get().isSaving() ? kept.get().scheduleSave() : kept.get().saveInBackground(maySchedule)) {
      case STARTED -> status("Background saving started");
      case SCHEDULED -> status("Background saving scheduled");
      case ALREADY -> SAVING;
      case ANOTHER -> ANOTHER;
      case FAILED -> FAILED;
    };
  }

  private static Reply rewriteInBackground(Call call, Connection connection) {
    var kept = connection.host().durability();
    connection.become(connection.recoverable().rewriting(call.nowMillis()));
    return switch (kept.map(durability -> durability.rewriteInBackground(connection.isInExec())).orElse(Durability.Start.STARTED)) {
      case STARTED -> status("Background append only file rewriting started");
      case SCHEDULED -> status("Background append only file rewriting scheduled");
      case ALREADY -> REWRITING;
      case ANOTHER -> ANOTHER;
      case FAILED -> Errors.error("ERR Can't execute an AOF background rewriting. Please check the server logs for more information.");
    };
  }

  private static Reply lastSave(Call call, Connection connection) {
    var millis = connection.host().durability().map(Durability::lastSaveMillis).orElseGet(() -> connection.host().telemetry(call).lastSaveMillis());
    return Reply.of(Math.floorDiv(millis, 1_000L));
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
    var wanted = (saves & (SAVE | NOSAVE)) == 0 ? Optional.<Boolean>empty() : Optional.of((saves & SAVE) != 0);
    var isForced = call.words().stream().anyMatch(word -> word.equalsIgnoreCase("force"));
    var isKept = connection.host().durability().map(kept -> kept.finish(wanted, isForced)).orElse(true);
    if (!isKept) {
      throw Call.fail(CANNOT_SHUT_DOWN);
    }
    connection.host().shutDown();
    return Reply.NOTHING;
  }
}

package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.rdb.DumpPayload;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;

/** DUMP and RESTORE. <b>Source:</b> {@code cluster.c} of Redis 7.0. */
public final class DumpCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("dump", DumpCommands::dump),
          connection("restore", DumpCommands::restore),
          connection("restore-asking", DumpCommands::restore),
          connection("migrate", Migration::migrate));

  private DumpCommands() {}

  private static Reply dump(Call call, Connection connection) {
    var compresses = connection.settings().isOn("rdbcompression");
    return call.database().read(call.key()).<Reply>map(value -> Reply.of(DumpPayload.of(value, compresses))).orElse(Reply.NIL);
  }

  private static Reply restore(Call call, Connection connection) {
    var options = RestoreOptions.parse(call);
    var database = call.database();
    if (!options.replaces() && database.read(call.key()).isPresent()) {
      throw Call.fail(Errors.BUSY_KEY);
    }
    var ttl = call.integer(2);
    if (ttl < 0) {
      throw Call.fail(Errors.INVALID_TTL);
    }
    if (!DumpPayload.isWhole(call.word(3))) {
      throw Call.fail(Errors.WRONG_PAYLOAD);
    }
    var isSanitized = !connection.settings().text("sanitize-dump-payload").equals("no");
    var value = DumpPayload.read(call.word(3), call.thresholds(), isSanitized).orElseThrow(() -> Call.fail(Errors.BAD_DATA_FORMAT));
    var at = ttl == 0 ? Entry.NEVER : Math.min(Entry.NEVER - 1, options.isAbsolute() ? ttl : ttl + call.nowMillis());
    if (at <= call.nowMillis()) {
      if (options.replaces() && call.deleteStored(call.key())) {
        call.propagateAs(() -> Call.words("DEL", call.key()));
      }
      return Reply.OK;
    }
    database.clear(call.key());
    database.set(call.key(), value, at);
    if (ttl != 0 && !options.isAbsolute()) {
      call.propagateAs(() -> absolute(call, at));
    }
    call.counts(1);
    call.notify(EventClass.GENERIC, "restore", call.key());
    database.noteUse(call.key(), options.idleSeconds(), options.frequency());
    return Reply.OK;
  }

  private static List<Bytes> absolute(Call call, long at) {
    var words = new ArrayList<>(call.words());
    words.set(2, Bytes.of(Long.toString(at)));
    words.add(Bytes.of("ABSTTL"));
    return words;
  }
}

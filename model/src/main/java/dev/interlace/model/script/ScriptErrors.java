package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Execution;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Origin;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;
import org.jspecify.annotations.Nullable;

/**
 * Errors that leave a script. Source: Redis 7.0, {@code __redis__err__handler} in {@code eval.c} and {@code luaExtractErrorInformation}.
 */
final class ScriptErrors {
  private static final String NO_MESSAGE = "ERR script raised a table without a field 'err', which crashes Redis 7.0.15";

  private ScriptErrors() {}

  /** The global {@code __redis__err__handler}, which a script may call itself. */
  static int handlerFunction(Call call) {
    var error = call.arg(1);
    Table table;
    if (error instanceof Table given) {
      table = given;
    } else {
      table = call.newTable();
      table.set(ReplyFields.ERR, Str.of("ERR " + text(error)));
    }
    var origin = Origin.ofCaller(call);
    if (origin != null) {
      table.set(ReplyFields.SOURCE, Str.of(origin.source()));
      table.set(ReplyFields.LINE, Num.of(origin.line()));
    }
    return call.push(table);
  }

  private static String text(Value value) {
    return value.toString();
  }

  /** Whether the error of a script has yet to be counted by the server. */
  static boolean isCounted(Value error) {
    return !(error instanceof Table table && table.get(ReplyFields.IGNORE_STATS) == Bool.TRUE);
  }

  /**
   * The reply for an error that left a script.
   *
   * <p><b>Deviation:</b> a table without a string or number in {@code err} kills the real server; here its reply says so.
   */
  static Reply.Error reply(Machine machine, Value error, @Nullable Origin origin, Bytes sha1) {
    return new Reply.Error(Bytes.latin1((message(machine, error) + place(origin, sha1)).replace('\r', ' ').replace('\n', ' ')));
  }

  /** Its text, up to the first zero byte. */
  static String message(Machine machine, Value error) {
    if (!(error instanceof Table table)) {
      return "ERR " + untilNul(text(error));
    }
    var err = Execution.field(machine, table, ReplyFields.ERR);
    return err instanceof Str || err instanceof Num ? untilNul(text(err)) : NO_MESSAGE;
  }

  private static String untilNul(String text) {
    var nul = text.indexOf(0);
    return nul < 0 ? text : text.substring(0, nul);
  }

  private static String place(@Nullable Origin origin, Bytes sha1) {
    if (origin == null) {
      return "";
    }
    return " script: " + sha1.toLatin1() + ", on " + origin.source() + ":" + origin.line() + ".";
  }
}

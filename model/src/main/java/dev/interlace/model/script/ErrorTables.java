package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.LuaError;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;

/** Errors in the form {@code redis.call} raises and {@code redis.pcall} returns. Source: Redis 7.0, {@code luaPushErrorBuff}. */
final class ErrorTables {
  private ErrorTables() {}

  /** The error of a command, which the server has counted already. */
  static Table ofCommand(Call call, Bytes text) {
    var table = table(call, "-" + text.toLatin1());
    table.set(ReplyFields.IGNORE_STATS, Bool.TRUE);
    return table;
  }

  /**
   * An error with {@code text} as a client would receive it: behind a dash the first word is the code; without a dash, or with one word
   * only, the code is ERR. Line ends at the end are cut.
   */
  static Table table(Call call, String text) {
    return table(call.machine(), text);
  }

  static Table table(Machine machine, String text) {
    var hasDash = text.startsWith("-");
    var body = hasDash ? text.substring(1) : text;
    var space = body.indexOf(' ');
    var message = hasDash && space >= 0 ? body.substring(space + 1) : body;
    var code = hasDash && space >= 0 ? body.substring(0, space) : "ERR";
    var table = new Table(machine);
    table.set(ReplyFields.ERR, Str.of(code + " " + trimmed(message)));
    return table;
  }

  private static String trimmed(String message) {
    var from = 0;
    var to = message.length();
    while (to > from && isLineEnd(message.charAt(to - 1))) {
      to--;
    }
    while (from < to && isLineEnd(message.charAt(from))) {
      from++;
    }
    return message.substring(from, to);
  }

  private static boolean isLineEnd(char c) {
    return c == '\r' || c == '\n';
  }

  /** The error of a misused function of {@code redis}. */
  static LuaError raise(Call call, String message) {
    return new LuaError(table(call, message));
  }
}

package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import java.util.List;

/** Arguments of LMPOP, ZMPOP and their blocking forms: {@code numkeys key [key ...] <where> [COUNT count]}. */
record PopOptions(List<Bytes> keys, boolean isFromStart, long count) {
  /**
   * @param first where the number of keys stands
   * @param start the word for the end at which popping begins if {@code isFromStart}
   * @param end the word for the other end
   */
  static PopOptions parse(Call call, int first, String start, String end) {
    var keys = call.integer(first, 1, Long.MAX_VALUE, Errors.NO_KEYS);
    if (keys > call.size() - first - 2) {
      throw Call.fail(Errors.SYNTAX);
    }
    var where = (int) keys + first + 1;
    if (!call.isOption(where, start) && !call.isOption(where, end)) {
      throw Call.fail(Errors.SYNTAX);
    }
    return new PopOptions(call.words().subList(first + 1, where), call.isOption(where, start), count(call, where + 1));
  }

  private static long count(Call call, int at) {
    if (at == call.size()) {
      return 1;
    }
    if (!call.isOption(at, "count") || at + 1 == call.size()) {
      throw Call.fail(Errors.SYNTAX);
    }
    var count = call.integer(at + 1, 1, Long.MAX_VALUE, Errors.COUNT_NOT_POSITIVE);
    if (at + 2 < call.size()) {
      throw Call.fail(Errors.SYNTAX);
    }
    return count;
  }
}

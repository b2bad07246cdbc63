package dev.interlace.model.family;

import dev.interlace.model.command.Call;
import dev.interlace.model.family.Expiry.Unit;
import dev.interlace.model.reply.Errors;
import java.util.Locale;
import java.util.Optional;

/** The options of SET, behind key and value. <b>Source:</b> {@code parseExtendedStringArgumentsOrReply} in {@code t_string.c}. */
record SetOptions(Condition condition, boolean get, boolean keepTtl, Optional<Expiry> expiry) {
  enum Condition {
    NONE,
    IF_ABSENT,
    IF_PRESENT
  }

  static SetOptions parse(Call call) {
    var condition = Condition.NONE;
    var get = false;
    var keepTtl = false;
    var expiry = Optional.<Expiry>empty();
    for (var i = 3; i < call.size(); i++) {
      var hasNext = i + 1 < call.size();
      switch (call.word(i).toLatin1().toLowerCase(Locale.ROOT)) {
        case "nx" -> condition = once(condition, Condition.IF_ABSENT);
        case "xx" -> condition = once(condition, Condition.IF_PRESENT);
        case "get" -> get = true;
        case "keepttl" -> {
          check(expiry.isEmpty());
          keepTtl = true;
        }
        case "ex", "px", "exat", "pxat" -> {
          check(!keepTtl && expiry.isEmpty() && hasNext);
          expiry = Optional.of(expiry(call, i));
          i++;
        }
        default -> throw Call.fail(Errors.SYNTAX);
      }
    }
    return new SetOptions(condition, get, keepTtl, expiry);
  }

  /** The expiry whose option stands at {@code index}: EX, PX, EXAT or PXAT. */
  static Expiry expiry(Call call, int index) {
    var option = call.word(index).toLowerCase();
    return new Expiry(option.startsWith("ex") ? Unit.SECONDS : Unit.MILLISECONDS, option.endsWith("at"), call.word(index + 1));
  }

  private static Condition once(Condition before, Condition wanted) {
    check(before == Condition.NONE || before == wanted);
    return wanted;
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw Call.fail(Errors.SYNTAX);
    }
  }
}

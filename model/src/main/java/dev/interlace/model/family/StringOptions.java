package dev.interlace.model.family;

import dev.interlace.model.command.Call;
import dev.interlace.model.family.Expiry.Unit;
import dev.interlace.model.reply.Errors;
import java.util.Optional;

/**
 * The options of SET and GETEX. A repeated option counts once, of a repeated expiry in one unit the last. <b>Source:</b>
 * {@code parseExtendedStringArgumentsOrReply} in {@code t_string.c}.
 */
record StringOptions(Condition condition, boolean get, boolean keepTtl, boolean persist, Optional<Expiry> expiry) {
  enum Condition {
    NONE,
    IF_ABSENT,
    IF_PRESENT
  }

  static StringOptions ofSet(Call call) {
    var condition = Condition.NONE;
    var get = false;
    var keepTtl = false;
    var expiry = Optional.<Expiry>empty();
    for (var i = 3; i < call.size(); i++) {
      switch (call.word(i).toLowerCase()) {
        case "nx" -> condition = once(condition, Condition.IF_ABSENT);
        case "xx" -> condition = once(condition, Condition.IF_PRESENT);
        case "get" -> get = true;
        case "keepttl" -> {
          check(expiry.isEmpty());
          keepTtl = true;
        }
        default -> {
          check(!keepTtl);
          expiry = Optional.of(expiry(call, i++, expiry));
        }
      }
    }
    return new StringOptions(condition, get, keepTtl, false, expiry);
  }

  static StringOptions ofGetEx(Call call) {
    var persist = false;
    var expiry = Optional.<Expiry>empty();
    for (var i = 2; i < call.size(); i++) {
      if (call.isOption(i, "persist")) {
        check(expiry.isEmpty());
        persist = true;
      } else {
        check(!persist);
        expiry = Optional.of(expiry(call, i++, expiry));
      }
    }
    return new StringOptions(Condition.NONE, false, false, persist, expiry);
  }

  /** The expiry whose option stands at {@code index}. */
  private static Expiry expiry(Call call, int index, Optional<Expiry> before) {
    check(index + 1 < call.size());
    var amount = call.word(index + 1);
    var expiry = switch (call.word(index).toLowerCase()) {
      case "ex" -> new Expiry(Unit.SECONDS, false, amount);
      case "px" -> new Expiry(Unit.MILLISECONDS, false, amount);
      case "exat" -> new Expiry(Unit.SECONDS, true, amount);
      case "pxat" -> new Expiry(Unit.MILLISECONDS, true, amount);
      default -> throw Call.fail(Errors.SYNTAX);
    };
    check(before.isEmpty() || before.get().unit() == expiry.unit() && before.get().isAbsolute() == expiry.isAbsolute());
    return expiry;
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

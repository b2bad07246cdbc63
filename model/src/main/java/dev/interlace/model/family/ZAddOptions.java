package dev.interlace.model.family;

import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.SortedSetValue.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The options of ZADD, and the scores given: increments if {@code increments}.
 *
 * <p><b>Errors:</b> syntax, then combinations, then scores. ZINCRBY is parsed the same, so that it stumbles over a score called {@code NX}.
 */
record ZAddOptions(
    boolean onlyAbsent,
    boolean onlyPresent,
    boolean onlyGreater,
    boolean onlyLess,
    boolean countsChanged,
    boolean increments,
    List<Scored> given) {
  static ZAddOptions parse(Call call) {
    var increments = call.name().equals("zincrby");
    var onlyAbsent = false;
    var onlyPresent = false;
    var onlyGreater = false;
    var onlyLess = false;
    var countsChanged = false;
    var at = 2;
    options:
    for (; at < call.size(); at++) {
      switch (call.word(at).toLowerCase()) {
        case "nx" -> onlyAbsent = true;
        case "xx" -> onlyPresent = true;
        case "gt" -> onlyGreater = true;
        case "lt" -> onlyLess = true;
        case "ch" -> countsChanged = true;
        case "incr" -> increments = true;
        default -> {
          break options;
        }
      }
    }
    var words = call.size() - at;
    check(words > 0 && words % 2 == 0, Errors.SYNTAX);
    check(!(onlyAbsent && onlyPresent), Errors.XX_WITH_NX);
    check(!(onlyGreater && onlyAbsent || onlyLess && onlyAbsent || onlyGreater && onlyLess), Errors.GT_WITH_LT_OR_NX);
    check(!increments || words == 2, Errors.INCR_OF_MANY);
    return new ZAddOptions(onlyAbsent, onlyPresent, onlyGreater, onlyLess, countsChanged, increments, given(call, at));
  }

  private static List<Scored> given(Call call, int first) {
    var given = new ArrayList<Scored>();
    for (var i = first; i < call.size(); i += 2) {
      given.add(new Scored(call.word(i + 1), call.decimal(i, Errors.NOT_A_FLOAT)));
    }
    return given;
  }

  private static void check(boolean holds, Reply.Error otherwise) {
    if (!holds) {
      throw Call.fail(otherwise);
    }
  }

  /** The score a member shall have, or empty if the options spare it. <b>Source:</b> {@code zsetAdd}. */
  OptionalDouble result(OptionalDouble before, double given) {
    if (before.isEmpty()) {
      return onlyPresent ? OptionalDouble.empty() : OptionalDouble.of(given);
    }
    if (onlyAbsent) {
      return OptionalDouble.empty();
    }
    var after = increments ? before.getAsDouble() + given : given;
    check(!Double.isNaN(after), Errors.SCORE_NAN);
    var isSpared = onlyLess && after >= before.getAsDouble() || onlyGreater && after <= before.getAsDouble();
    return isSpared ? OptionalDouble.empty() : OptionalDouble.of(after);
  }
}

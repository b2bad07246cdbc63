package dev.interlace.model.family;

import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import java.util.Locale;
import java.util.Optional;

/** The one option that GETEX takes. */
record GetExOptions(boolean persist, Optional<Expiry> expiry) {
  static GetExOptions parse(Call call) {
    if (call.size() == 2) {
      return new GetExOptions(false, Optional.empty());
    }
    return switch (call.word(2).toLatin1().toLowerCase(Locale.ROOT)) {
      case "persist" -> {
        check(call.size() == 3);
        yield new GetExOptions(true, Optional.empty());
      }
      case "ex", "px", "exat", "pxat" -> {
        check(call.size() == 4);
        yield new GetExOptions(false, Optional.of(SetOptions.expiry(call, 2)));
      }
      default -> throw Call.fail(Errors.SYNTAX);
    };
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw Call.fail(Errors.SYNTAX);
    }
  }
}

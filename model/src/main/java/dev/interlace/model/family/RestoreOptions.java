package dev.interlace.model.family;

import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What RESTORE takes behind the payload.
 *
 * @param isAbsolute whether the time to live is an instant
 */
record RestoreOptions(boolean replaces, boolean isAbsolute, OptionalLong idleSeconds, OptionalInt frequency) {
  private static final int FIRST = 4;
  private static final int MOST_FREQUENT = 255;

  static RestoreOptions parse(Call call) {
    var options = new RestoreOptions(false, false, OptionalLong.empty(), OptionalInt.empty());
    for (var i = FIRST; i < call.size(); i++) {
      var hasMore = i + 1 < call.size();
      if (call.isOption(i, "replace")) {
        options = new RestoreOptions(true, options.isAbsolute, options.idleSeconds, options.frequency);
      } else if (call.isOption(i, "absttl")) {
        options = new RestoreOptions(options.replaces, true, options.idleSeconds, options.frequency);
      } else if (call.isOption(i, "idletime") && hasMore && options.frequency.isEmpty()) {
        var idle = call.integer(++i);
        if (idle < 0) {
          throw Call.fail(Errors.INVALID_IDLETIME);
        }
        options = new RestoreOptions(options.replaces, options.isAbsolute, OptionalLong.of(idle), options.frequency);
      } else if (call.isOption(i, "freq") && hasMore && options.idleSeconds.isEmpty()) {
        var frequency = call.integer(++i);
        if (frequency < 0 || frequency > MOST_FREQUENT) {
          throw Call.fail(Errors.INVALID_FREQ);
        }
        options = new RestoreOptions(options.replaces, options.isAbsolute, options.idleSeconds, OptionalInt.of((int) frequency));
      } else {
        throw Call.fail(Errors.SYNTAX);
      }
    }
    return options;
  }
}

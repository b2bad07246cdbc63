package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.reply.Errors;

/**
 * An expiry as a client writes it.
 *
 * @param isAbsolute whether {@code amount} counts from the epoch and not from now
 * @param amount not parsed yet: Redis looks at the options first
 */
record Expiry(Unit unit, boolean isAbsolute, Bytes amount) {
  enum Unit {
    SECONDS(1_000),
    MILLISECONDS(1);

    private final long millis;

    Unit(long millis) {
      this.millis = millis;
    }

    /** How many milliseconds one of it lasts. */
    long millis() {
      return millis;
    }
  }

  /**
   * The instant in milliseconds since the epoch; it may lie in the past, but not before the epoch.
   *
   * <p><b>Source:</b> {@code getExpireMillisecondsOrReply} in {@code t_string.c}.
   */
  long instant(Call call) {
    var given = Numbers.parseLong(amount).orElseThrow(() -> new CommandFault(Errors.NOT_AN_INTEGER));
    if (given <= 0 || given > Long.MAX_VALUE / unit.millis) {
      throw Call.fail(Errors.invalidExpire(call.name()));
    }
    var millis = given * unit.millis;
    if (isAbsolute) {
      return storable(millis);
    }
    if (millis > Long.MAX_VALUE - call.nowMillis()) {
      throw Call.fail(Errors.invalidExpire(call.name()));
    }
    return storable(millis + call.nowMillis());
  }

  /**
   * <b>Deviation:</b> the last millisecond that a long can tell counts as the one before it, because {@link Entry#NEVER} takes its
   * place.
   */
  static long storable(long instant) {
    return Math.min(instant, Entry.NEVER - 1);
  }
}

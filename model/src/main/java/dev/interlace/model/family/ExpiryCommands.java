package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.family.Expiry.Unit;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;

/** The commands that set, ask for and remove the expiry of a key of any type. <b>Source:</b> {@code expire.c} of Redis 7.0. */
public final class ExpiryCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("expire", call -> expire(call, Unit.SECONDS, call.nowMillis())),
          command("pexpire", call -> expire(call, Unit.MILLISECONDS, call.nowMillis())),
          command("expireat", call -> expire(call, Unit.SECONDS, 0)),
          command("pexpireat", call -> expire(call, Unit.MILLISECONDS, 0)),
          command("ttl", call -> timeLeft(call, Unit.SECONDS, call.nowMillis())),
          command("pttl", call -> timeLeft(call, Unit.MILLISECONDS, call.nowMillis())),
          command("expiretime", call -> timeLeft(call, Unit.SECONDS, 0)),
          command("pexpiretime", call -> timeLeft(call, Unit.MILLISECONDS, 0)),
          command("persist", ExpiryCommands::persist));

  private static final long MISSING = -2;
  private static final long WITHOUT_EXPIRY = -1;

  private ExpiryCommands() {}

  private static Reply expire(Call call, Unit unit, long since) {
    var condition = Condition.parse(call);
    var instant = instant(call, unit, since);
    var entry = call.database().entry(call.key());
    if (entry.isEmpty() || !condition.allows(entry.get(), instant)) {
      return Reply.ZERO;
    }
    if (call.database().isPast(instant)) {
      call.delete(call.key());
      call.propagateAs(call::expired);
    } else {
      call.answered();
      call.database().expireAt(call.key(), instant);
      call.notify(EventClass.GENERIC, "expire", call.key());
      call.propagateAs(() -> absolute(call, instant));
    }
    return Reply.ONE;
  }

  /** With the options that it had. */
  private static List<Bytes> absolute(Call call, long instant) {
    var words = new ArrayList<>(call.words());
    words.set(0, call.name().equals("pexpireat") ? call.word(0) : Bytes.of("PEXPIREAT"));
    words.set(2, call.name().equals("pexpireat") ? call.word(2) : Bytes.of(instant));
    return words;
  }

  /** In milliseconds since the epoch, and perhaps long before it. */
  private static long instant(Call call, Unit unit, long since) {
    var amount = call.integer(2);
    if (amount > Long.MAX_VALUE / unit.millis() || amount < Long.MIN_VALUE / unit.millis()) {
      throw Call.fail(Errors.invalidExpire(call.name()));
    }
    var millis = amount * unit.millis();
    if (millis > Long.MAX_VALUE - since) {
      throw Call.fail(Errors.invalidExpire(call.name()));
    }
    return Expiry.storable(millis + since);
  }

  /** NX, XX, GT, LT: when the expiry may be set. A key without expiry counts as one that lives forever. */
  private record Condition(boolean ifNone, boolean ifAny, boolean ifLater, boolean ifEarlier) {
    static Condition parse(Call call) {
      var given = new Condition(false, false, false, false);
      for (var i = 3; i < call.size(); i++) {
        given = given.and(call.word(i));
      }
      if (given.ifNone && (given.ifAny || given.ifLater || given.ifEarlier)) {
        throw Call.fail(Errors.error("ERR NX and XX, GT or LT options at the same time are not compatible"));
      }
      if (given.ifLater && given.ifEarlier) {
        throw Call.fail(Errors.error("ERR GT and LT options at the same time are not compatible"));
      }
      return given;
    }

    private Condition and(Bytes option) {
      return switch (option.toLowerCase()) {
        case "nx" -> new Condition(true, ifAny, ifLater, ifEarlier);
        case "xx" -> new Condition(ifNone, true, ifLater, ifEarlier);
        case "gt" -> new Condition(ifNone, ifAny, true, ifEarlier);
        case "lt" -> new Condition(ifNone, ifAny, ifLater, true);
        default -> throw Call.fail(Errors.unsupportedOption(option));
      };
    }

    boolean allows(Entry entry, long instant) {
      return !(ifNone && entry.hasExpiry())
          && !(ifAny && !entry.hasExpiry())
          && !(ifLater && (!entry.hasExpiry() || instant <= entry.expireAtMillis()))
          && !(ifEarlier && entry.hasExpiry() && instant >= entry.expireAtMillis());
    }
  }

  private static Reply timeLeft(Call call, Unit unit, long since) {
    var entry = call.database().inspect(call.key());
    if (entry.isEmpty()) {
      return Reply.of(MISSING);
    }
    if (!entry.get().hasExpiry()) {
      return Reply.of(WITHOUT_EXPIRY);
    }
    var millis = entry.get().expireAtMillis() - since;
    return Reply.of(unit == Unit.SECONDS ? rounded(millis) : millis);
  }

  private static long rounded(long millis) {
    var second = Unit.SECONDS.millis();
    return millis / second + (millis % second >= second / 2 ? 1 : 0);
  }

  private static Reply persist(Call call) {
    if (call.database().entry(call.key()).filter(Entry::hasExpiry).isEmpty()) {
      return Reply.ZERO;
    }
    call.database().expireAt(call.key(), Entry.NEVER);
    call.notify(EventClass.GENERIC, "persist", call.key());
    return Reply.ONE;
  }
}

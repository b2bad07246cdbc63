package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.LongDouble;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The string commands without bits. <b>Source:</b> {@code t_string.c} of Redis 7.0. */
public final class StringCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("set", StringCommands::set),
          command("setnx", StringCommands::setNx),
          command("setex", StringCommands::setEx),
          command("psetex", StringCommands::setEx),
          command("get", StringCommands::get),
          command("getex", StringCommands::getEx),
          command("getdel", StringCommands::getDel),
          command("getset", StringCommands::getSet),
          command("setrange", StringCommands::setRange),
          command("getrange", StringCommands::getRange),
          command("substr", StringCommands::getRange),
          command("mget", StringCommands::mGet),
          command("mset", StringCommands::mSet),
          command("msetnx", StringCommands::mSetNx),
          command("incr", call -> increment(call, 1)),
          command("decr", call -> increment(call, -1)),
          command("incrby", call -> increment(call, call.integer(2))),
          command("decrby", StringCommands::decrBy),
          command("incrbyfloat", StringCommands::incrByFloat),
          command("append", StringCommands::append),
          command("strlen", StringCommands::strLen),
          command("lcs", LongestCommonSubsequence::lcs));

  private static final int FIRST_OPTION = 3;
  private static final long LONGEST = 512L * 1024 * 1024;

  private StringCommands() {}

  private static Reply set(Call call) {
    var options = StringOptions.ofSet(call);
    var expireAt = options.expiry().map(expiry -> expiry.instant(call)).orElse(Entry.NEVER);
    var key = call.key();
    var before = options.get() ? call.reading().string(key) : Optional.<Bytes>empty();
    var exists = call.database().entry(key);
    var refused = options.condition() == StringOptions.Condition.IF_ABSENT && exists.isPresent()
        || options.condition() == StringOptions.Condition.IF_PRESENT && exists.isEmpty();
    if (options.get()) {
      call.answered();
    }
    if (!refused) {
      var kept = options.keepTtl() ? exists.map(Entry::expireAtMillis).orElse(Entry.NEVER) : expireAt;
      set(call, call.word(2), kept, options.expiry().isPresent());
      propagate(call, options, expireAt);
    }
    if (options.get()) {
      return before.<Reply>map(Reply::of).orElse(Reply.NIL);
    }
    return refused ? Reply.NIL : Reply.OK;
  }

  /** With the moment at which it expires, without GET. */
  private static void propagate(Call call, StringOptions options, long expireAt) {
    if (options.expiry().isPresent()) {
      call.propagateAs(() -> Call.words("SET", call.key(), call.word(2), "PXAT", expireAt));
    } else if (options.get()) {
      call.propagateAs(() -> {
        var words = new ArrayList<>(call.words());
        words.subList(FIRST_OPTION, words.size()).removeIf(word -> word.equalsIgnoreCase("get"));
        return words;
      });
    }
  }

  private static void set(Call call, Bytes value, long expireAt, boolean setsExpiry) {
    call.database().set(call.key(), new StringValue(value), expireAt);
    call.notify(EventClass.STRING, "set", call.key());
    if (setsExpiry) {
      call.notify(EventClass.GENERIC, "expire", call.key());
    }
  }

  private static Reply setNx(Call call) {
    if (call.database().has(call.key())) {
      return Reply.ZERO;
    }
    set(call, call.word(2), Entry.NEVER, false);
    return Reply.ONE;
  }

  private static Reply setEx(Call call) {
    var unit = call.name().equals("setex") ? Expiry.Unit.SECONDS : Expiry.Unit.MILLISECONDS;
    var expireAt = new Expiry(unit, false, call.word(2)).instant(call);
    set(call, call.word(3), expireAt, true);
    call.propagateAs(() -> Call.words("SET", call.key(), call.word(3), "PXAT", expireAt));
    return Reply.OK;
  }

  private static Reply get(Call call) {
    return bulkOrNil(call.string(call.key()));
  }

  private static Reply getEx(Call call) {
    var options = StringOptions.ofGetEx(call);
    var value = call.reading().string(call.key());
    if (value.isEmpty()) {
      return Reply.NIL;
    }
    call.answered();
    var hasExpiry = call.database().entry(call.key()).orElseThrow().hasExpiry();
    if (options.expiry().isPresent()) {
      var at = options.expiry().get().instant(call);
      if (call.database().isPast(at) && options.expiry().get().isAbsolute()) {
        call.delete(call.key());
        call.propagateAs(call::expired);
      } else {
        call.database().expireAt(call.key(), at);
        call.notify(EventClass.GENERIC, "expire", call.key());
        call.propagateAs(() -> Call.words("PEXPIREAT", call.key(), at));
      }
    } else if (options.persist() && hasExpiry) {
      call.database().expireAt(call.key(), Entry.NEVER);
      call.notify(EventClass.GENERIC, "persist", call.key());
      call.propagateAs(() -> Call.words("PERSIST", call.key()));
    }
    return bulkOrNil(value);
  }

  private static Reply getDel(Call call) {
    var value = call.reading().string(call.key());
    if (value.isPresent()) {
      call.answered();
      call.delete(call.key());
      call.propagateAs(() -> Call.words("DEL", call.key()));
    }
    return bulkOrNil(value);
  }

  private static Reply getSet(Call call) {
    var before = call.reading().string(call.key());
    call.answered();
    set(call, call.word(2), Entry.NEVER, false);
    call.propagateAs(() -> Call.words("SET", call.key(), call.word(2)));
    return bulkOrNil(before);
  }

  private static void replace(Call call, StringValue value, String event) {
    call.database().replace(call.key(), value);
    call.notify(EventClass.STRING, event, call.key());
  }

  private static Reply setRange(Call call) {
    var offset = call.integer(2);
    if (offset < 0) {
      throw Call.fail(Errors.OFFSET_OUT_OF_RANGE);
    }
    var before = call.string(call.key());
    var patch = call.word(3);
    if (patch.isEmpty()) {
      return Reply.of(before.map(Bytes::length).orElse(0));
    }
    checkLength(offset, patch.length());
    var old = before.orElse(Bytes.EMPTY);
    var changed = new byte[(int) Math.max(old.length(), offset + patch.length())];
    old.copyTo(changed, 0);
    patch.copyTo(changed, (int) offset);
    replace(call, StringValue.changed(Bytes.wrap(changed)), "setrange");
    return Reply.of(changed.length);
  }

  private static Reply getRange(Call call) {
    var start = call.integer(2);
    var end = call.integer(3);
    var text = call.string(call.key()).orElse(Bytes.EMPTY);
    if (start < 0 && end < 0 && start > end) {
      return Reply.of(Bytes.EMPTY);
    }
    var length = text.length();
    var from = Math.max(0, start < 0 ? start + length : start);
    var to = Math.min(length - 1, Math.max(0, end < 0 ? end + length : end));
    return Reply.of(from > to || length == 0 ? Bytes.EMPTY : text.slice((int) from, (int) to + 1));
  }

  private static Reply mGet(Call call) {
    var values = new ArrayList<Reply>();
    for (var key : call.words().subList(1, call.size())) {
      call.answered(1 + values.size());
      var isString = call.database().read(key).filter(StringValue.class::isInstance);
      values.add(isString.<Reply>map(value -> Reply.of(((StringValue) value).bytes())).orElse(Reply.NIL));
    }
    return new Reply.Array(values);
  }

  private static Reply mSet(Call call) {
    checkPairs(call);
    setPairs(call);
    return Reply.OK;
  }

  private static Reply mSetNx(Call call) {
    checkPairs(call);
    for (var i = 1; i < call.size(); i += 2) {
      if (call.database().has(call.word(i))) {
        return Reply.ZERO;
      }
    }
    setPairs(call);
    return Reply.ONE;
  }

  private static void checkPairs(Call call) {
    if (call.size() % 2 == 0) {
      throw Call.fail(Errors.wrongArity(call.name()));
    }
  }

  private static void setPairs(Call call) {
    for (var i = 1; i < call.size(); i += 2) {
      call.database().set(call.word(i), new StringValue(call.word(i + 1)));
      call.notify(EventClass.STRING, "set", call.word(i));
    }
  }

  private static Reply decrBy(Call call) {
    var by = call.integer(2);
    if (by == Long.MIN_VALUE) {
      throw Call.fail(Errors.DECREMENT_OVERFLOWS);
    }
    return increment(call, -by);
  }

  private static Reply increment(Call call, long by) {
    var before = call.string(call.key()).map(StringCommands::integerOf).orElse(0L);
    var after = before + by;
    if (((before ^ after) & (by ^ after)) < 0) {
      throw Call.fail(Errors.INCREMENT_OVERFLOWS);
    }
    replace(call, new StringValue(Bytes.of(after)), "incrby");
    return Reply.of(after);
  }

  private static long integerOf(Bytes text) {
    return Numbers.parseLong(text).orElseThrow(() -> new CommandFault(Errors.NOT_AN_INTEGER));
  }

  private static Reply incrByFloat(Call call) {
    var before = call.string(call.key()).map(StringCommands::longDoubleOf).orElse(LongDouble.ZERO);
    var after = before.plus(longDoubleOf(call.word(2)));
    if (!after.isFinite()) {
      throw Call.fail(Errors.INCREMENT_NAN);
    }
    replace(call, StringValue.text(after.toBytes()), "incrbyfloat");
    call.propagateAs(() -> Call.words("SET", call.key(), after.toBytes(), "KEEPTTL"));
    return Reply.of(after.toBytes());
  }

  private static LongDouble longDoubleOf(Bytes text) {
    return LongDouble.parse(text).orElseThrow(() -> new CommandFault(Errors.NOT_A_FLOAT));
  }

  private static Reply append(Call call) {
    var found = call.string(call.key());
    var before = found.orElse(Bytes.EMPTY);
    checkLength(before.length(), call.word(2).length());
    var after = before.concat(call.word(2));
    replace(call, found.isEmpty() ? new StringValue(after) : StringValue.changed(after), "append");
    return Reply.of(after.length());
  }

  private static void checkLength(long offset, int length) {
    if (offset > LONGEST - length) {
      throw Call.fail(Errors.STRING_TOO_LONG);
    }
  }

  private static Reply strLen(Call call) {
    return Reply.of(call.string(call.key()).map(Bytes::length).orElse(0));
  }

  private static Reply bulkOrNil(Optional<Bytes> value) {
    return value.<Reply>map(Reply::of).orElse(Reply.NIL);
  }
}

package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.SetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The set commands. <b>Source:</b> {@code t_set.c} of Redis 7.0. */
public final class SetCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("sadd", SetCommands::add),
          command("srem", SetCommands::rem),
          command("sismember", SetCommands::isMember),
          command("smismember", SetCommands::mIsMember),
          command("smembers", SetCommands::members),
          command("scard", SetCommands::card),
          command("spop", SetCommands::pop),
          command("srandmember", SetCommands::randMember),
          command("smove", SetCommands::move),
          command("sinter", call -> reply(inter(call, sets(call, 1)))),
          command("sintercard", SetCommands::interCard),
          command("sinterstore", call -> store(call, inter(call, sets(call, 2)))),
          command("sunion", call -> reply(union(call, sets(call, 1)))),
          command("sunionstore", call -> store(call, union(call, sets(call, 2)))),
          command("sdiff", call -> reply(diff(call, sets(call, 1)))),
          command("sdiffstore", call -> store(call, diff(call, sets(call, 2)))),
          command("sscan", SetCommands::scan));

  /** If so many times fewer are left than were popped, SPOP moves these to a new set. <b>Source:</b> {@code SPOP_MOVE_STRATEGY_MUL}. */
  private static final long MOVED_IF_FEWER = 5;

  private SetCommands() {}

  private static Reply add(Call call) {
    var set = call.orCreate(call.key(), call.setForWrite(call.key()), SetValue::new);
    var added = 0;
    for (var member : call.words().subList(2, call.size())) {
      added += set.add(member) ? 1 : 0;
    }
    if (added > 0) {
      call.changed(call.key(), EventClass.SET, "sadd");
      call.counts(added);
    }
    return Reply.of(added);
  }

  private static Reply rem(Call call) {
    var found = call.setForWrite(call.key());
    var removed = 0;
    for (var member : call.words().subList(2, call.size())) {
      removed += found.isPresent() && found.get().remove(member) ? 1 : 0;
    }
    if (removed > 0) {
      call.changed(call.key(), EventClass.SET, "srem");
      call.counts(removed);
    }
    return Reply.of(removed);
  }

  private static Reply isMember(Call call) {
    return holds(call.set(call.key()), call.word(2));
  }

  private static Reply mIsMember(Call call) {
    var set = call.set(call.key());
    return Reply.array(call.words().subList(2, call.size()).stream().map(member -> holds(set, member)).toList());
  }

  private static Reply holds(Optional<SetValue> set, Bytes member) {
    return set.isPresent() && set.get().has(member) ? Reply.ONE : Reply.ZERO;
  }

  private static Reply members(Call call) {
    return reply(call.set(call.key()).orElseGet(SetValue::new));
  }

  private static Reply card(Call call) {
    return Reply.of(call.set(call.key()).map(SetValue::size).orElse(0));
  }

  private static Reply pop(Call call) {
    if (call.size() > 3) {
      throw Call.fail(Errors.SYNTAX);
    }
    var isCounted = call.size() == 3;
    var count = isCounted ? call.integer(2, 0, Long.MAX_VALUE, Errors.MUST_BE_POSITIVE) : 1;
    var found = call.setForWrite(call.key());
    if (found.isEmpty() || count == 0) {
      return isCounted ? new Reply.SetReply(List.of()) : Reply.NIL;
    }
    var set = found.get();
    var popped = Sampling.distinct(call, set.size(), count).stream().map(set::get).toList();
    popped.forEach(set::remove);
    if (isCounted && set.size() * MOVED_IF_FEWER <= count) {
      set.renew();
    }
    var isEmptied = call.database().changed(call.key());
    call.counts(popped.size());
    call.notify(EventClass.SET, "spop", call.key());
    if (isEmptied) {
      call.answered();
      call.notify(EventClass.GENERIC, "del", call.key());
    }
    propagate(call, popped, isCounted, isEmptied);
    return isCounted ? new Reply.SetReply(Reply.bulks(popped).items()) : Reply.of(popped.getFirst());
  }

  /** One by one, so that it does not matter what another would have picked. */
  private static void propagate(Call call, List<Bytes> popped, boolean isCounted, boolean isEmptied) {
    if (isCounted && isEmptied) {
      call.propagateAs(() -> Call.words("DEL", call.key()));
    } else {
      popped.forEach(member -> call.database().note(() -> Call.words("SREM", call.key(), member)));
      call.propagateNothing();
    }
  }

  private static Reply randMember(Call call) {
    if (call.size() > 3) {
      throw Call.fail(Errors.SYNTAX);
    }
    if (call.size() == 2) {
      return call.set(call.key()).<Reply>map(set -> Reply.of(set.get(call.choose(set.size())))).orElse(Reply.NIL);
    }
    var count = call.integer(2);
    if (count == Long.MIN_VALUE) {
      throw Call.fail(Errors.BEYOND_LONG);
    }
    var set = call.set(call.key()).orElseGet(SetValue::new);
    return Reply.bulks(Sampling.of(call, set.size(), count).stream().map(set::get).toList());
  }

  /** Touches the source whenever the member was there, the target only if it is new to it. */
  private static Reply move(Call call) {
    call.database().find(call.word(2)); // removes an expired target even if there is no source
    var source = call.setForWrite(call.word(1));
    if (source.isEmpty()) {
      return Reply.ZERO;
    }
    var target = call.setForWrite(call.word(2));
    var member = call.word(3);
    if (call.word(1).equals(call.word(2))) {
      return holds(source, member);
    }
    if (!source.get().remove(member)) {
      return Reply.ZERO;
    }
    call.changed(call.word(1), EventClass.SET, "srem");
    if (call.orCreate(call.word(2), target, SetValue::new).add(member)) {
      call.changed(call.word(2), EventClass.SET, "sadd");
    }
    return Reply.ONE;
  }

  private static Reply interCard(Call call) {
    var keys = call.integer(1, 1, Long.MAX_VALUE, Errors.NO_KEYS);
    if (keys > call.size() - 2) {
      throw Call.fail(Errors.TOO_MANY_KEYS);
    }
    var limit = 0L;
    for (var i = (int) keys + 2; i < call.size(); i += 2) {
      if (!call.isOption(i, "limit") || i + 1 == call.size()) {
        throw Call.fail(Errors.SYNTAX);
      }
      limit = call.integer(i + 1, 0, Long.MAX_VALUE, Errors.LIMIT_NEGATIVE);
    }
    var size = inter(call, sets(call, call.words().subList(2, (int) keys + 2))).size();
    return Reply.of(limit == 0 ? size : Math.min(size, limit));
  }

  private static List<SetValue> sets(Call call, int first) {
    return sets(call, call.words().subList(first, call.size()));
  }

  /** All are looked at, so that one of another type is an error whatever the others hold. */
  private static List<SetValue> sets(Call call, List<Bytes> keys) {
    return keys.stream().map(key -> call.reading().set(key).orElseGet(SetValue::new)).toList();
  }

  private static SetValue inter(Call call, List<SetValue> sets) {
    var bySize = new ArrayList<>(sets);
    bySize.sort(Comparator.comparingInt(SetValue::size));
    var result = new SetValue(call.thresholds());
    for (var member : bySize.getFirst().members()) {
      if (bySize.stream().allMatch(set -> set.has(member))) {
        result.add(member);
      }
    }
    return result;
  }

  private static SetValue union(Call call, List<SetValue> sets) {
    var result = new SetValue(call.thresholds());
    sets.forEach(set -> set.members().forEach(result::add));
    return result;
  }

  private static SetValue diff(Call call, List<SetValue> sets) {
    var result = new SetValue(call.thresholds());
    for (var member : sets.getFirst().members()) {
      if (sets.stream().skip(1).noneMatch(set -> set.has(member))) {
        result.add(member);
      }
    }
    return result;
  }

  private static Reply reply(SetValue set) {
    return new Reply.SetReply(Reply.bulks(set.members()).items());
  }

  /** Whether SINTERSTORE need not look at what the sets hold, and deletes before it replies. */
  private static boolean isMissingInput(Call call) {
    return call.name().equals("sinterstore") && call.words().subList(2, call.size()).stream().anyMatch(key -> !call.database().has(key));
  }

  private static Reply store(Call call, SetValue result) {
    if (result.isEmpty()) {
      if (!isMissingInput(call)) {
        call.answered();
      }
      call.deleteStored(call.key());
    } else {
      call.database().set(call.key(), result);
      call.answered();
      call.notify(EventClass.SET, call.name(), call.key());
    }
    return Reply.of(result.size());
  }

  /** An intset comes whole, whatever the cursor. */
  private static Reply scan(Call call) {
    var cursor = Scan.cursor(call, 2);
    var found = call.set(call.key());
    if (found.isEmpty()) {
      return Scan.reply(0, List.of());
    }
    var scan = Scan.parse(call, cursor, 3, false);
    var page = found.get().isIntset() ? Scan.Page.all(found.get().members()) : scan.page(found.get()::from);
    return Scan.reply(page.next(), Reply.bulks(page.elements().stream().filter(scan::selects).toList()).items());
  }
}

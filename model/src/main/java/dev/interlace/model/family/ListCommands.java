package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.ListValue.End;
import java.util.List;
import java.util.Optional;

/** The list commands that never block. <b>Source:</b> {@code t_list.c} of Redis 7.0. */
public final class ListCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("lpush", call -> push(call, End.LEFT)),
          command("rpush", call -> push(call, End.RIGHT)),
          command("lpushx", call -> pushIfPresent(call, End.LEFT)),
          command("rpushx", call -> pushIfPresent(call, End.RIGHT)),
          command("lpop", call -> pop(call, End.LEFT)),
          command("rpop", call -> pop(call, End.RIGHT)),
          command("llen", ListCommands::len),
          command("lindex", ListCommands::index),
          command("lset", ListCommands::set),
          command("linsert", ListCommands::insert),
          command("lrange", ListCommands::range),
          command("lrem", ListCommands::rem),
          command("ltrim", ListCommands::trim),
          command("lpos", ListCommands::pos),
          command("lmove", call -> move(call, end(call.word(3)), end(call.word(4)))),
          command("rpoplpush", call -> move(call, End.RIGHT, End.LEFT)),
          command("lmpop", call -> popSome(call, PopOptions.parse(call, 1, "left", "right")).orElse(Reply.NIL_ARRAY)));

  private ListCommands() {}

  private static Reply push(Call call, End end) {
    return pushAll(call, call.orCreate(call.key(), call.listForWrite(call.key()), ListValue::new), end);
  }

  private static Reply pushIfPresent(Call call, End end) {
    return call.listForWrite(call.key()).map(list -> pushAll(call, list, end)).orElse(Reply.ZERO);
  }

  private static Reply pushAll(Call call, ListValue list, End end) {
    call.words().subList(2, call.size()).forEach(element -> list.add(end, element));
    call.answered();
    call.changed(call.key(), EventClass.LIST, pushed(end));
    call.counts(call.size() - 2);
    return Reply.of(list.size());
  }

  static String pushed(End end) {
    return end == End.LEFT ? "lpush" : "rpush";
  }

  static String popped(End end) {
    return end == End.LEFT ? "lpop" : "rpop";
  }

  private static Reply pop(Call call, End end) {
    if (call.size() > 3) {
      throw Call.fail(Errors.wrongArity(call.name()));
    }
    var isCounted = call.size() == 3;
    var count = isCounted ? call.integer(2, 0, Long.MAX_VALUE, Errors.MUST_BE_POSITIVE) : 1;
    var found = call.listForWrite(call.key());
    if (found.isEmpty()) {
      return isCounted ? Reply.NIL_ARRAY : Reply.NIL;
    }
    if (count == 0) {
      return Reply.EMPTY_ARRAY;
    }
    var popped = found.get().remove(end, count);
    call.answered();
    call.changed(call.key(), EventClass.LIST, popped(end));
    call.counts(popped.size());
    return isCounted ? Reply.bulks(popped) : Reply.of(popped.getFirst());
  }

  private static Reply len(Call call) {
    return Reply.of(call.list(call.key()).map(ListValue::size).orElse(0));
  }

  private static Reply index(Call call) {
    var list = call.list(call.key());
    if (list.isEmpty()) {
      return Reply.NIL;
    }
    var index = fromStart(call.integer(2), list.get());
    return isWithin(index, list.get()) ? Reply.of(list.get().get((int) index)) : Reply.NIL;
  }

  private static Reply set(Call call) {
    if (call.list(call.key()).isEmpty()) {
      throw Call.fail(Errors.NO_SUCH_KEY);
    }
    var list = call.listForWrite(call.key()).orElseThrow();
    var index = fromStart(call.integer(2), list);
    if (!isWithin(index, list)) {
      throw Call.fail(Errors.INDEX_OUT_OF_RANGE);
    }
    list.set((int) index, call.word(3));
    call.answered();
    call.changed(call.key(), EventClass.LIST, "lset");
    return Reply.OK;
  }

  private static Reply insert(Call call) {
    var isAfter = call.isOption(2, "after");
    if (!isAfter && !call.isOption(2, "before")) {
      throw Call.fail(Errors.SYNTAX);
    }
    var found = call.listForWrite(call.key());
    if (found.isEmpty()) {
      return Reply.ZERO;
    }
    var pivot = found.get().indexOf(call.word(3));
    if (pivot < 0) {
      return Reply.of(-1);
    }
    found.get().insert(pivot, isAfter, call.word(4));
    call.changed(call.key(), EventClass.LIST, "linsert");
    return Reply.of(found.get().size());
  }

  private static Reply range(Call call) {
    var start = call.integer(2);
    var stop = call.integer(3);
    return Reply.bulks(
        call.list(call.key()).map(list -> list.range(from(start, list), Math.max(from(start, list), to(stop, list)))).orElse(List.of()));
  }

  private static Reply rem(Call call) {
    var count = call.integer(2);
    var found = call.listForWrite(call.key());
    if (found.isEmpty()) {
      return Reply.ZERO;
    }
    // The most negative number stays negative when Redis turns its sign, and then limits nothing.
    var most = count == 0 || count == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(count);
    var removed = found.get().removeEqual(call.word(3), count < 0 ? End.RIGHT : End.LEFT, most);
    if (removed > 0) {
      call.changed(call.key(), EventClass.LIST, "lrem");
      call.counts(removed);
    }
    return Reply.of(removed);
  }

  /** Touches an existing key even if nothing is cut off, and then does not count as a change. */
  private static Reply trim(Call call) {
    var start = call.integer(2);
    var stop = call.integer(3);
    call.listForWrite(call.key()).ifPresent(list -> {
      var from = from(start, list);
      var before = list.size();
      list.retain(from, Math.max(from, to(stop, list)));
      call.changed(call.key(), EventClass.LIST, "ltrim");
      call.counts(before - list.size());
    });
    return Reply.OK;
  }

  private static Reply pos(Call call) {
    var options = LPosOptions.parse(call);
    var matches = call.list(call.key()).map(options::matches).orElse(List.of());
    if (options.isCounted()) {
      return Reply.array(matches.stream().map(Reply::of).toList());
    }
    return matches.isEmpty() ? Reply.NIL : Reply.of(matches.getFirst());
  }

  static Reply move(Call call, End from, End to) {
    var source = call.listForWrite(call.word(1));
    if (source.isEmpty()) {
      return Reply.NIL;
    }
    var found = call.listForWrite(call.word(2));
    var element = source.get().remove(from);
    call.orCreate(call.word(2), found, ListValue::new).add(to, element);
    call.changed(call.word(2), EventClass.LIST, pushed(to));
    call.answered();
    call.changed(call.word(1), EventClass.LIST, popped(from));
    call.counts(1);
    return Reply.of(element);
  }

  /** Empty if none of the keys exists. */
  static Optional<Reply> popSome(Call call, PopOptions options) {
    for (var key : options.keys()) {
      var found = call.listForWrite(key);
      if (found.isPresent()) {
        var end = options.isFromStart() ? End.LEFT : End.RIGHT;
        var popped = found.get().remove(end, options.count());
        call.answered();
        call.changed(key, EventClass.LIST, popped(end));
        call.counts(popped.size());
        call.propagateAs(() -> Call.words(end == End.LEFT ? "LPOP" : "RPOP", key, popped.size()));
        return Optional.of(Serving.popped(key, popped));
      }
    }
    return Optional.empty();
  }

  static End end(Bytes word) {
    return switch (word.toLowerCase()) {
      case "left" -> End.LEFT;
      case "right" -> End.RIGHT;
      default -> throw Call.fail(Errors.SYNTAX);
    };
  }

  private static long fromStart(long index, ListValue list) {
    return index < 0 ? index + list.size() : index;
  }

  private static boolean isWithin(long index, ListValue list) {
    return index >= 0 && index < list.size();
  }

  /** Where a range begins, at most at the end of the list. */
  private static int from(long start, ListValue list) {
    return (int) Math.min(list.size(), Math.max(0, fromStart(start, list)));
  }

  /** Where a range ends, exclusive. */
  private static int to(long stop, ListValue list) {
    return (int) (Math.min(list.size() - 1, Math.max(-1, fromStart(stop, list))) + 1);
  }
}

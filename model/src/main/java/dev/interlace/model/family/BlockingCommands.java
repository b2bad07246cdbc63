package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.LongDouble;
import dev.interlace.model.clients.Waiter;
import dev.interlace.model.clients.Wish;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.ListValue.End;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that wait for an element of a list or a sorted set. <b>Source:</b> {@code t_list.c}, {@code t_zset.c}, {@code blocked.c} of
 * Redis 7.0.
 */
public final class BlockingCommands {
  private static final long MILLIS_A_SECOND = 1_000;

  public static final List<CommandSpec> TABLE =
      List.of(
          connection("blpop", (call, connection) -> pop(call, connection, End.LEFT)),
          connection("brpop", (call, connection) -> pop(call, connection, End.RIGHT)),
          connection("blmove", BlockingCommands::move),
          connection("brpoplpush", (call, connection) -> move(call, connection, End.RIGHT, End.LEFT)),
          connection("blmpop", BlockingCommands::popSome),
          connection("bzpopmin", (call, connection) -> popScored(call, connection, true)),
          connection("bzpopmax", (call, connection) -> popScored(call, connection, false)),
          connection("bzmpop", BlockingCommands::popSomeScored));

  private BlockingCommands() {}

  private static Reply pop(Call call, Connection connection, End from) {
    var deadline = deadline(call, call.size() - 1);
    var keys = call.words().subList(1, call.size() - 1);
    for (var key : keys) {
      var list = call.listForWrite(key);
      if (list.isPresent()) {
        var element = list.get().remove(from);
        call.changed(key, EventClass.LIST, ListCommands.popped(from));
        call.propagateAs(() -> Call.words(from == End.LEFT ? "LPOP" : "RPOP", key));
        return Serving.popped(key, element);
      }
    }
    return connection.await(new Wish.Pop(from), keys, deadline, Reply.NIL_ARRAY);
  }

  private static Reply popSome(Call call, Connection connection) {
    var options = PopOptions.parse(call, 2, "left", "right");
    var deadline = deadline(call, 1);
    var popped = ListCommands.popSome(call, options);
    var from = options.isFromStart() ? End.LEFT : End.RIGHT;
    return popped.orElseGet(() -> connection.await(new Wish.PopSome(from, options.count()), options.keys(), deadline, Reply.NIL_ARRAY));
  }

  private static Reply move(Call call, Connection connection) {
    return move(call, connection, ListCommands.end(call.word(3)), ListCommands.end(call.word(4)));
  }

  private static Reply move(Call call, Connection connection, End from, End to) {
    var deadline = deadline(call, call.size() - 1);
    if (call.list(call.key()).isPresent()) {
      var reply = ListCommands.move(call, from, to);
      call.propagateAs(() -> moved(call));
      return reply;
    }
    return connection.await(new Wish.Move(from, to, call.word(2)), List.of(call.key()), deadline, Reply.NIL);
  }

  private static List<Bytes> moved(Call call) {
    var words = new ArrayList<>(call.words().subList(0, call.size() - 1));
    words.set(0, Bytes.of(words.size() == 3 ? "RPOPLPUSH" : "LMOVE"));
    return words;
  }

  private static Reply popScored(Call call, Connection connection, boolean isLowest) {
    var deadline = deadline(call, call.size() - 1);
    var keys = call.words().subList(1, call.size() - 1);
    for (var key : keys) {
      var set = call.sortedSetForWrite(key);
      if (set.isPresent()) {
        call.propagateAs(() -> Call.words(isLowest ? "ZPOPMIN" : "ZPOPMAX", key));
        return SortedSetCommands.pop(call.database(), key, set.get(), isLowest);
      }
    }
    return connection.await(new Wish.PopScored(isLowest), keys, deadline, Reply.NIL_ARRAY);
  }

  private static Reply popSomeScored(Call call, Connection connection) {
    var options = PopOptions.parse(call, 2, "min", "max");
    var deadline = deadline(call, 1);
    var wish = new Wish.PopSomeScored(options.isFromStart(), options.count());
    return SortedSetCommands.popSome(call, options)
        .orElseGet(() -> connection.await(wish, options.keys(), deadline, Reply.NIL_ARRAY));
  }

  /** Of a time to wait in seconds, with a fraction. <b>Source:</b> {@code getTimeoutFromObjectOrReply} in {@code timeout.c}. */
  private static long deadline(Call call, int index) {
    var seconds = LongDouble.parse(call.word(index)).orElseThrow(() -> new CommandFault(Errors.TIMEOUT_NOT_A_FLOAT));
    return deadline(call, seconds.times(MILLIS_A_SECOND).ceiling());
  }

  /** Of a time to wait in milliseconds; one too long for the clock has no end. */
  static long deadline(Call call, long millis) {
    if (millis < 0) {
      throw Call.fail(Errors.TIMEOUT_NEGATIVE);
    }
    var deadline = call.nowMillis() + millis;
    return millis == 0 || deadline < 0 ? Waiter.FOR_EVER : deadline;
  }
}

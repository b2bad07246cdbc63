package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Waiter;
import dev.interlace.model.clients.Wish;
import dev.interlace.model.command.Call;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.ListValue.End;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import java.util.List;
import java.util.Optional;

/**
 * Gives blocked clients what they wait for.
 *
 * <p>Those who watch a list are not told of what is taken from it here: whoever made it ready has told them already. Nor does one element that
 * is taken or moved count as a change.
 *
 * <p><b>Source:</b> {@code handleClientsBlockedOnKeys} and what it calls in {@code blocked.c} of Redis 7.0.
 */
public final class Serving {
  private final Database database;
  private final long nowMillis;

  public Serving(Database database, long nowMillis) {
    this.database = database;
    this.nowMillis = nowMillis;
  }

  /** The reply to {@code waiter} now that its key may have what it wishes; empty if it has not. */
  public Optional<Reply> serve(Waiter waiter, Bytes key) {
    var value = database.find(key);
    if (value.isEmpty() || !waiter.wish().type().isInstance(value.get())) {
      return Optional.empty();
    }
    return switch (waiter.wish()) {
      case Wish.Pop(var from) -> {
        database.note(() -> Call.words(popping(from), key));
        yield Optional.of(popped(key, pop(key, from, 1).getFirst()));
      }
      case Wish.PopSome(var from, var count) -> {
        var popped = pop(key, from, count);
        database.note(() -> Call.words(popping(from), key, popped.size()));
        database.count(popped.size());
        yield Optional.of(popped(key, popped));
      }
      case Wish.Move move -> Optional.of(move(key, move));
      case Wish.PopScored(var isLowest) -> {
        database.note(() -> Call.words(popping(isLowest), key));
        yield Optional.of(SortedSetCommands.pop(database, key, sortedSet(key), isLowest));
      }
      case Wish.PopSomeScored(var isLowest, var count) -> {
        var most = Math.min(count, sortedSet(key).size());
        database.note(() -> Call.words(popping(isLowest), key, most));
        yield Optional.of(SortedSetCommands.popSome(database, key, sortedSet(key), isLowest, count));
      }
      case Wish.Read read -> read(key, read.after().get(waiter.keys().indexOf(key)), read.count());
      case Wish.ReadAsGroup read -> read(key, read);
    };
  }

  /**
   * The reply to one who reads a stream as a group, now that the key may hold none any more.
   *
   * @return empty if the key holds a stream, or {@code waiter} waits for something else
   */
  public Optional<Reply> comfort(Waiter waiter, Bytes key) {
    var isStream = database.find(key).filter(StreamValue.class::isInstance).isPresent();
    return waiter.wish() instanceof Wish.ReadAsGroup && !isStream ? Optional.of(Errors.STREAM_GONE) : Optional.empty();
  }

  private List<Bytes> pop(Bytes key, End from, long count) {
    var popped = ((ListValue) database.findForWrite(key)).remove(from, count);
    database.answered(Integer.MAX_VALUE);
    database.changedUnnoticed(key, EventClass.LIST, ListCommands.popped(from));
    database.count(0);
    return popped;
  }

  private static String popping(End from) {
    return from == End.LEFT ? "LPOP" : "RPOP";
  }

  private static String popping(boolean isLowest) {
    return isLowest ? "ZPOPMIN" : "ZPOPMAX";
  }

  static Reply popped(Bytes key, Bytes element) {
    return Reply.bulks(List.of(key, element));
  }

  static Reply popped(Bytes key, List<Bytes> elements) {
    return Reply.array(List.of(Reply.of(key), Reply.bulks(elements)));
  }

  private Reply move(Bytes key, Wish.Move move) {
    var target = database.find(move.target());
    if (target.isPresent() && !(target.get() instanceof ListValue)) {
      return Errors.WRONG_TYPE;
    }
    var element = ((ListValue) database.findForWrite(key)).remove(move.from());
    if (target.isEmpty()) {
      database.create(move.target(), new ListValue());
    }
    ((ListValue) database.findForWrite(move.target())).add(move.to(), element);
    database.changed(move.target(), EventClass.LIST, ListCommands.pushed(move.to()));
    database.answered(Integer.MAX_VALUE);
    database.changedUnnoticed(key, EventClass.LIST, ListCommands.popped(move.from()));
    database.count(0);
    database.note(() -> move.isOldForm() ? Call.words("RPOPLPUSH", key, move.target())
        : Call.words("LMOVE", key, move.target(), side(move.from()), side(move.to())));
    return Reply.of(element);
  }

  private static String side(End end) {
    return end == End.LEFT ? "left" : "right";
  }

  private SortedSetValue sortedSet(Bytes key) {
    return (SortedSetValue) database.findForWrite(key);
  }

  /** What was added may be gone again: then the client reads nothing. */
  private Optional<Reply> read(Bytes key, StreamId after, long count) {
    var stream = (StreamValue) database.find(key).orElseThrow();
    return stream.lastId().isAfter(after)
        ? Optional.of(StreamReadCommands.reply(key, StreamReadCommands.entries(stream, after, count)))
        : Optional.empty();
  }

  private Optional<Reply> read(Bytes key, Wish.ReadAsGroup read) {
    var stream = (StreamValue) database.findForWrite(key);
    var group = stream.group(read.group());
    if (group.isEmpty()) {
      return Optional.of(Errors.GROUP_GONE);
    }
    if (!stream.lastId().isAfter(group.get().lastDelivered())) {
      return Optional.empty();
    }
    var entries = StreamReadCommands.deliver(database, key, stream, group.get(), read, nowMillis);
    database.changedUnnoticed(key);
    database.count(group.get().hasConsumer(read.consumer()) ? 0 : 1);
    return Optional.of(StreamReadCommands.reply(key, entries));
  }
}

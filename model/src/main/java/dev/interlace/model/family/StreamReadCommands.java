package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Wish;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.family.StreamReadOptions.From;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Parts;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamGroup.Consumer;
import dev.interlace.model.value.StreamGroup.Pending;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** XREAD and XREADGROUP. <b>Source:</b> {@code xreadCommand} of Redis 7.0. */
public final class StreamReadCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("xread", StreamReadCommands::read),
          connection("xreadgroup", StreamReadCommands::readGroup));

  /** Who was blocked gets no more at once, unless it asked for another COUNT. */
  private static final long COUNT_AFTER_WAITING = 1_000;

  private StreamReadCommands() {}

  private static Reply read(Call call, Connection connection) {
    var options = StreamReadOptions.parse(call);
    var pairs = new ArrayList<Reply.Pair>();
    for (var each : options.streams()) {
      call.stream(each.key()).ifPresent(stream -> {
        if (stream.lastEntryId().isAfter(each.from().id()) && stream.size() > 0) {
          pairs.add(new Reply.Pair(Reply.of(each.key()), entries(stream, each.from().id(), options.count())));
        }
      });
    }
    var after = options.streams().stream().map(each -> each.from().id()).toList();
    return reply(options, pairs, connection, new Wish.Read(after, countAfterWaiting(options)));
  }

  private static long countAfterWaiting(StreamReadOptions options) {
    return options.count() == 0 ? COUNT_AFTER_WAITING : options.count();
  }

  private static Reply reply(StreamReadOptions options, List<Reply.Pair> pairs, Connection connection, Wish wish) {
    if (!pairs.isEmpty()) {
      return new Reply.Keyed(pairs);
    }
    if (options.deadline().isEmpty()) {
      return Reply.NIL_ARRAY;
    }
    var keys = options.streams().stream().map(StreamReadOptions.Wanted::key).toList();
    return connection.await(wish, keys, options.deadline().getAsLong(), Reply.NIL_ARRAY);
  }

  /** What is read of one stream, as the whole reply. */
  static Reply reply(Bytes key, Reply entries) {
    return new Reply.Keyed(List.of(new Reply.Pair(Reply.of(key), entries)));
  }

  /** @param count 0 for all */
  static Reply entries(StreamValue stream, StreamId after, long count) {
    return StreamCommands.entries(stream.range(after.next().orElseThrow(), StreamId.MAX), count);
  }

  private static Reply readGroup(Call call, Connection connection) {
    var options = StreamReadOptions.parse(call);
    var pairs = new ArrayList<Reply.Pair>();
    for (var each : options.streams()) {
      var stream = call.streamForWrite(each.key()).orElseThrow();
      var group = stream.group(options.group()).orElseThrow();
      call.answered(partsBefore(each.key(), pairs, connection));
      var reply = switch (each.from()) {
        case From.After after -> Optional.of(history(call, options, each.key(), stream, group, after.id()));
        case From.Undelivered undelivered -> undelivered(call, options, each.key(), stream, group);
      };
      reply.ifPresent(entries -> {
        pairs.add(new Reply.Pair(Reply.of(each.key()), entries));
        call.database().changedUnnoticed(each.key());
      });
    }
    call.propagateNothing();
    return reply(options, pairs, connection, wish(options, countAfterWaiting(options)));
  }

  /** Redis has written what was read of other streams, and which one comes now, when it gets to know a consumer. */
  private static int partsBefore(Bytes key, List<Reply.Pair> others, Connection connection) {
    var begun = new ArrayList<>(others);
    begun.add(new Reply.Pair(Reply.of(key), Reply.NIL));
    return Parts.count(connection.session().spoken(new Reply.Keyed(begun))) - 1;
  }

  private static Wish.ReadAsGroup wish(StreamReadOptions options, long count) {
    return new Wish.ReadAsGroup(options.group(), options.consumer(), options.isAcknowledged(), count);
  }

  /** A consumer that gets nothing is not noted. */
  private static StreamGroup seen(Database database, Bytes key, StreamGroup group, Bytes consumer, long nowMillis) {
    if (!group.hasConsumer(consumer)) {
      database.changedUnnoticed(key);
      database.notify(EventClass.STREAM, "xgroup-createconsumer", key);
    }
    return group.with(new Consumer(consumer, nowMillis));
  }

  private static Optional<Reply> undelivered(Call call, StreamReadOptions options, Bytes key, StreamValue stream, StreamGroup group) {
    return stream.size() == 0 || !stream.lastEntryId().isAfter(group.lastDelivered())
        ? Optional.empty()
        : Optional.of(deliver(call.database(), key, stream, group, wish(options, options.count()), call.nowMillis()));
  }

  /** Hands out entries that no consumer of the group has had, perhaps none. */
  static Reply deliver(Database database, Bytes key, StreamValue stream, StreamGroup group, Wish.ReadAsGroup reader, long nowMillis) {
    var entries = stream.range(group.lastDelivered().next().orElseThrow(), StreamId.MAX);
    var given = entries.stream().limit(reader.count() == 0 ? Long.MAX_VALUE : reader.count()).toList();
    var after = seen(database, key, group, reader.consumer(), nowMillis);
    if (reader.isAcknowledged() && !group.hasConsumer(reader.consumer())) {
      StreamEffects.joined(database, key, group, reader.consumer());
    }
    for (var entry : given) {
      after = stream.delivered(after, entry.id());
      if (!reader.isAcknowledged()) {
        var pending = new Pending(entry.id(), reader.consumer(), nowMillis, 1);
        after = after.with(pending);
        StreamEffects.claimed(database, key, after, entry.id().text(), pending);
      }
    }
    if (reader.isAcknowledged() && !given.isEmpty()) {
      StreamEffects.moved(database, key, after);
    }
    stream.put(after);
    return StreamCommands.entries(given, 0);
  }

  /** What the consumer has not acknowledged. <b>Source:</b> {@code streamReplyWithRangeFromConsumerPEL}. */
  private static Reply history(Call call, StreamReadOptions options, Bytes key, StreamValue stream, StreamGroup group, StreamId after) {
    var start = after.next().orElseThrow();
    var items = new ArrayList<Reply>();
    var result = seen(call.database(), key, group, options.consumer(), call.nowMillis());
    for (var each : group.pendingOf(options.consumer())) {
      if (each.id().isBefore(start) || options.count() != 0 && items.size() == options.count()) {
        continue;
      }
      var entry = stream.entry(each.id());
      items.add(entry.map(StreamCommands::entry).orElseGet(() -> gone(each.id())));
      if (entry.isPresent()) {
        result = result.with(new Pending(each.id(), each.consumer(), call.nowMillis(), each.deliveries() + 1));
      }
    }
    stream.put(result);
    return Reply.array(items);
  }

  private static Reply gone(StreamId id) {
    return Reply.array(List.of(Reply.of(id.text()), Reply.NIL_ARRAY));
  }
}

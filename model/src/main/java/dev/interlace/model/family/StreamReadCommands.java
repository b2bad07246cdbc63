package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.family.StreamReadOptions.From;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamGroup.Consumer;
import dev.interlace.model.value.StreamGroup.Pending;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * XREAD and XREADGROUP. <b>Source:</b> {@code xreadCommand} of Redis 7.0.
 *
 * <p><b>Deviation:</b> with BLOCK and nothing to answer there is no verdict, not even inside MULTI, where Redis answers nil.
 */
public final class StreamReadCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("xread", StreamReadCommands::read),
          command("xreadgroup", StreamReadCommands::readGroup));

  private StreamReadCommands() {}

  private static Reply read(Call call) {
    var options = StreamReadOptions.parse(call);
    var pairs = new ArrayList<Reply.Pair>();
    for (var each : options.streams()) {
      call.stream(each.key()).ifPresent(stream -> {
        if (stream.lastEntryId().isAfter(each.from().id()) && stream.size() > 0) {
          var entries = stream.range(each.from().id().next().orElseThrow(), StreamId.MAX);
          pairs.add(new Reply.Pair(Reply.of(each.key()), StreamCommands.entries(entries, options.count())));
        }
      });
    }
    return reply(call, options, pairs);
  }

  private static Reply reply(Call call, StreamReadOptions options, List<Reply.Pair> pairs) {
    if (pairs.isEmpty() && options.blocks()) {
      throw new UnmodelledCommand(call.name(), " BLOCK with nothing to read");
    }
    return pairs.isEmpty() ? Reply.NIL_ARRAY : new Reply.Keyed(pairs);
  }

  private static Reply readGroup(Call call) {
    var options = StreamReadOptions.parse(call);
    var pairs = new ArrayList<Reply.Pair>();
    for (var each : options.streams()) {
      var stream = call.streamForWrite(each.key()).orElseThrow();
      var group = stream.group(options.group()).orElseThrow();
      var reply = switch (each.from()) {
        case From.After after -> Optional.of(history(call, options, each.key(), stream, group, after.id()));
        case From.Undelivered undelivered -> undelivered(call, options, each.key(), stream, group);
      };
      reply.ifPresent(entries -> {
        pairs.add(new Reply.Pair(Reply.of(each.key()), entries));
        call.database().changedUnnoticed(each.key());
      });
    }
    return reply(call, options, pairs);
  }

  /** A consumer that gets nothing is not noted. */
  private static StreamGroup seen(Call call, StreamReadOptions options, Bytes key, StreamGroup group) {
    if (!group.hasConsumer(options.consumer())) {
      call.notify(EventClass.STREAM, "xgroup-createconsumer", key);
    }
    return group.with(new Consumer(options.consumer(), call.nowMillis()));
  }

  private static Optional<Reply> undelivered(Call call, StreamReadOptions options, Bytes key, StreamValue stream, StreamGroup group) {
    if (stream.size() == 0 || !stream.lastEntryId().isAfter(group.lastDelivered())) {
      return Optional.empty();
    }
    var entries = stream.range(group.lastDelivered().next().orElseThrow(), StreamId.MAX);
    var given = entries.stream().limit(options.count() == 0 ? Long.MAX_VALUE : options.count()).toList();
    var after = seen(call, options, key, group);
    for (var entry : given) {
      after = stream.delivered(after, entry.id());
      after = options.isAcknowledged() ? after : after.with(new Pending(entry.id(), options.consumer(), call.nowMillis(), 1));
    }
    stream.put(after);
    return Optional.of(StreamCommands.entries(given, 0));
  }

  /** What the consumer has not acknowledged. <b>Source:</b> {@code streamReplyWithRangeFromConsumerPEL}. */
  private static Reply history(Call call, StreamReadOptions options, Bytes key, StreamValue stream, StreamGroup group, StreamId after) {
    var start = after.next().orElseThrow();
    var items = new ArrayList<Reply>();
    var result = seen(call, options, key, group);
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

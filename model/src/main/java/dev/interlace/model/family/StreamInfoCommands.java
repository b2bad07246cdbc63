package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamGroup.Consumer;
import dev.interlace.model.value.StreamGroup.Pending;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import java.util.ArrayList;
import java.util.List;

/** XINFO. <b>Source:</b> {@code xinfoCommand} of Redis 7.0. */
public final class StreamInfoCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("xinfo|stream", StreamInfoCommands::stream),
          command("xinfo|groups", StreamInfoCommands::groups),
          command("xinfo|consumers", StreamInfoCommands::consumers));

  private static final long USUAL_COUNT = 10;

  private StreamInfoCommands() {}

  private static StreamValue find(Call call) {
    return call.stream(call.word(2)).orElseThrow(() -> new CommandFault(Errors.NO_SUCH_KEY));
  }

  private static Reply.Pair pair(String name, Reply value) {
    return new Reply.Pair(Reply.bulk(name), value);
  }

  private static Reply.Pair pair(String name, long value) {
    return pair(name, Reply.of(value));
  }

  private static Reply.Pair pair(String name, StreamId value) {
    return pair(name, Reply.of(value.text()));
  }

  private static Reply stream(Call call) {
    var stream = find(call);
    var info = new ArrayList<>(
        List.of(
            pair("length", stream.size()),
            pair("radix-tree-keys", stream.nodeCount()),
            pair("radix-tree-nodes", stream.radixTreeNodes()),
            pair("last-generated-id", stream.lastId()),
            pair("max-deleted-entry-id", stream.maxDeleted()),
            pair("entries-added", stream.entriesAdded()),
            pair("recorded-first-entry-id", stream.firstId())));
    if (call.size() == 3) {
      info.add(pair("groups", stream.groups().size()));
      info.add(pair("first-entry", entry(stream, stream.firstId())));
      info.add(pair("last-entry", entry(stream, stream.lastEntryId())));
    } else {
      var count = fullCount(call);
      info.add(pair("entries", StreamCommands.entries(stream.range(StreamId.MIN, StreamId.MAX), count)));
      info.add(pair("groups", Reply.array(stream.groups().stream().map(group -> full(stream, group, count)).toList())));
    }
    return new Reply.MapReply(info);
  }

  private static Reply entry(StreamValue stream, StreamId id) {
    return stream.entry(id).map(StreamCommands::entry).orElse(Reply.NIL);
  }

  private static long fullCount(Call call) {
    var isFull = (call.size() == 4 || call.size() == 6) && call.isOption(3, "FULL");
    StreamCommands.check(isFull && (call.size() == 4 || call.isOption(4, "COUNT")), StreamGroupCommands.syntax(call));
    var count = call.size() == 4 ? USUAL_COUNT : call.integer(5);
    return count < 0 ? USUAL_COUNT : count;
  }

  private static Reply full(StreamValue stream, StreamGroup group, long count) {
    var most = count == 0 ? Long.MAX_VALUE : count;
    var pending = group.pending().stream().limit(most).map(StreamInfoCommands::ownedByGroup).toList();
    return new Reply.MapReply(
        List.of(
            pair("name", Reply.of(group.name())),
            pair("last-delivered-id", group.lastDelivered()),
            pair("entries-read", entriesRead(group)),
            pair("lag", lag(stream, group)),
            pair("pel-count", group.pendingCount()),
            pair("pending", Reply.array(pending)),
            pair("consumers", Reply.array(group.consumers().stream().map(each -> full(group, each, most)).toList()))));
  }

  private static Reply ownedByGroup(Pending each) {
    return Reply.array(
        List.of(Reply.of(each.id().text()), Reply.of(each.consumer()), Reply.of(each.deliveredMillis()), Reply.of(each.deliveries())));
  }

  private static Reply full(StreamGroup group, Consumer consumer, long most) {
    var owned = group.pendingOf(consumer.name());
    var pending = owned.stream().limit(most).map(StreamInfoCommands::owned).toList();
    return new Reply.MapReply(
        List.of(
            pair("name", Reply.of(consumer.name())),
            pair("seen-time", consumer.seenMillis()),
            pair("pel-count", owned.size()),
            pair("pending", Reply.array(pending))));
  }

  private static Reply owned(Pending each) {
    return Reply.array(List.of(Reply.of(each.id().text()), Reply.of(each.deliveredMillis()), Reply.of(each.deliveries())));
  }

  private static Reply entriesRead(StreamGroup group) {
    return group.entriesRead() == StreamGroup.UNKNOWN ? Reply.NIL : Reply.of(group.entriesRead());
  }

  private static Reply lag(StreamValue stream, StreamGroup group) {
    return stream.lag(group).<Reply>map(Reply::of).orElse(Reply.NIL);
  }

  private static Reply groups(Call call) {
    var stream = find(call);
    return Reply.array(stream.groups().stream().map(group -> described(stream, group)).toList());
  }

  private static Reply described(StreamValue stream, StreamGroup group) {
    return new Reply.MapReply(
        List.of(
            pair("name", Reply.of(group.name())),
            pair("consumers", group.consumers().size()),
            pair("pending", group.pendingCount()),
            pair("last-delivered-id", group.lastDelivered()),
            pair("entries-read", entriesRead(group)),
            pair("lag", lag(stream, group))));
  }

  private static Reply consumers(Call call) {
    var group = find(call).group(call.word(3)).orElseThrow(() -> new CommandFault(Errors.noGroup(call.word(2), call.word(3))));
    return Reply.array(group.consumers().stream().map(each -> described(call, group, each)).toList());
  }

  private static Reply described(Call call, StreamGroup group, Consumer consumer) {
    return new Reply.MapReply(
        List.of(
            pair("name", Reply.of(consumer.name())),
            pair("pending", group.pendingOf(consumer.name()).size()),
            pair("idle", Math.max(0, call.nowMillis() - consumer.seenMillis()))));
  }
}

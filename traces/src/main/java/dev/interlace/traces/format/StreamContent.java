package dev.interlace.traces.format;

import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StreamEntry;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamValue;
import java.util.List;

/** A stream as a reply: its entries, its last ID, and of each group what is pending; no times. */
final class StreamContent {
  private StreamContent() {}

  static Reply of(StreamValue stream) {
    return new Reply.MapReply(
        List.of(
            pair("entries", Reply.array(stream.entries().stream().map(StreamContent::entry).toList())),
            pair("last-id", Reply.of(stream.lastId().text())),
            pair("groups", Reply.array(stream.groups().stream().map(StreamContent::group).toList()))));
  }

  private static Reply.Pair pair(String name, Reply value) {
    return new Reply.Pair(Reply.bulk(name), value);
  }

  private static Reply entry(StreamEntry entry) {
    return Reply.array(List.of(Reply.of(entry.id().text()), Reply.bulks(entry.words())));
  }

  private static Reply group(StreamGroup group) {
    var pending = group.pending().stream()
        .map(each -> Reply.array(List.of(Reply.of(each.id().text()), Reply.of(each.consumer()), Reply.of(each.deliveries()))))
        .toList();
    return new Reply.MapReply(
        List.of(
            pair("name", Reply.of(group.name())),
            pair("last-delivered-id", Reply.of(group.lastDelivered().text())),
            pair("pending", Reply.array(pending)),
            pair("consumers", Reply.bulks(group.consumers().stream().map(StreamGroup.Consumer::name).toList()))));
  }
}

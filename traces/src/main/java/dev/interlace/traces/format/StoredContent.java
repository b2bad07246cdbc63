package dev.interlace.traces.format;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.StringValue;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.TreeSet;

/** Values as replies, in an order that depends on nothing but the content. */
final class StoredContent {
  private StoredContent() {}

  static Reply of(RedisValue value) {
    return switch (value) {
      case StringValue string -> Reply.of(string.bytes());
      case ListValue list -> Reply.bulks(list.toList());
      case SetValue set -> Reply.bulks(new TreeSet<>(set.members()));
      case HashValue hash -> {
        var pairs = new ArrayList<Reply.Pair>();
        new TreeMap<>(hash.fields()).forEach((field, text) -> pairs.add(pair(field, text)));
        yield new Reply.MapReply(pairs);
      }
      case SortedSetValue sortedSet -> {
        var pairs = new ArrayList<Reply.Pair>();
        sortedSet.ascending().forEach(each -> pairs.add(pair(each.member(), Numbers.formatDouble(each.score()))));
        yield new Reply.MapReply(pairs);
      }
      case StreamValue stream -> StreamContent.of(stream);
    };
  }

  static Reply.Pair pair(Bytes key, Bytes value) {
    return new Reply.Pair(Reply.of(key), Reply.of(value));
  }
}

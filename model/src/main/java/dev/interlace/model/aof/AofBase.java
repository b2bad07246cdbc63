package dev.interlace.model.aof;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.resp.RespWriter;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StreamEntry;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.StringValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A state as the shortest log that leads to it: the commands that make each library and each key anew.
 *
 * <p><b>Order:</b> keys, and what Redis has in a hash table, come in the order of our tables. <b>Source:</b> {@code rewriteAppendOnlyFileRio} of
 * Redis 7.0.
 */
public final class AofBase {
  /** Of what one command adds at most. */
  private static final int CHUNK = 64;
  /** What is added to an empty stream, and taken away again. */
  private static final StreamId FIRST = new StreamId(0, 1);

  private final List<byte[]> pieces = new ArrayList<>();

  private AofBase() {}

  /** The file, in the pieces that mean something: each command is one. */
  public static List<byte[]> write(RdbContent content) {
    var base = new AofBase();
    content.libraries().forEach(code -> base.command("FUNCTION", "LOAD", code));
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      if (content.keyspace().size(database) > 0) {
        base.command("SELECT", database);
        content.keyspace().unordered(database).forEach(base::entry);
      }
    }
    return base.pieces;
  }

  private void command(Object... words) {
    command(words(words));
  }

  private void command(List<Bytes> words) {
    pieces.add(RespWriter.command(words).toByteArray());
  }

  private static List<Bytes> words(Object... parts) {
    var words = new ArrayList<Bytes>();
    for (var part : parts) {
      words.add(switch (part) {
        case Bytes bytes -> bytes;
        case StreamId id -> id.text();
        default -> Bytes.of(part.toString());
      });
    }
    return words;
  }

  private void entry(Entry entry) {
    var key = entry.key();
    switch (entry.value()) {
      case StringValue string -> command("SET", key, string.bytes());
      case ListValue list -> chunks("RPUSH", key, list.toList(), 1);
      case SetValue set -> chunks("SADD", key, set.members(), 1);
      case HashValue hash -> {
        var words = new ArrayList<Bytes>();
        hash.all().forEach(field -> words.addAll(List.of(field.name(), field.value())));
        chunks("HMSET", key, words, 2);
      }
      case SortedSetValue set -> {
        var words = new ArrayList<Bytes>();
        set.ascending().forEach(each -> words.addAll(List.of(Numbers.formatDouble(each.score()), each.member())));
        chunks("ZADD", key, words, 2);
      }
      case StreamValue stream -> stream(key, stream);
    }
    if (entry.hasExpiry()) {
      command("PEXPIREAT", key, entry.expireAtMillis());
    }
  }

  /** @param width how many words are one thing */
  private void chunks(String name, Bytes key, List<Bytes> elements, int width) {
    for (var from = 0; from < elements.size(); from += CHUNK * width) {
      var words = words(name, key);
      words.addAll(elements.subList(from, Math.min(from + CHUNK * width, elements.size())));
      command(words);
    }
  }

  private void stream(Bytes key, StreamValue stream) {
    if (stream.size() == 0) {
      command("XADD", key, "MAXLEN", 0, FIRST, "x", "y");
    }
    for (StreamEntry entry : stream.entries()) {
      var words = words("XADD", key, entry.id());
      words.addAll(entry.words());
      command(words);
    }
    command("XSETID", key, stream.lastId(), "ENTRIESADDED", stream.entriesAdded(), "MAXDELETEDID", stream.maxDeleted());
    for (var group : stream.groups()) {
      command("XGROUP", "CREATE", key, group.name(), group.lastDelivered(), "ENTRIESREAD", group.entriesRead());
      group.consumers().forEach(consumer -> consumer(key, group, consumer.name()));
    }
  }

  private void consumer(Bytes key, StreamGroup group, Bytes name) {
    var pending = group.pendingOf(name);
    if (pending.isEmpty()) {
      command("XGROUP", "CREATECONSUMER", key, group.name(), name);
    }
    for (var each : pending) {
      command("XCLAIM", key, group.name(), name, 0, each.id(), "TIME", each.deliveredMillis(), "RETRYCOUNT", each.deliveries(), "JUSTID", "FORCE");
    }
  }
}

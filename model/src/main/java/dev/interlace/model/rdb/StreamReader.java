package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.value.StreamBlock;
import dev.interlace.model.value.StreamEntry;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;

/** Reads a stream. <b>Source:</b> {@code rdbLoadObject} in {@code rdb.c} of Redis 7.0. */
final class StreamReader {
  private static final int ID_LENGTH = 16;

  private final RdbInput in;
  private final boolean isSecond;

  private StreamReader(RdbInput in, boolean isSecond) {
    this.in = in;
    this.isSecond = isSecond;
  }

  /** @param isSecond whether in the second version of the format */
  static StreamValue read(RdbInput in, boolean isSecond) {
    return new StreamReader(in, isSecond).stream();
  }

  private StreamValue stream() {
    var blocks = blocks();
    var length = in.number();
    var last = id();
    Malformed.unless(length == 0 || !blocks.isEmpty());
    if (isSecond) {
      id(); // of the first entry: follows from the blocks
    }
    var maxDeleted = isSecond ? id() : StreamId.MIN;
    var added = isSecond ? in.number() : length;
    var stream = StreamValue.of(blocks, last, maxDeleted, added);
    groups(stream);
    return stream;
  }

  private List<StreamBlock> blocks() {
    var blocks = new ArrayList<StreamBlock>();
    for (var left = in.length(); left != 0; left--) {
      var key = in.blob();
      Malformed.unless(key.length == ID_LENGTH);
      var first = id(new RdbInput(key));
      Malformed.unless(blocks.isEmpty() || blocks.getLast().first().isBefore(first));
      blocks.add(block(first, ListpackBytes.read(in.blob()).iterator()));
    }
    return blocks;
  }

  private static StreamBlock block(StreamId first, Iterator<Bytes> parts) {
    var live = number(parts);
    var dead = number(parts);
    var fields = texts(parts, number(parts));
    Malformed.unless(number(parts) == 0);
    var items = new ArrayList<StreamBlock.Item>();
    while (parts.hasNext()) {
      items.add(item(first, fields, parts));
    }
    Malformed.unless(items.size() == live + dead && items.stream().filter(StreamBlock.Item::isDeleted).count() == dead);
    return new StreamBlock(first, fields, items);
  }

  private static StreamBlock.Item item(StreamId first, List<Bytes> fields, Iterator<Bytes> parts) {
    var flags = number(parts);
    var id = new StreamId(first.ms() + number(parts), first.seq() + number(parts));
    var isAlike = (flags & StreamWriter.SAME_FIELDS) != 0;
    var words = new ArrayList<Bytes>();
    if (isAlike) {
      fields.forEach(name -> words.addAll(List.of(name, next(parts))));
    } else {
      words.addAll(texts(parts, 2 * number(parts)));
    }
    Malformed.unless(number(parts) == StreamBlock.pieces(isAlike, words.size() / 2));
    return new StreamBlock.Item(new StreamEntry(id, words), (flags & StreamWriter.DELETED) != 0);
  }

  private static Bytes next(Iterator<Bytes> parts) {
    Malformed.unless(parts.hasNext());
    return parts.next();
  }

  private static long number(Iterator<Bytes> parts) {
    return Numbers.parseLong(next(parts)).orElseThrow(Malformed::new);
  }

  private static List<Bytes> texts(Iterator<Bytes> parts, long count) {
    var texts = new ArrayList<Bytes>();
    for (var left = count; left > 0; left--) {
      texts.add(next(parts));
    }
    return texts;
  }

  private StreamId id() {
    var ms = in.number();
    return new StreamId(ms, in.number());
  }

  private static StreamId id(RdbInput from) {
    var ms = from.bigEndian(Long.BYTES);
    return new StreamId(ms, from.bigEndian(Long.BYTES));
  }

  private void groups(StreamValue stream) {
    for (var left = in.length(); left != 0; left--) {
      var name = in.text();
      Malformed.unless(stream.group(name).isEmpty());
      var delivered = id();
      var read = isSecond ? in.number() : stream.entriesUpTo(delivered);
      stream.put(group(new StreamGroup(name, delivered, read)));
    }
  }

  private StreamGroup group(StreamGroup empty) {
    var deliveries = new HashMap<StreamId, StreamGroup.Pending>(); // for look-up only
    for (var left = in.length(); left != 0; left--) {
      var id = id(in);
      var delivered = in.littleEndian(Long.BYTES);
      var known = deliveries.put(id, new StreamGroup.Pending(id, Bytes.EMPTY, delivered, in.number()));
      Malformed.unless(known == null);
    }
    var group = empty;
    for (var left = in.length(); left != 0; left--) {
      var consumer = in.text();
      Malformed.unless(!group.hasConsumer(consumer));
      group = group.with(new StreamGroup.Consumer(consumer, in.littleEndian(Long.BYTES)));
      for (var more = in.length(); more != 0; more--) {
        var id = id(in);
        var pending = deliveries.remove(id); // the next owner finds nothing
        Malformed.unless(pending != null);
        group = group.with(new StreamGroup.Pending(id, consumer, pending.deliveredMillis(), pending.deliveries()));
      }
    }
    Malformed.unless(deliveries.isEmpty());
    return group;
  }
}

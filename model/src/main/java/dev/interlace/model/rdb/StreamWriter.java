package dev.interlace.model.rdb;

import dev.interlace.model.value.StreamBlock;
import dev.interlace.model.value.StreamGroup;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;

/** Writes a stream. <b>Source:</b> {@code rdbSaveObject} in {@code rdb.c}, {@code streamAppendItem} in {@code t_stream.c} of Redis 7.0. */
final class StreamWriter {
  /** Of an entry. */
  static final int DELETED = 1;
  static final int SAME_FIELDS = 2;

  private StreamWriter() {}

  static void write(RdbOutput out, StreamValue stream) {
    var blocks = stream.blocks();
    out.length(blocks.size());
    for (var block : blocks) {
      out.blob(bytes(block.first()));
      out.blob(listpack(block));
    }
    out.length(stream.size());
    write(out, stream.lastId());
    write(out, stream.firstId());
    write(out, stream.maxDeleted());
    out.length(stream.entriesAdded());
    var groups = stream.groups();
    out.length(groups.size());
    groups.forEach(group -> write(out, group));
  }

  private static void write(RdbOutput out, StreamId id) {
    out.length(id.ms());
    out.length(id.seq());
  }

  private static byte[] bytes(StreamId id) {
    var bytes = new RdbOutput(false);
    bytes.bigEndian(id.ms(), Long.BYTES);
    bytes.bigEndian(id.seq(), Long.BYTES);
    return bytes.toByteArray();
  }

  private static byte[] listpack(StreamBlock block) {
    var listpack = new ListpackBytes();
    var dead = block.items().stream().filter(StreamBlock.Item::isDeleted).count();
    listpack.add(block.items().size() - dead);
    listpack.add(dead);
    listpack.add(block.fields().size());
    block.fields().forEach(listpack::add);
    listpack.add(0);
    for (var item : block.items()) {
      write(listpack, block, item);
    }
    return listpack.toByteArray();
  }

  private static void write(ListpackBytes listpack, StreamBlock block, StreamBlock.Item item) {
    var entry = item.entry();
    var names = entry.names();
    var isAlike = names.equals(block.fields());
    listpack.add((item.isDeleted() ? DELETED : 0) | (isAlike ? SAME_FIELDS : 0));
    listpack.add(entry.id().ms() - block.first().ms());
    listpack.add(entry.id().seq() - block.first().seq());
    if (isAlike) {
      entry.values().forEach(listpack::add);
    } else {
      listpack.add(names.size());
      entry.words().forEach(listpack::add);
    }
    listpack.add(StreamBlock.pieces(isAlike, names.size()));
  }

  private static void write(RdbOutput out, StreamGroup group) {
    out.text(group.name());
    write(out, group.lastDelivered());
    out.length(group.entriesRead());
    var pending = group.pending();
    out.length(pending.size());
    for (var each : pending) {
      out.raw(bytes(each.id()));
      out.littleEndian(each.deliveredMillis(), Long.BYTES);
      out.length(each.deliveries());
    }
    var consumers = group.consumers();
    out.length(consumers.size());
    for (var consumer : consumers) {
      out.text(consumer.name());
      out.littleEndian(consumer.seenMillis(), Long.BYTES);
      var own = group.pendingOf(consumer.name());
      out.length(own.size());
      own.forEach(each -> out.raw(bytes(each.id())));
    }
  }
}

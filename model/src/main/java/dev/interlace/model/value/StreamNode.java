package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.collection.Sequence;
import java.util.List;

/**
 * A block of consecutive entries. Clients notice it: approximate trimming removes whole blocks only, XINFO counts them, and DUMP shows
 * what was deleted.
 *
 * <p><b>Source:</b> {@code t_stream.c} of Redis 7.0.
 *
 * @param first the ID of the entry that began it, which may be gone
 * @param fields the names of the fields of that entry: entries with the same ones do not repeat them
 * @param last the ID of the latest entry, which may be gone
 * @param body the size in bytes, but for the two counts and the frame of the listpack
 * @param live how many entries are left; may be 0
 * @param dead the entries that were deleted and still take room, by their IDs
 */
record StreamNode(StreamId first, List<Bytes> fields, StreamId last, long body, int live, Sequence<StreamEntry> dead) {
  /** <b>Source:</b> {@code STREAM_LISTPACK_MAX_SIZE}. */
  private static final long MOST_BYTES = 1L << 30;

  private static final int SMALL_NUMBER = 2;

  static StreamNode of(StreamEntry entry) {
    return of(new StreamBlock(entry.id(), entry.names(), List.of(new StreamBlock.Item(entry, false))));
  }

  static StreamNode of(StreamBlock block) {
    var fields = block.fields();
    // A zero behind the names.
    var body = Listpack.room(fields.size()) + room(fields) + SMALL_NUMBER;
    var node = new StreamNode(block.first(), fields, block.first(), body, 0, Sequence.empty());
    for (var item : block.items()) {
      node = node.with(item.entry());
      node = item.isDeleted() ? node.withDead(item.entry()) : node;
    }
    return node;
  }

  private static long room(List<Bytes> texts) {
    return texts.stream().mapToLong(Listpack::room).sum();
  }

  /** In bytes. */
  long size() {
    return Listpack.FRAME + Listpack.room(live) + Listpack.room(dead.size()) + body;
  }

  boolean hasRoomFor(StreamEntry entry, Thresholds thresholds) {
    var length = entry.words().stream().mapToLong(Bytes::length).sum();
    var mostBytes = thresholds.streamBytes() == 0 ? MOST_BYTES : Math.min(MOST_BYTES, thresholds.streamBytes());
    return size() + length < mostBytes && (thresholds.streamEntries() == 0 || live + dead.size() < thresholds.streamEntries());
  }

  StreamNode with(StreamEntry entry) {
    return new StreamNode(first, fields, entry.id(), body + room(entry), live + 1, dead);
  }

  private long room(StreamEntry entry) {
    var isAlike = isAlike(entry);
    var count = entry.names().size();
    var content = isAlike ? room(entry.values()) : Listpack.room(count) + room(entry.words());
    var ids = Listpack.room(entry.id().ms() - first.ms()) + Listpack.room(entry.id().seq() - first.seq());
    return SMALL_NUMBER + ids + content + Listpack.room(StreamBlock.pieces(isAlike, count));
  }

  /** Whether the entry need not repeat the names. */
  boolean isAlike(StreamEntry entry) {
    return entry.names().equals(fields);
  }

  StreamNode withDead(StreamEntry entry) {
    var place = dead.countWhile(each -> each.id().isBefore(entry.id()));
    return new StreamNode(first, fields, last, body, live - 1, dead.inserted(place, entry));
  }
}

package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import java.util.List;

/**
 * A block of consecutive entries. Clients notice it: approximate trimming removes whole blocks only, and XINFO counts them.
 *
 * <p><b>Source:</b> {@code t_stream.c}, {@code listpack.c} of Redis 7.0: what an entry occupies in a listpack.
 *
 * @param first the ID of the entry that began it, which may be gone
 * @param fields the names of the fields of that entry: entries with the same ones do not repeat them
 * @param last the ID of the latest entry, which may be gone
 * @param size in bytes
 * @param live how many entries are left; may be 0
 * @param dead how many were deleted and still take room
 */
record StreamNode(StreamId first, List<Bytes> fields, StreamId last, long size, int live, int dead) {
  /** <b>Source:</b> default of {@code stream-node-max-entries}. */
  static final int MOST_ENTRIES = 100;

  /** <b>Source:</b> default of {@code stream-node-max-bytes}. */
  private static final int MOST_BYTES = 4096;

  /** Of a listpack: its header and its end. */
  private static final int FRAME = 7;

  private static final int SMALL_NUMBER = 2;

  static StreamNode of(StreamEntry entry) {
    var fields = entry.names();
    // Two counters and a zero around the names.
    var size = FRAME + 3L * SMALL_NUMBER + room(fields.size()) + fields.stream().mapToLong(StreamNode::room).sum();
    return new StreamNode(entry.id(), fields, entry.id(), size, 0, 0).with(entry);
  }

  boolean hasRoomFor(StreamEntry entry) {
    var length = entry.words().stream().mapToLong(Bytes::length).sum();
    return size + length < MOST_BYTES && live + dead < MOST_ENTRIES;
  }

  StreamNode with(StreamEntry entry) {
    var isAlike = entry.names().equals(fields);
    var count = fields.size();
    var pieces = isAlike ? 3L + count : 4L + 2L * entry.names().size();
    var content = isAlike
        ? entry.values().stream().mapToLong(StreamNode::room).sum()
        : room(entry.names().size()) + entry.words().stream().mapToLong(StreamNode::room).sum();
    var ids = room(entry.id().ms() - first.ms()) + room(entry.id().seq() - first.seq());
    return new StreamNode(first, fields, entry.id(), size + SMALL_NUMBER + ids + content + room(pieces), live + 1, dead);
  }

  StreamNode withDead(int more) {
    return new StreamNode(first, fields, last, size, live - more, dead + more);
  }

  private static long room(Bytes text) {
    var number = Numbers.parseLong(text);
    if (number.isPresent()) {
      return room(number.getAsLong());
    }
    var length = (long) text.length();
    return framed(length + (length < 64 ? 1 : length < 4096 ? 2 : 5));
  }

  private static long room(long number) {
    if (number >= 0 && number <= 127) {
      return framed(1);
    }
    if (number >= -4096 && number <= 4095) {
      return framed(2);
    }
    if (number == (short) number) {
      return framed(3);
    }
    if (number >= -(1 << 23) && number < 1 << 23) {
      return framed(4);
    }
    return framed(number == (int) number ? 5 : 9);
  }

  /** With the length behind it, by which a listpack is read backwards. */
  private static long framed(long length) {
    return length + (length <= 127 ? 1 : length < 16_383 ? 2 : length < 2_097_151 ? 3 : length < 268_435_455 ? 4 : 5);
  }
}

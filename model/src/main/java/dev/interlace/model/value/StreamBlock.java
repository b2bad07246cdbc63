package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import java.util.List;

/**
 * A block of a stream as it lies in memory and in a dump.
 *
 * @param first the ID of the entry that began it, which may be gone
 * @param fields the names of the fields of that entry
 * @param items the entries by their IDs, the deleted ones too
 */
public record StreamBlock(StreamId first, List<Bytes> fields, List<Item> items) {
  public record Item(StreamEntry entry, boolean isDeleted) {}

  /** What stands behind an entry of {@code count} fields: of how many parts it consists. */
  public static int pieces(boolean isAlike, int count) {
    return isAlike ? 3 + count : 4 + 2 * count;
  }
}

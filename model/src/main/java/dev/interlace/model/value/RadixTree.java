package dev.interlace.model.value;

import java.util.List;

/** The shape of a radix tree of IDs, 16 bytes each, most significant first. <b>Source:</b> {@code rax.c} of Redis 7.0. */
final class RadixTree {
  private static final int LENGTH = 16;

  private RadixTree() {}

  /** How many nodes the tree of {@code keys} has; they are distinct and ascend. */
  static int nodes(List<StreamId> keys) {
    return keys.isEmpty() ? 1 : nodes(keys, 0);
  }

  /** Keys that agree before byte {@code from}. A run of bytes common to all is one node, a fork is one, and so is an end. */
  private static int nodes(List<StreamId> keys, int from) {
    if (from == LENGTH) {
      return 1;
    }
    var common = from;
    while (common < LENGTH && digit(keys.getFirst(), common) == digit(keys.getLast(), common)) {
      common++;
    }
    if (common > from) {
      return 1 + nodes(keys, common);
    }
    var count = 1;
    var start = 0;
    for (var i = 1; i <= keys.size(); i++) {
      if (i == keys.size() || digit(keys.get(i), from) != digit(keys.get(start), from)) {
        count += nodes(keys.subList(start, i), from + 1);
        start = i;
      }
    }
    return count;
  }

  private static int digit(StreamId id, int index) {
    var part = index < Long.BYTES ? id.ms() : id.seq();
    return (int) (part >>> (Long.SIZE - Byte.SIZE - Byte.SIZE * (index % Long.BYTES))) & 0xff;
  }
}

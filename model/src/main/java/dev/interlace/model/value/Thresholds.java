package dev.interlace.model.value;

import java.util.SortedMap;

/**
 * The sizes at which a value changes its representation.
 *
 * @param listNode what a node of a list may hold: a number of elements, or if negative one of five numbers of bytes
 * @param hashEntries the most fields of a listpack, and so on: most entries, most bytes of a text, both inclusive
 * @param intset the most members of an intset
 * @param streamBytes of a block of a stream, 0 for no limit; not reached
 * @param streamEntries of a block of a stream, 0 for no limit
 * @param sparseBytes the most bytes of a sparse HyperLogLog, its header included
 */
public record Thresholds(
    int listNode, long hashEntries, long hashText, long intset, long sortedSetEntries, long sortedSetText, long streamBytes, long streamEntries,
    long sparseBytes) {
  public static final Thresholds DEFAULT = new Thresholds(-2, 512, 64, 512, 128, 64, 4096, 100, 3000);

  /** An intset never holds more, whatever is configured. <b>Source:</b> {@code maybeConvertIntset} in {@code t_set.c}. */
  private static final long LARGEST_INTSET = 1L << 30;

  private static final int LARGEST_NODE = (1 << 15) - 1;
  private static final int LARGEST_LEVEL = -5;

  public Thresholds {
    intset = Math.min(intset, LARGEST_INTSET);
    listNode = Math.clamp(listNode, LARGEST_LEVEL, LARGEST_NODE);
  }

  /** @param configuration parameters by their names in {@code redis.conf}, sizes in bytes; the defaults hold for those missing */
  public static Thresholds of(SortedMap<String, String> configuration) {
    if (configuration.isEmpty()) {
      return DEFAULT; // as it is in most of what is explored, at every step
    }
    return new Thresholds(
        (int) number(configuration, "list-max-listpack-size", DEFAULT.listNode),
        number(configuration, "hash-max-listpack-entries", DEFAULT.hashEntries),
        number(configuration, "hash-max-listpack-value", DEFAULT.hashText),
        number(configuration, "set-max-intset-entries", DEFAULT.intset),
        number(configuration, "zset-max-listpack-entries", DEFAULT.sortedSetEntries),
        number(configuration, "zset-max-listpack-value", DEFAULT.sortedSetText),
        number(configuration, "stream-node-max-bytes", DEFAULT.streamBytes),
        number(configuration, "stream-node-max-entries", DEFAULT.streamEntries),
        number(configuration, "hll-sparse-max-bytes", DEFAULT.sparseBytes));
  }

  private static long number(SortedMap<String, String> configuration, String name, long otherwise) {
    var text = configuration.get(name);
    if (text == null) {
      return otherwise;
    }
    var number = text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    return number < 0 && !text.startsWith("-") ? Long.MAX_VALUE : number;
  }
}

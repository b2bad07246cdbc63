package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What MEMORY USAGE estimates: the bytes that Redis would need for a key on a 64-bit machine with jemalloc.
 *
 * <p><b>Deviation:</b> an estimate of an estimate: room kept for growth, the levels of a skip list and tables between two sizes count
 * nothing. <b>Source:</b> {@code objectComputeSize} in {@code object.c} of Redis 7.0.15, and measurements.
 */
public final class MemoryUse {
  /** How many elements MEMORY USAGE looks at unless it is told. */
  public static final long USUAL_SAMPLES = 5;

  /** What a server without keys takes, roughly. */
  public static final long EMPTY_SERVER = 900_000;

  private static final int OBJECT = 16;
  private static final int TABLE = 56;
  private static final int TABLE_ENTRY = 24;
  private static final int SLOT = 8;
  private static final int LEAST_SLOTS = 4;
  private static final int LIST = 40;
  private static final int LIST_NODE = 40;
  private static final int SORTED_SET = 16;
  private static final int SKIP_LIST = 32;
  private static final int SKIP_LIST_HEAD = 640;
  private static final int SKIP_LIST_NODE = 48;
  private static final int STREAM = 80;
  private static final int STREAM_BLOCK = 4096;
  private static final int ID = 16;
  private static final int RADIX_TREE_NODE = 244;
  private static final int GROUP = 48;
  private static final int PENDING = 24;
  private static final int CONSUMER = 24;

  private final long samples;

  private MemoryUse(long samples) {
    this.samples = samples;
  }

  /** @param samples how many elements of a large value to look at; 0 for all */
  public static long of(Bytes key, RedisValue value, long samples) {
    return text(key.length()) + TABLE_ENTRY + new MemoryUse(samples == 0 ? Long.MAX_VALUE : samples).of(value);
  }

  private long of(RedisValue value) {
    return switch (value) {
      case StringValue string -> of(string);
      case ListValue list -> OBJECT + LIST + ofNodes(list);
      case HashValue hash -> of(hash);
      case SetValue set -> of(set);
      case SortedSetValue set -> of(set);
      case StreamValue stream -> of(stream);
    };
  }

  private static long of(StringValue string) {
    var length = string.bytes().length();
    return switch (string.encoding()) {
      case "int" -> OBJECT;
      case "embstr" -> allocated(OBJECT + length + 4L);
      default -> OBJECT + text(length);
    };
  }

  private long ofNodes(ListValue list) {
    var some = list.nodeSizes((int) Math.min(samples, list.nodeCount()));
    return sampled(some.stream().mapToLong(size -> LIST_NODE + allocated(size)), list.nodeCount());
  }

  private long of(HashValue hash) {
    var fields = IntStream.range(0, hash.size()).mapToObj(hash::get);
    return hash.isListpack()
        ? OBJECT + allocated(Listpack.FRAME + fields.mapToLong(field -> Listpack.room(field.name()) + Listpack.room(field.value())).sum())
        : OBJECT + table(hash.size())
            + sampled(fields.mapToLong(field -> TABLE_ENTRY + text(field.name().length()) + text(field.value().length())), hash.size());
  }

  private long of(SetValue set) {
    return set.isIntset()
        ? OBJECT + allocated(2L * Integer.BYTES + (long) set.size() * set.numberLength())
        : OBJECT + table(set.size())
            + sampled(IntStream.range(0, set.size()).mapToLong(i -> TABLE_ENTRY + text(set.get(i).length())), set.size());
  }

  private long of(SortedSetValue set) {
    var members = IntStream.range(0, set.size()).mapToObj(set::get);
    return set.isListpack()
        ? OBJECT + allocated(Listpack.FRAME + members.mapToLong(each -> Listpack.room(each.member()) + Listpack.room(each.storedScore())).sum())
        : OBJECT + SORTED_SET + SKIP_LIST + SKIP_LIST_HEAD + table(set.size())
            + sampled(members.mapToLong(each -> TABLE_ENTRY + SKIP_LIST_NODE + text(each.member().length())), set.size());
  }

  private long of(StreamValue stream) {
    var blocks = stream.nodeSizes();
    var use = OBJECT + STREAM + radixTree(blocks.size(), stream.radixTreeNodes());
    if (!blocks.isEmpty()) {
      use += sampled(blocks.subList(0, blocks.size() - 1).stream().mapToLong(MemoryUse::allocated), blocks.size() - 1);
      use += Math.max(STREAM_BLOCK, allocated(blocks.getLast()));
    }
    for (var group : stream.groups()) {
      use += GROUP + PENDING * (long) group.pendingCount() + pendingTree(group.pending().stream().map(StreamGroup.Pending::id).toList());
      for (var consumer : group.consumers()) {
        use += CONSUMER + consumer.name().length() + pendingTree(group.pendingOf(consumer.name()).stream().map(StreamGroup.Pending::id).toList());
      }
    }
    return use;
  }

  private static long pendingTree(List<StreamId> ids) {
    return radixTree(ids.size(), RadixTree.nodes(ids));
  }

  private static long radixTree(int elements, int nodes) {
    return (long) ID * elements + (long) RADIX_TREE_NODE * nodes;
  }

  /** All that the first ones come to, as if the others were like them. */
  private long sampled(LongStream sizes, int count) {
    var statistics = sizes.limit(samples).summaryStatistics();
    return count == 0 ? 0 : (long) ((double) statistics.getSum() / statistics.getCount() * count);
  }

  private static long table(int entries) {
    return TABLE + SLOT * (long) slots(entries);
  }

  /** How many slots a hash table has that grew to so many entries. */
  public static int slots(int entries) {
    return Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, 2 * entries - 1)));
  }

  /** What the slots and entries of a hash table take, without what they hold. */
  public static long tableOf(int entries) {
    return SLOT * (long) slots(entries) + (long) TABLE_ENTRY * entries;
  }

  /** What {@code DEBUG SDSLEN} tells of room. */
  public static long allocatedFor(long size) {
    return allocated(size);
  }

  /** A text with its header and its end. */
  private static long text(int length) {
    var header = length < 1 << 5 ? 1 : length < 1 << 8 ? 3 : length < 1 << 16 ? 5 : 9;
    return allocated(header + length + 1L);
  }

  /** What jemalloc makes of a size: a multiple of 16, from 128 on a quarter of a power of two. */
  private static long allocated(long size) {
    if (size <= 8) {
      return 8;
    }
    var step = Math.max(16, Long.highestOneBit(size - 1) / 4);
    return (size + step - 1) / step * step;
  }
}

package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.collection.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A stream with its consumer groups. Costs the logarithm of its size per entry; a copy is free.
 *
 * <p><b>Order:</b> entries by their IDs, groups by their names.
 *
 * <p><b>Deviation:</b> XSETID may put the last ID below entries that were deleted and still take room in a block. For what is added
 * after that, XTRIM MINID stops at such an entry in Redis and not here, and a new block goes to the end here and before the others there.
 */
public final class StreamValue implements RedisValue {
  private Sequence<StreamEntry> entries;
  private Sequence<StreamNode> nodes;
  private Sequence<StreamGroup> groups;
  private StreamId lastId;
  private StreamId maxDeleted;
  private long entriesAdded;
  private Thresholds thresholds = Thresholds.DEFAULT;

  public StreamValue() {
    this(Sequence.empty(), Sequence.empty(), Sequence.empty(), StreamId.MIN, StreamId.MIN, 0);
  }

  private StreamValue(
      Sequence<StreamEntry> entries,
      Sequence<StreamNode> nodes,
      Sequence<StreamGroup> groups,
      StreamId lastId,
      StreamId maxDeleted,
      long entriesAdded) {
    this.entries = entries;
    this.nodes = nodes;
    this.groups = groups;
    this.lastId = lastId;
    this.maxDeleted = maxDeleted;
    this.entriesAdded = entriesAdded;
  }

  /** A stream as it was stored, without groups. @param blocks by their IDs */
  public static StreamValue of(List<StreamBlock> blocks, StreamId lastId, StreamId maxDeleted, long entriesAdded) {
    var entries = new ArrayList<StreamEntry>();
    for (var block : blocks) {
      block.items().stream().filter(item -> !item.isDeleted()).map(StreamBlock.Item::entry).forEach(entries::add);
    }
    var nodes = Sequence.of(blocks.stream().map(StreamNode::of).toList());
    return new StreamValue(Sequence.of(entries), nodes, Sequence.empty(), lastId, maxDeleted, entriesAdded);
  }

  /** A copy of all that is kept of entries, deleted ones included. */
  public List<StreamBlock> blocks() {
    var blocks = new ArrayList<StreamBlock>();
    var start = 0;
    for (var node : nodes) {
      var items = new ArrayList<StreamBlock.Item>();
      entries.slice(start, start + node.live()).forEach(entry -> items.add(new StreamBlock.Item(entry, false)));
      node.dead().forEach(entry -> items.add(new StreamBlock.Item(entry, true)));
      items.sort(Comparator.comparing(item -> item.entry().id()));
      blocks.add(new StreamBlock(node.first(), node.fields(), items));
      start += node.live();
    }
    return blocks;
  }

  public int size() {
    return entries.size();
  }

  /** The greatest ID ever added, or what XSETID made it. */
  public StreamId lastId() {
    return lastId;
  }

  /** The greatest ID that XDEL removed, {@link StreamId#MIN} for none. */
  public StreamId maxDeleted() {
    return maxDeleted;
  }

  public long entriesAdded() {
    return entriesAdded;
  }

  /** The ID of the first entry left, {@link StreamId#MIN} for none. */
  public StreamId firstId() {
    return entries.isEmpty() ? StreamId.MIN : entries.get(0).id();
  }

  /** The ID of the last entry left, {@link StreamId#MIN} for none. */
  public StreamId lastEntryId() {
    return entries.isEmpty() ? StreamId.MIN : entries.get(size() - 1).id();
  }

  public Optional<StreamEntry> entry(StreamId id) {
    var place = countBefore(id);
    return isAt(place, id) ? Optional.of(entries.get(place)) : Optional.empty();
  }

  /** All entries. */
  public List<StreamEntry> entries() {
    return entries.toList();
  }

  /** The entries from {@code from} to {@code to}, both inclusive. */
  public List<StreamEntry> range(StreamId from, StreamId to) {
    var end = entries.countWhile(each -> !each.id().isAfter(to));
    return from.isAfter(to) ? List.of() : entries.slice(countBefore(from), end).toList();
  }

  /** @param entry its ID is greater than {@link #lastId} */
  public void add(StreamEntry entry) {
    var tail = nodes.size() - 1;
    nodes = tail >= 0 && nodes.get(tail).hasRoomFor(entry, thresholds)
        ? nodes.with(tail, nodes.get(tail).with(entry))
        : nodes.inserted(tail + 1, StreamNode.of(entry));
    entries = entries.inserted(size(), entry);
    lastId = entry.id();
    entriesAdded++;
  }

  /** Removes the entry and answers whether it was there. */
  public boolean delete(StreamId id) {
    var place = countBefore(id);
    if (!isAt(place, id)) {
      return false;
    }
    var entry = entries.get(place);
    entries = entries.removed(place);
    var index = Math.max(0, nodes.countWhile(each -> !each.first().isAfter(id)) - 1);
    var node = nodes.get(index);
    nodes = node.live() == 1 ? nodes.removed(index) : nodes.with(index, node.withDead(entry));
    maxDeleted = id.isAfter(maxDeleted) ? id : maxDeleted;
    return true;
  }

  /** Removes the oldest entries and answers how many these were. <b>Source:</b> {@code streamTrim}. */
  public int trim(StreamTrim trim) {
    var deleted = 0;
    while (!nodes.isEmpty() && !trim.isDone(this)) {
      var node = nodes.get(0);
      if (trim.limit() != 0 && deleted + node.live() > trim.limit()) {
        break;
      }
      if (trim.takesBlock(this, node.live(), node.last())) {
        nodes = nodes.removed(0);
        entries = entries.slice(node.live(), size());
        deleted += node.live();
        continue;
      }
      if (!trim.isApproximate()) {
        var more = trim.excess(this);
        for (var entry : entries.slice(0, more)) {
          node = node.withDead(entry);
        }
        nodes = nodes.with(0, node);
        entries = entries.slice(more, size());
        deleted += more;
      }
      break;
    }
    return deleted;
  }

  /** How many entries lie before {@code id}. */
  public int countBefore(StreamId id) {
    return entries.countWhile(each -> each.id().isBefore(id));
  }

  private boolean isAt(int place, StreamId id) {
    return place < size() && entries.get(place).id().equals(id);
  }

  public void setLastId(StreamId id) {
    lastId = id;
  }

  public void setEntriesAdded(long count) {
    entriesAdded = count;
  }

  public void setMaxDeleted(StreamId id) {
    maxDeleted = id;
  }

  /** How many blocks Redis keeps it in. */
  public int nodeCount() {
    return nodes.size();
  }

  /** The sizes of the blocks, in bytes. */
  List<Long> nodeSizes() {
    return nodes.toList().stream().map(StreamNode::size).toList();
  }

  /** How many nodes the radix tree of the blocks has. */
  public int radixTreeNodes() {
    return RadixTree.nodes(nodes.toList().stream().map(StreamNode::first).toList());
  }

  /** By their names. */
  public List<StreamGroup> groups() {
    return groups.toList();
  }

  public Optional<StreamGroup> group(Bytes name) {
    var place = groupPlace(name);
    return isGroupAt(place, name) ? Optional.of(groups.get(place)) : Optional.empty();
  }

  /** Adds the group, or puts it in the place of the one with the same name. */
  public void put(StreamGroup group) {
    var place = groupPlace(group.name());
    groups = isGroupAt(place, group.name()) ? groups.with(place, group) : groups.inserted(place, group);
  }

  /** Removes the group and answers whether it was there. */
  public boolean removeGroup(Bytes name) {
    var place = groupPlace(name);
    var isThere = isGroupAt(place, name);
    groups = isThere ? groups.removed(place) : groups;
    return isThere;
  }

  private int groupPlace(Bytes name) {
    return groups.countWhile(each -> each.name().compareTo(name) < 0);
  }

  private boolean isGroupAt(int place, Bytes name) {
    return place < groups.size() && groups.get(place).name().equals(name);
  }

  /** Whether something from {@code start} on may have been deleted. <b>Source:</b> {@code streamRangeHasTombstones}. */
  private boolean hasGapsFrom(StreamId start) {
    return !entries.isEmpty() && !maxDeleted.equals(StreamId.MIN) && !firstId().isAfter(maxDeleted) && !start.isAfter(maxDeleted);
  }

  /**
   * How many entries were ever added up to {@code id}, or {@link StreamGroup#UNKNOWN}. <b>Source:</b> {@code
   * streamEstimateDistanceFromFirstEverEntry}.
   */
  public long entriesUpTo(StreamId id) {
    if (entriesAdded == 0) {
      return 0;
    }
    if (entries.isEmpty() && !id.isAfter(lastId) || id.equals(lastId)) {
      return entriesAdded;
    }
    var isWhole = maxDeleted.equals(StreamId.MIN) || maxDeleted.isBefore(firstId());
    if (id.isAfter(lastId) || !isWhole || id.isAfter(firstId())) {
      return StreamGroup.UNKNOWN;
    }
    return entriesAdded - size() + (id.equals(firstId()) ? 1 : 0);
  }

  /** The entries that {@code group} has not read yet; empty if nobody knows. <b>Source:</b> {@code streamReplyWithCGLag}. */
  public Optional<Long> lag(StreamGroup group) {
    if (entriesAdded == 0) {
      return Optional.of(0L);
    }
    var isCounted = group.entriesRead() != StreamGroup.UNKNOWN && !hasGapsFrom(group.lastDelivered());
    var read = isCounted ? group.entriesRead() : entriesUpTo(group.lastDelivered());
    return isCounted || read != StreamGroup.UNKNOWN ? Optional.of(entriesAdded - read) : Optional.empty();
  }

  /** The group after it was given the entry {@code id}. <b>Source:</b> {@code streamReplyWithRange}. */
  public StreamGroup delivered(StreamGroup group, StreamId id) {
    if (!id.isAfter(group.lastDelivered())) {
      return group;
    }
    if (group.entriesRead() != StreamGroup.UNKNOWN && !hasGapsFrom(id)) {
      return group.at(id, group.entriesRead() + 1);
    }
    return group.at(id, entriesAdded == 0 ? group.entriesRead() : entriesUpTo(id));
  }

  @Override
  public String typeName() {
    return "stream";
  }

  @Override
  public String encoding() {
    return "stream";
  }

  @Override
  public void use(Thresholds next) {
    thresholds = next;
  }

  @Override
  public StreamValue copy() {
    return new StreamValue(entries, nodes, groups, lastId, maxDeleted, entriesAdded);
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  /** Without the times, and without what only XINFO tells. */
  @Override
  public Object canonical() {
    var all = new ArrayList<Object>(entries.toList());
    all.add(lastId);
    groups.forEach(group -> all.add(group.canonical()));
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamValue that
        && entriesAdded == that.entriesAdded
        && lastId.equals(that.lastId)
        && maxDeleted.equals(that.maxDeleted)
        && entries.equals(that.entries)
        && nodes.equals(that.nodes)
        && groups.equals(that.groups);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entries, groups, lastId, maxDeleted, entriesAdded);
  }

  @Override
  public String toString() {
    return entries + (groups.isEmpty() ? "" : " " + groups);
  }
}

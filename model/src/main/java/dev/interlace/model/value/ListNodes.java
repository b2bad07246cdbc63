package dev.interlace.model.value;

import dev.interlace.model.collection.Row;
import dev.interlace.model.collection.Sequence;
import dev.interlace.model.value.ListValue.End;
import java.util.Arrays;

/**
 * Where Redis cuts a list into listpacks. Only DUMP and the like tell, but it depends on the list's history, so it is kept.
 *
 * <p><b>Source:</b> {@code quicklist.c} of Redis 7.0.
 */
final class ListNodes {
  private static final int[] LEVELS = {4096, 8192, 16384, 32768, 65536};
  private static final int SAFE_BYTES = 8192;
  /** What an entry is thought to need beside its text. */
  private static final int OVERHEAD = 8;
  /** What two listpacks are thought to save by becoming one. */
  private static final int SAVED_BY_MERGING = 11;

  /** {@link Thresholds#listNode} when the list was created. */
  private int fill;
  /** First to last, none of them empty. */
  private final Row<Node> nodes;

  ListNodes(int fill, Sequence<Node> nodes) {
    this(fill, new Row<>(nodes));
  }

  private ListNodes(int fill, Row<Node> nodes) {
    this.fill = fill;
    this.nodes = nodes;
  }

  ListNodes copy() {
    return new ListNodes(fill, nodes.copy());
  }

  int fill() {
    return fill;
  }

  void fill(int next) {
    fill = next;
  }

  int count() {
    return nodes.size();
  }

  Node get(int index) {
    return nodes.get(index);
  }

  Sequence<Node> nodes() {
    return nodes.whole();
  }

  /**
   * One listpack.
   *
   * @param count of its elements
   * @param size in bytes
   */
  record Node(int count, long size) {
    Node plus(long room) {
      return new Node(count + 1, size + room);
    }

    Node plus(Node other) {
      return new Node(count + other.count, size + other.size - Listpack.FRAME);
    }
  }

  /** What the elements from one index (inclusive) to another (exclusive) occupy. */
  interface Rooms {
    long of(int from, int to);
  }

  /** A node and the index of its first element. */
  private record Place(int node, int start) {}

  private boolean allowsInsert(Node node, int length) {
    return allows(node.size + length + OVERHEAD, node.count + 1L);
  }

  private boolean allowsMerge(int first) {
    if (first < 0 || first + 1 >= nodes.size()) {
      return false;
    }
    var one = nodes.get(first);
    var other = nodes.get(first + 1);
    return allows(one.size + other.size - SAVED_BY_MERGING, one.count + other.count);
  }

  private boolean allows(long size, long count) {
    return fill < 0 ? size <= LEVELS[-fill - 1] : size <= SAFE_BYTES && count <= fill;
  }

  private static Node alone(long room) {
    return new Node(1, Listpack.FRAME + room);
  }

  /** An element of {@code length} bytes was put at one end. */
  void pushed(End end, int length, long room) {
    var at = end == End.LEFT ? 0 : nodes.size() - 1;
    if (!nodes.isEmpty() && allowsInsert(nodes.get(at), length)) {
      add(at, room);
    } else if (end == End.LEFT) {
      nodes.addFirst(alone(room));
    } else {
      nodes.addLast(alone(room));
    }
  }

  private void add(int at, long room) {
    nodes.set(at, nodes.get(at).plus(room));
  }

  /** {@code count} elements are being taken from one end; {@code rooms} are those before. */
  void popped(End end, int count, int total, Rooms rooms) {
    var left = count;
    while (left > 0) {
      var at = end == End.LEFT ? 0 : nodes.size() - 1;
      var node = nodes.get(at);
      if (node.count > left) {
        var gone = count - left;
        var room = end == End.LEFT ? rooms.of(gone, count) : rooms.of(total - count, total - gone);
        nodes.set(at, new Node(node.count - left, node.size - room));
        return;
      }
      left -= node.count;
      if (end == End.LEFT) {
        nodes.dropFirst(1);
      } else {
        nodes.dropLast(1);
      }
    }
  }

  /** The element at {@code index} was replaced. */
  void replaced(int index, long roomBefore, long roomAfter) {
    var at = place(index).node;
    var node = nodes.get(at);
    nodes.set(at, new Node(node.count, node.size - roomBefore + roomAfter));
  }

  /** The elements whose indices are given, ascending, were removed; each takes {@code room}. */
  void without(Iterable<Integer> indices, long room) {
    var counts = nodes().toList().toArray(new Node[0]);
    var at = 0;
    var end = counts.length == 0 ? 0 : nodes.get(0).count;
    for (var index : indices) {
      while (index >= end) {
        at++;
        end += nodes.get(at).count;
      }
      counts[at] = new Node(counts[at].count - 1, counts[at].size - room);
    }
    nodes.become(Sequence.of(Arrays.stream(counts).filter(node -> node.count > 0).toList()));
  }

  /** An element is being put beside the one at {@code pivot}; {@code rooms} are those before. <b>Source:</b> {@code _quicklistInsert}. */
  void inserted(int pivot, boolean isAfter, int length, long room, Rooms rooms) {
    var place = place(pivot);
    var at = place.node;
    var node = nodes.get(at);
    var isAtEdge = pivot == (isAfter ? place.start + node.count - 1 : place.start);
    var neighbour = isAfter ? at + 1 : at - 1;
    if (allowsInsert(node, length)) {
      add(at, room);
    } else if (!isAtEdge) {
      split(place, isAfter ? pivot + 1 : pivot, isAfter, room, rooms);
    } else if (neighbour >= 0 && neighbour < nodes.size() && allowsInsert(nodes.get(neighbour), length)) {
      add(neighbour, room);
    } else {
      nodes.insert(isAfter ? at + 1 : at, alone(room));
    }
  }

  /** Cuts a node before the element at {@code index}; the new element goes to the part that is new. */
  private void split(Place place, int index, boolean isAfter, long room, Rooms rooms) {
    var node = nodes.get(place.node);
    var end = place.start + node.count;
    var first = new Node(index - place.start, Listpack.FRAME + rooms.of(place.start, index));
    var second = new Node(end - index, Listpack.FRAME + rooms.of(index, end));
    nodes.set(place.node, isAfter ? first : first.plus(room));
    nodes.insert(place.node + 1, isAfter ? second.plus(room) : second);
    merge(isAfter ? place.node : place.node + 1);
  }

  /** <b>Source:</b> {@code _quicklistMergeNodes}. */
  private void merge(int center) {
    var at = center;
    if (allowsMerge(at - 2)) {
      join(at - 2);
      at--;
    }
    if (allowsMerge(at + 1)) {
      join(at + 1);
    }
    if (allowsMerge(at - 1)) {
      join(at - 1);
      at--;
    }
    if (allowsMerge(at)) {
      join(at);
    }
  }

  private void join(int first) {
    nodes.set(first, nodes.get(first).plus(nodes.get(first + 1)));
    nodes.remove(first + 1);
  }

  private Place place(int index) {
    var start = new int[1];
    var node = nodes().indexOf(each -> {
      start[0] += each.count;
      return index < start[0];
    });
    return new Place(node, start[0] - nodes.get(node).count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ListNodes that && fill == that.fill && nodes.equals(that.nodes);
  }

  @Override
  public int hashCode() {
    return nodes.hashCode();
  }
}

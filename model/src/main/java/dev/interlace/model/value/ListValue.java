package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.collection.Row;
import dev.interlace.model.collection.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A list. Costs nothing that depends on its length at its ends, and the logarithm of it at any other position; so does a copy. */
public final class ListValue implements RedisValue {
  private final Row<Bytes> elements;
  private final ListNodes nodes;

  public ListValue() {
    this(Thresholds.DEFAULT);
  }

  public ListValue(Thresholds thresholds) {
    this(new Row<>(Sequence.empty()), new ListNodes(thresholds.listNode(), Sequence.empty()));
  }

  private ListValue(Row<Bytes> elements, ListNodes nodes) {
    this.elements = elements;
    this.nodes = nodes;
  }

  /** A list as it was stored: the elements of its nodes, none of which is empty. */
  public static ListValue of(List<List<Bytes>> parts, Thresholds thresholds) {
    var all = new ArrayList<Bytes>();
    var nodes = new ArrayList<ListNodes.Node>();
    for (var part : parts) {
      all.addAll(part);
      nodes.add(new ListNodes.Node(part.size(), Listpack.FRAME + part.stream().mapToLong(Listpack::room).sum()));
    }
    return new ListValue(new Row<>(Sequence.of(all)), new ListNodes(thresholds.listNode(), Sequence.of(nodes)));
  }

  /** One of the two ends. */
  public enum End {
    LEFT,
    RIGHT
  }

  public int size() {
    return elements.size();
  }

  /** @param index from 0 (inclusive) to {@link #size} (exclusive) */
  public Bytes get(int index) {
    return elements.get(index);
  }

  public void set(int index, Bytes element) {
    nodes.replaced(index, Listpack.room(get(index)), Listpack.room(element));
    elements.set(index, element);
  }

  public void addLast(Bytes element) {
    add(End.RIGHT, element);
  }

  public void add(End end, Bytes element) {
    nodes.pushed(end, element.length(), Listpack.room(element));
    if (end == End.LEFT) {
      elements.addFirst(element);
    } else {
      elements.addLast(element);
    }
  }

  /** @throws IndexOutOfBoundsException if the list is empty */
  public Bytes remove(End end) {
    var element = get(end == End.LEFT ? 0 : size() - 1);
    drop(end, 1);
    return element;
  }

  /** Removes up to {@code most} elements from one end and answers them, the outermost first. */
  public List<Bytes> remove(End end, long most) {
    var count = (int) Math.min(most, size());
    var taken = end == End.LEFT ? range(0, count) : range(size() - count, size());
    drop(end, count);
    return end == End.LEFT ? taken : taken.reversed();
  }

  private void drop(End end, int count) {
    nodes.popped(end, count, size(), this::room);
    if (end == End.LEFT) {
      elements.dropFirst(count);
    } else {
      elements.dropLast(count);
    }
  }

  private long room(int from, int to) {
    var sum = 0L;
    for (var element : range(from, to)) {
      sum += Listpack.room(element);
    }
    return sum;
  }

  /** Puts {@code element} before or after the one at {@code pivot}. */
  public void insert(int pivot, boolean isAfter, Bytes element) {
    nodes.inserted(pivot, isAfter, element.length(), Listpack.room(element), this::room);
    elements.insert(isAfter ? pivot + 1 : pivot, element);
  }

  /** The index of the first element equal to {@code element}, or -1. */
  public int indexOf(Bytes element) {
    return elements.whole().indexOf(element::equals);
  }

  /** Removes the first {@code most} elements equal to {@code element}, counted from {@code start} on, and answers how many these were. */
  public int removeEqual(Bytes element, End start, long most) {
    var removed = new TreeSet<Integer>();
    var i = 0;
    for (var each : start == End.LEFT ? elements.whole() : toList().reversed()) {
      if (removed.size() == most) {
        break;
      }
      if (each.equals(element)) {
        removed.add(start == End.LEFT ? i : size() - 1 - i);
      }
      i++;
    }
    if (!removed.isEmpty()) {
      nodes.without(removed, Listpack.room(element));
      removed.descendingSet().forEach(elements::remove);
    }
    return removed.size();
  }

  /** The elements, the one at {@code start} first, while nobody changes the list. */
  public Iterable<Bytes> inOrderFrom(End start) {
    return start == End.LEFT ? elements : () -> IntStream.range(0, size()).mapToObj(i -> get(size() - 1 - i)).iterator();
  }

  /** Keeps the elements from {@code from} (inclusive) to {@code to} (exclusive). */
  public void retain(int from, int to) {
    drop(End.RIGHT, size() - to);
    drop(End.LEFT, Math.min(from, size()));
  }

  /** A copy of the elements, cut as Redis keeps them in listpacks. */
  public List<List<Bytes>> parts() {
    var parts = new ArrayList<List<Bytes>>();
    var start = 0;
    for (var node : nodes.nodes()) {
      parts.add(range(start, start + node.count()));
      start += node.count();
    }
    return parts;
  }

  /** A copy of the elements, first to last. */
  public List<Bytes> toList() {
    return elements.whole().toList();
  }

  /** A copy of the elements from {@code from} (inclusive) to {@code to} (exclusive). */
  public List<Bytes> range(int from, int to) {
    return to - from == 1 ? List.of(get(from)) : elements.whole().slice(from, to).toList();
  }

  @Override
  public String typeName() {
    return "list";
  }

  /** The sizes of the listpacks it is kept in, in bytes. */
  public List<Long> nodeSizes() {
    return nodes.nodes().toList().stream().map(ListNodes.Node::size).toList();
  }

  /** The sizes of the first of them. */
  List<Long> nodeSizes(int most) {
    return IntStream.range(0, most).mapToObj(i -> nodes.get(i).size()).toList();
  }

  int nodeCount() {
    return nodes.count();
  }

  /** What a node may hold, see {@link Thresholds#listNode}. */
  public int fill() {
    return nodes.fill();
  }

  @Override
  public String encoding() {
    return "quicklist";
  }

  /** The size of a node is settled when a list begins. <b>Source:</b> {@code quicklistSetOptions}. */
  @Override
  public void use(Thresholds thresholds) {
    if (isEmpty()) {
      nodes.fill(thresholds.listNode());
    }
  }

  @Override
  public ListValue copy() {
    return new ListValue(elements.copy(), nodes.copy());
  }

  @Override
  public boolean isEmpty() {
    return elements.isEmpty();
  }

  @Override
  public Object canonical() {
    return toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ListValue that && elements.equals(that.elements) && nodes.equals(that.nodes);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  @Override
  public String toString() {
    return elements.toString();
  }
}

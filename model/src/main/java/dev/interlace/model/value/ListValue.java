package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.collection.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A list. Costs the logarithm of its length at any position; a copy is free. */
public final class ListValue implements RedisValue {
  private Sequence<Bytes> elements;

  public ListValue() {
    this(Sequence.empty());
  }

  private ListValue(Sequence<Bytes> elements) {
    this.elements = elements;
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
    elements = elements.with(index, element);
  }

  public void addLast(Bytes element) {
    add(End.RIGHT, element);
  }

  public void add(End end, Bytes element) {
    elements = elements.inserted(end == End.LEFT ? 0 : size(), element);
  }

  /** @throws IndexOutOfBoundsException if the list is empty */
  public Bytes remove(End end) {
    var index = end == End.LEFT ? 0 : size() - 1;
    var element = get(index);
    elements = elements.removed(index);
    return element;
  }

  /** Removes up to {@code most} elements from one end and answers them, the outermost first. */
  public List<Bytes> remove(End end, long most) {
    var count = (int) Math.min(most, size());
    var taken = end == End.LEFT ? range(0, count) : range(size() - count, size());
    elements = end == End.LEFT ? elements.slice(count, size()) : elements.slice(0, size() - count);
    return end == End.LEFT ? taken : taken.reversed();
  }

  /** Puts {@code element} before the one at {@code index}; {@code index} may be {@link #size}. */
  public void insert(int index, Bytes element) {
    elements = elements.inserted(index, element);
  }

  /** The index of the first element equal to {@code element}, or -1. */
  public int indexOf(Bytes element) {
    var index = 0;
    for (var each : elements) {
      if (each.equals(element)) {
        return index;
      }
      index++;
    }
    return -1;
  }

  /** Removes the first {@code most} elements equal to {@code element}, counted from {@code start} on, and answers how many these were. */
  public int removeEqual(Bytes element, End start, long most) {
    var kept = new ArrayList<Bytes>(size());
    var removed = 0;
    for (var each : inOrderFrom(start)) {
      if (removed < most && each.equals(element)) {
        removed++;
      } else {
        kept.add(each);
      }
    }
    if (removed > 0) {
      elements = Sequence.of(start == End.LEFT ? kept : kept.reversed());
    }
    return removed;
  }

  /** A copy of the elements, the one at {@code start} first. */
  public Collection<Bytes> inOrderFrom(End start) {
    return start == End.LEFT ? toList() : toList().reversed();
  }

  /** Keeps the elements from {@code from} (inclusive) to {@code to} (exclusive). */
  public void retain(int from, int to) {
    elements = elements.slice(from, to);
  }

  /** A copy of the elements, first to last. */
  public List<Bytes> toList() {
    return elements.toList();
  }

  /** A copy of the elements from {@code from} (inclusive) to {@code to} (exclusive). */
  public List<Bytes> range(int from, int to) {
    return elements.slice(from, to).toList();
  }

  @Override
  public String typeName() {
    return "list";
  }

  @Override
  public ListValue copy() {
    return new ListValue(elements);
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
    return other instanceof ListValue that && elements.equals(that.elements);
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

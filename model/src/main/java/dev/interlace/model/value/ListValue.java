package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A list: constant time at both ends and at an index, linear in the middle.
 *
 * <p>The elements lie in a ring: {@code size} slots from {@code head} on, modulo the (power of two) length of the array.
 */
public final class ListValue implements RedisValue {
  private Bytes[] ring;
  private int head;
  private int size;

  public ListValue() {
    ring = new Bytes[8];
  }

  private ListValue(Bytes[] ring, int head, int size) {
    this.ring = ring;
    this.head = head;
    this.size = size;
  }

  public int size() {
    return size;
  }

  /** @param index from 0 (inclusive) to {@link #size} (exclusive) */
  public Bytes get(int index) {
    return ring[slot(index)];
  }

  public void set(int index, Bytes element) {
    ring[slot(index)] = element;
  }

  public void addFirst(Bytes element) {
    grow();
    head = (head - 1) & (ring.length - 1);
    ring[head] = element;
    size++;
  }

  public void addLast(Bytes element) {
    grow();
    ring[slot(size)] = element;
    size++;
  }

  public Bytes removeFirst() {
    var element = ring[head];
    ring[head] = null;
    head = slot(1);
    size--;
    return element;
  }

  public Bytes removeLast() {
    size--;
    var at = slot(size);
    var element = ring[at];
    ring[at] = null;
    return element;
  }

  /** Puts {@code element} before the one at {@code index}; {@code index} may be {@link #size}. */
  public void insert(int index, Bytes element) {
    addLast(element);
    for (var i = size - 1; i > index; i--) {
      set(i, get(i - 1));
    }
    set(index, element);
  }

  public void remove(int index) {
    for (var i = index; i < size - 1; i++) {
      set(i, get(i + 1));
    }
    removeLast();
  }

  /** Keeps the elements from {@code from} (inclusive) to {@code to} (exclusive). */
  public void retain(int from, int to) {
    while (size > to) {
      removeLast();
    }
    for (var i = 0; i < from; i++) {
      removeFirst();
    }
  }

  /** A copy of the elements, first to last. */
  public List<Bytes> toList() {
    return range(0, size);
  }

  /** A copy of the elements from {@code from} (inclusive) to {@code to} (exclusive). */
  public List<Bytes> range(int from, int to) {
    var elements = new ArrayList<Bytes>(Math.max(0, to - from));
    for (var i = from; i < to; i++) {
      elements.add(get(i));
    }
    return elements;
  }

  private int slot(int index) {
    return (head + index) & (ring.length - 1);
  }

  private void grow() {
    if (size < ring.length) {
      return;
    }
    var larger = new Bytes[ring.length * 2];
    for (var i = 0; i < size; i++) {
      larger[i] = get(i);
    }
    ring = larger;
    head = 0;
  }

  @Override
  public String typeName() {
    return "list";
  }

  @Override
  public ListValue copy() {
    return new ListValue(ring.clone(), head, size);
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public Object canonical() {
    return toList();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ListValue that) || that.size != size) {
      return false;
    }
    for (var i = 0; i < size; i++) {
      if (!get(i).equals(that.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    var hash = 1;
    for (var i = 0; i < size; i++) {
      hash = 31 * hash + get(i).hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return toList().toString();
  }
}

package dev.interlace.model.collection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * A sequence that is changed in place. At its ends that costs next to nothing, elsewhere the logarithm of its length; a copy costs a few words,
 * however long it is.
 *
 * <p>Elements near the ends wait in arrays that nobody else has, and are moved to and from a {@link Sequence}, which copies share, by the dozen.
 * Only what changes it moves them, so several threads may read.
 */
public final class Row<E> implements Iterable<E> {
  private final Margin<E> front;
  private Sequence<E> middle;
  private final Margin<E> back;

  private Row(Margin<E> front, Sequence<E> middle, Margin<E> back) {
    this.front = front;
    this.middle = middle;
    this.back = back;
  }

  public Row(Sequence<E> elements) {
    this(new Margin<>(), elements, new Margin<>());
  }

  public Row<E> copy() {
    return new Row<>(new Margin<>(front), middle, new Margin<>(back));
  }

  public int size() {
    return front.count + middle.size() + back.count;
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /** @param index from 0 (inclusive) to {@link #size} (exclusive) */
  public E get(int index) {
    var at = index - front.count;
    if (at < 0) {
      return front.get(-1 - at);
    }
    return at < middle.size() ? middle.get(at) : back.get(at - middle.size());
  }

  public void set(int index, E element) {
    var at = index - front.count;
    if (at < 0) {
      front.set(-1 - at, element);
    } else if (at < middle.size()) {
      middle = middle.with(at, element);
    } else {
      back.set(at - middle.size(), element);
    }
  }

  public void addFirst(E element) {
    if (front.isFull()) {
      middle = Sequence.of(front.shed().reversed()).followedBy(middle);
    }
    front.push(element);
  }

  public void addLast(E element) {
    if (back.isFull()) {
      middle = middle.followedBy(Sequence.of(back.shed()));
    }
    back.push(element);
  }

  /** Removes the first {@code n} elements, of at least as many. */
  public void dropFirst(int n) {
    if (n > front.count) {
      var all = whole();
      become(all.slice(n, all.size()));
      var most = Math.min(Sequence.CHUNK, middle.size());
      front.fill(middle.slice(0, most).toList().reversed());
      middle = middle.slice(most, middle.size());
    } else {
      front.drop(n);
    }
  }

  /** Removes the last {@code n} elements, of at least as many. */
  public void dropLast(int n) {
    if (n > back.count) {
      become(whole().slice(0, size() - n));
      var rest = Math.max(0, middle.size() - Sequence.CHUNK);
      back.fill(middle.slice(rest, middle.size()).toList());
      middle = middle.slice(0, rest);
    } else {
      back.drop(n);
    }
  }

  /** Puts {@code element} before the one at {@code index}, which may be {@link #size}. */
  public void insert(int index, E element) {
    become(whole().inserted(index, element));
  }

  public void remove(int index) {
    become(whole().removed(index));
  }

  public void become(Sequence<E> elements) {
    front.clear();
    middle = elements;
    back.clear();
  }

  /** The elements now, as a value. */
  public Sequence<E> whole() {
    if (front.count == 0 && back.count == 0) {
      return middle;
    }
    return Sequence.of(front.elements().reversed()).followedBy(middle).followedBy(Sequence.of(back.elements()));
  }

  @Override
  public Iterator<E> iterator() {
    return whole().iterator();
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Row<?> that && size() == that.size() && hasElementsOf(that);
  }

  private boolean hasElementsOf(Row<?> that) {
    return front.count == that.front.count && back.count == that.back.count
        ? front.equals(that.front) && middle.equals(that.middle) && back.equals(that.back)
        : whole().equals(that.whole());
  }

  @Override
  public int hashCode() {
    var hash = 1;
    for (var at = front.count - 1; at >= 0; at--) {
      hash = 31 * hash + front.items[at].hashCode();
    }
    for (var element : middle) {
      hash = 31 * hash + element.hashCode();
    }
    for (var at = 0; at < back.count; at++) {
      hash = 31 * hash + back.items[at].hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return whole().toString();
  }

  /** The elements next to one end, the outermost last. */
  private static final class Margin<E> {
    private static final int CAPACITY = 2 * Sequence.CHUNK;
    private static final int SMALL = 4;
    private static final Object[] NONE = {};

    private E[] items;
    private int count;

    @SuppressWarnings("unchecked") // it holds no element
    Margin() {
      items = (E[]) NONE;
    }

    Margin(Margin<E> other) {
      items = Arrays.copyOf(other.items, other.count);
      count = other.count;
    }

    E get(int index) {
      return items[Objects.checkIndex(index, count)];
    }

    void set(int index, E element) {
      items[Objects.checkIndex(index, count)] = element;
    }

    boolean isFull() {
      return count == CAPACITY;
    }

    void push(E element) {
      if (count == items.length) {
        items = Arrays.copyOf(items, Math.clamp(2L * count, SMALL, CAPACITY));
      }
      items[count++] = element;
    }

    /** Gives up the inner half: whoever goes to and fro at the end is not to pay each time. */
    List<E> shed() {
      var shed = new ArrayList<>(Arrays.asList(items).subList(0, CAPACITY / 2));
      System.arraycopy(items, CAPACITY / 2, items, 0, CAPACITY / 2);
      drop(CAPACITY / 2);
      return shed;
    }

    void drop(int n) {
      Arrays.fill(items, count - n, count, null);
      count -= n;
    }

    void clear() {
      drop(count);
    }

    void fill(List<E> elements) {
      elements.forEach(this::push);
    }

    List<E> elements() {
      return Arrays.asList(items).subList(0, count);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Margin<?> that && Arrays.equals(items, 0, count, that.items, 0, that.count);
    }

    @Override
    public int hashCode() {
      throw new UnsupportedOperationException("only rows are looked up");
    }
  }
}

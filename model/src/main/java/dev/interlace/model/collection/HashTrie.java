package dev.interlace.model.collection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Keyed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Elements of different keys, each found by its key. Finding, adding and removing cost the logarithm to base 32 of how many there are,
 * and so does finding the n-th; a snapshot is one reference.
 *
 * <p><b>Order:</b> by a hash of the key that is the same on every machine, equal hashes by the bytes of the key. The hash is a place in a
 * space of 2^{@value #HASH_BITS}, so a walk may be interrupted at any element and resumed later, whatever came or went meanwhile.
 *
 * <p><b>Owners:</b> a change names an owner. What this owner made is changed in place, everything else is copied first. So whoever
 * holds the token as the only one writes as fast as in a table, and who gives a snapshot away drops the token and takes a new one.
 *
 * <p><b>Shape:</b> the same elements give the same tree, whatever the history. Each node stands for the next {@value #BITS} bits of the
 * hash, most significant first, and keeps only the places that are taken; no node but the root has a single element. Below the last bits
 * lies a bucket: elements of one hash, by their keys.
 *
 * <p><b>Source:</b> Bagwell, <i>Ideal Hash Trees</i> (2001); Steindorfer and Vinju, <i>Optimizing Hash-Array Mapped Tries</i> (2015).
 */
public final class HashTrie<E extends Keyed> implements Iterable<E> {
  /** Small enough that a client may keep a hash in a double. */
  public static final int HASH_BITS = 50;

  private static final int BITS = 5;
  private static final int TOP = HASH_BITS - BITS;
  /** What the level of buckets has in the place of a shift. */
  private static final int BUCKET = -BITS;

  private static final Object[] NOTHING = new Object[0];
  private static final HashTrie<?> EMPTY = new HashTrie<>(null, 0, NOTHING, 0);

  /** Who may change this node in place; nobody if null. */
  private final @Nullable Object owner;

  /** Bit n is set if the n-th place is taken; unused in a bucket. */
  private int taken;

  /** Elements and nodes of the next level. */
  private Object[] slots;

  private int size;

  /** Of the content; 0 until computed. */
  private int contentHash;

  private HashTrie(@Nullable Object owner, int taken, Object[] slots, int size) {
    this.owner = owner;
    this.taken = taken;
    this.slots = slots;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // it holds no element
  public static <E extends Keyed> HashTrie<E> empty() {
    return (HashTrie<E>) EMPTY;
  }

  /** Where a key stands in the order: from 0 (inclusive) to 2^{@value #HASH_BITS} (exclusive). */
  public static long hash(Bytes key) {
    return key.hash64() >>> Long.SIZE - HASH_BITS;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public boolean has(Bytes key) {
    return find(key) != null;
  }

  public @Nullable E find(Bytes key) {
    var hash = hash(key);
    var node = this;
    for (var shift = TOP; shift >= 0; shift -= BITS) {
      var bit = bit(hash, shift);
      if ((node.taken & bit) == 0) {
        return null;
      }
      var slot = node.slots[node.place(bit)];
      if (!(slot instanceof HashTrie<?>)) {
        var element = element(slot);
        return element.key().equals(key) ? element : null;
      }
      node = node(slot);
    }
    var place = node.placeInBucket(key);
    return place < 0 ? null : node.element(node.slots[place]);
  }

  /** The element at a place in the order, from 0 (inclusive) to {@link #size} (exclusive). */
  public E get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    var rest = index;
    var node = this;
    for (var place = 0; ; place++) {
      var slot = node.slots[place];
      if (slot instanceof HashTrie<?> child && rest < child.size) {
        node = node(slot);
        place = -1;
      } else if (slot instanceof HashTrie<?> child) {
        rest -= child.size;
      } else if (rest-- == 0) {
        return element(slot);
      }
    }
  }

  /** With this element, in the place of the one with the same key if there is one. */
  public HashTrie<E> with(Object owner, E element) {
    return with(owner, hash(element.key()), TOP, element);
  }

  private HashTrie<E> with(Object owner, long hash, int shift, E element) {
    if (shift == BUCKET) {
      var place = placeInBucket(element.key());
      return place < 0 ? inserted(owner, 0, ~place, element) : replaced(owner, place, element, size);
    }
    var bit = bit(hash, shift);
    var place = place(bit);
    if ((taken & bit) == 0) {
      return inserted(owner, bit, place, element);
    }
    var slot = slots[place];
    if (slot instanceof HashTrie<?> child) {
      var before = child.size;
      var after = node(slot).with(owner, hash, shift - BITS, element);
      return replaced(owner, place, after, size + after.size - before);
    }
    var other = element(slot);
    return other.key().equals(element.key())
        ? replaced(owner, place, element, size)
        : replaced(owner, place, pair(owner, shift - BITS, other, element), size + 1);
  }

  /** A node of two elements that agree in all bits of the levels above {@code shift}. */
  private static <E extends Keyed> HashTrie<E> pair(Object owner, int shift, E one, E other) {
    var node = new HashTrie<E>(owner, 0, NOTHING, 0);
    return node.with(owner, hash(one.key()), shift, one).with(owner, hash(other.key()), shift, other);
  }

  /** Without the element of this key; this trie if there is none. */
  public HashTrie<E> without(Object owner, Bytes key) {
    if (find(key) == null) {
      return this;
    }
    return size == 1 ? empty() : without(owner, hash(key), TOP, key);
  }

  /** The key is there, and not alone. */
  private HashTrie<E> without(Object owner, long hash, int shift, Bytes key) {
    if (shift == BUCKET) {
      return removed(owner, 0, placeInBucket(key));
    }
    var bit = bit(hash, shift);
    var place = place(bit);
    if (!(slots[place] instanceof HashTrie<?> child)) {
      return removed(owner, bit, place);
    }
    if (child.size > 2) {
      return replaced(owner, place, node(child).without(owner, hash, shift - BITS, key), size - 1);
    }
    var first = node(child).get(0);
    return replaced(owner, place, first.key().equals(key) ? node(child).get(1) : first, size - 1);
  }

  private HashTrie<E> inserted(Object owner, int bit, int place, E element) {
    var more = new Object[slots.length + 1];
    System.arraycopy(slots, 0, more, 0, place);
    more[place] = element;
    System.arraycopy(slots, place, more, place + 1, slots.length - place);
    return changed(owner, taken | bit, more, size + 1);
  }

  private HashTrie<E> removed(Object owner, int bit, int place) {
    var fewer = new Object[slots.length - 1];
    System.arraycopy(slots, 0, fewer, 0, place);
    System.arraycopy(slots, place + 1, fewer, place, fewer.length - place);
    return changed(owner, taken & ~bit, fewer, size - 1);
  }

  private HashTrie<E> replaced(Object owner, int place, Object slot, int newSize) {
    var same = this.owner == owner ? slots : slots.clone();
    same[place] = slot;
    return changed(owner, taken, same, newSize);
  }

  private HashTrie<E> changed(Object owner, int newTaken, Object[] newSlots, int newSize) {
    if (this.owner != owner) {
      return new HashTrie<>(owner, newTaken, newSlots, newSize);
    }
    taken = newTaken;
    slots = newSlots;
    size = newSize;
    contentHash = 0;
    return this;
  }

  private static int bit(long hash, int shift) {
    return 1 << (hash >>> shift);
  }

  private int place(int bit) {
    return Integer.bitCount(taken & bit - 1);
  }

  /** Where the key is, or else the complement of where it would be. */
  private int placeInBucket(Bytes key) {
    var place = 0;
    while (place < slots.length) {
      var order = element(slots[place]).key().compareTo(key);
      if (order >= 0) {
        return order == 0 ? place : ~place;
      }
      place++;
    }
    return ~place;
  }

  @SuppressWarnings("unchecked") // what is no node is an element
  private E element(Object slot) {
    return (E) slot;
  }

  @SuppressWarnings("unchecked") // its elements came in by with()
  private HashTrie<E> node(Object slot) {
    return (HashTrie<E>) slot;
  }

  /** A copy of the elements, in order. */
  public List<E> toList() {
    var list = new ArrayList<E>(size);
    forEach(list::add);
    return list;
  }

  @Override
  public Iterator<E> iterator() {
    return new Walk(0);
  }

  /** The elements whose hash is {@code hash} or greater, in order. */
  public Iterator<E> from(long hash) {
    return new Walk(hash);
  }

  /** A way through the tree, most of it still ahead; the tree must not change meanwhile. */
  private final class Walk implements Iterator<E> {
    private final Object[][] path = new Object[HASH_BITS / BITS + 1][];
    private final int[] places = new int[path.length];
    private int depth;

    Walk(long from) {
      path[0] = slots;
      if (from >>> HASH_BITS != 0) {
        places[0] = slots.length;
      } else if (from != 0) {
        seek(from);
      }
      climb();
    }

    private void seek(long hash) {
      var node = HashTrie.this;
      for (var shift = TOP; shift >= 0; shift -= BITS) {
        var bit = bit(hash, shift);
        var place = node.place(bit);
        places[depth] = place;
        if ((node.taken & bit) == 0) {
          return;
        }
        if (!(node.slots[place] instanceof HashTrie<?>)) {
          places[depth] += hash(element(node.slots[place]).key()) < hash ? 1 : 0;
          return;
        }
        node = node(node.slots[place]);
        places[depth++]++;
        path[depth] = node.slots;
        places[depth] = 0;
      }
    }

    /** Leaves the nodes that are done. */
    private void climb() {
      while (depth > 0 && places[depth] == path[depth].length) {
        depth--;
      }
    }

    @Override
    public boolean hasNext() {
      return places[depth] < path[depth].length;
    }

    @Override
    public E next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      var slot = path[depth][places[depth]++];
      while (slot instanceof HashTrie<?> child) {
        depth++;
        path[depth] = child.slots;
        places[depth] = 1;
        slot = child.slots[0];
      }
      climb();
      return element(slot);
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof HashTrie<?> that && size == that.size && hasContentOf(that);
  }

  /** The shape follows from the content, so what is shared need not be looked at. */
  private boolean hasContentOf(HashTrie<?> that) {
    if (taken != that.taken || slots.length != that.slots.length || contentHash != that.contentHash && contentHash != 0 && that.contentHash != 0) {
      return false;
    }
    for (var place = 0; place < slots.length; place++) {
      if (slots[place] != that.slots[place] && !areEqual(slots[place], that.slots[place])) {
        return false;
      }
    }
    return true;
  }

  private static boolean areEqual(Object slot, Object other) {
    return slot.equals(other) && (slot instanceof HashTrie<?> || ((Keyed) slot).key().equals(((Keyed) other).key()));
  }

  /** Of the keys and the elements. Remembered, so an element must not change any more once it was asked for. */
  @Override
  public int hashCode() {
    if (contentHash == 0) {
      var hash = 1;
      for (var slot : slots) {
        hash = 31 * hash + (slot instanceof Keyed keyed ? 31 * keyed.key().hashCode() + slot.hashCode() : slot.hashCode());
      }
      contentHash = hash;
    }
    return contentHash;
  }

  @Override
  public String toString() {
    return toList().toString();
  }

  /** Whether every node has the shape that its content demands. For tests. */
  boolean isNormal() {
    return isNormal(TOP);
  }

  private boolean isNormal(int shift) {
    var count = 0;
    for (var slot : slots) {
      if (slot instanceof HashTrie<?> child && (child.size < 2 || !child.isNormal(shift - BITS))) {
        return false;
      }
      count += slot instanceof HashTrie<?> child ? child.size : 1;
    }
    return count == size && (shift == BUCKET || Integer.bitCount(taken) == slots.length);
  }
}

package dev.interlace.model.collection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence. Whatever happens at one position costs the logarithm of its length, and the changed sequence shares all
 * but that much with the old one: so a snapshot of a list of a million elements is one reference.
 *
 * <p><b>Source:</b> a tree balanced by weight, with the parameters ⟨3, 2⟩ proven by Hirai and Yamamoto, <i>Balancing weight-balanced
 * trees</i>, JFP 21 (2011). A node of the tree holds a chunk of elements, and weights count nodes.
 */
public final class Sequence<E> implements Iterable<E> {
  private static final int DELTA = 3;
  private static final int GAMMA = 2;
  /** How many elements a node holds at most. */
  static final int CHUNK = 32;
  private static final Sequence<?> EMPTY = new Sequence<>(null);

  private final @Nullable Node<E> root;

  private Sequence(@Nullable Node<E> root) {
    this.root = root;
  }

  /** @param chunk at least one element; never changed */
  private record Node<E>(@Nullable Node<E> left, E[] chunk, @Nullable Node<E> right, int size, int nodes) {
    Node(@Nullable Node<E> left, E[] chunk, @Nullable Node<E> right) {
      this(left, chunk, right, count(left) + chunk.length + count(right), nodesIn(left) + 1 + nodesIn(right));
    }
  }

  @SuppressWarnings("unchecked") // it holds no element
  public static <E> Sequence<E> empty() {
    return (Sequence<E>) EMPTY;
  }

  public static <E> Sequence<E> of(List<E> elements) {
    return new Sequence<>(build(elements, 0, elements.size()));
  }

  public int size() {
    return count(root);
  }

  public boolean isEmpty() {
    return root == null;
  }

  /** @param index from 0 (inclusive) to {@link #size} (exclusive) */
  public E get(int index) {
    var rest = index;
    var node = root;
    while (node != null) {
      var at = rest - count(node.left);
      if (at < 0) {
        node = node.left;
      } else if (at < node.chunk.length) {
        return node.chunk[at];
      } else {
        rest = at - node.chunk.length;
        node = node.right;
      }
    }
    throw new IndexOutOfBoundsException(index);
  }

  /** This sequence with {@code element} in the place of the one at {@code index}. */
  public Sequence<E> with(int index, E element) {
    return new Sequence<>(with(root, index, element));
  }

  private static <E> Node<E> with(@Nullable Node<E> node, int index, E element) {
    if (node == null) {
      throw new IndexOutOfBoundsException(index);
    }
    var at = index - count(node.left);
    if (at < 0) {
      return new Node<>(with(node.left, index, element), node.chunk, node.right);
    }
    if (at >= node.chunk.length) {
      return new Node<>(node.left, node.chunk, with(node.right, at - node.chunk.length, element));
    }
    var chunk = node.chunk.clone();
    chunk[at] = element;
    return new Node<>(node.left, chunk, node.right);
  }

  /** This sequence with {@code element} before the one at {@code index}, which may be {@link #size}. */
  public Sequence<E> inserted(int index, E element) {
    return new Sequence<>(insert(root, index, element));
  }

  private static <E> Node<E> insert(@Nullable Node<E> node, int index, E element) {
    if (node == null) {
      return new Node<>(null, chunk(1, element), null);
    }
    var at = index - count(node.left);
    var length = node.chunk.length;
    if (at < 0 || at == 0 && length == CHUNK) {
      return balance(insert(node.left, index, element), node.chunk, node.right);
    }
    if (at > length || at == length && length == CHUNK) {
      return balance(node.left, node.chunk, insert(node.right, at - length, element));
    }
    var whole = chunk(length + 1, element);
    System.arraycopy(node.chunk, 0, whole, 0, at);
    System.arraycopy(node.chunk, at, whole, at + 1, length - at);
    if (length < CHUNK) {
      return new Node<>(node.left, whole, node.right);
    }
    var half = whole.length / 2;
    return balance(node.left, Arrays.copyOf(whole, half), prepend(Arrays.copyOfRange(whole, half, whole.length), node.right));
  }

  private static <E> Node<E> prepend(E[] chunk, @Nullable Node<E> node) {
    return node == null ? new Node<>(null, chunk, null) : balance(prepend(chunk, node.left), node.chunk, node.right);
  }

  @SuppressWarnings("unchecked") // chunks never leave this class
  private static <E> E[] chunk(int length, E filling) {
    var chunk = new Object[length];
    Arrays.fill(chunk, filling);
    return (E[]) chunk;
  }

  public Sequence<E> removed(int index) {
    return without(index, index + 1);
  }

  /** The elements from {@code from} (inclusive) to {@code to} (exclusive). */
  public Sequence<E> slice(int from, int to) {
    return new Sequence<>(drop(take(root, to), from));
  }

  /** All elements but those from {@code from} (inclusive) to {@code to} (exclusive). */
  public Sequence<E> without(int from, int to) {
    return new Sequence<>(concat(take(root, from), drop(root, to)));
  }

  /** The elements of this, and then those of {@code next}. */
  public Sequence<E> followedBy(Sequence<E> next) {
    return new Sequence<>(concat(root, next.root));
  }

  /** How many leading elements satisfy a condition that holds up to some position and not from there on. */
  public int countWhile(Predicate<E> condition) {
    var counted = 0;
    var node = root;
    while (node != null) {
      if (!condition.test(node.chunk[0])) {
        node = node.left;
      } else if (condition.test(node.chunk[node.chunk.length - 1])) {
        counted += count(node.left) + node.chunk.length;
        node = node.right;
      } else {
        return counted + count(node.left) + countWhile(node.chunk, condition);
      }
    }
    return counted;
  }

  /** The same for a chunk whose first element satisfies the condition, and whose last one does not. */
  private static <E> int countWhile(E[] chunk, Predicate<E> condition) {
    var low = 0;
    var high = chunk.length - 1;
    while (high - low > 1) {
      var middle = (low + high) >>> 1;
      if (condition.test(chunk[middle])) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The index of the first element that satisfies a condition, or -1. */
  public int indexOf(Predicate<E> condition) {
    return indexOf(root, condition);
  }

  private static <E> int indexOf(@Nullable Node<E> node, Predicate<E> condition) {
    if (node == null) {
      return -1;
    }
    var index = indexOf(node.left, condition);
    if (index >= 0) {
      return index;
    }
    for (var at = 0; at < node.chunk.length; at++) {
      if (condition.test(node.chunk[at])) {
        return count(node.left) + at;
      }
    }
    var right = indexOf(node.right, condition);
    return right < 0 ? -1 : count(node.left) + node.chunk.length + right;
  }

  /** A copy of the elements, first to last. */
  public List<E> toList() {
    var list = new ArrayList<E>(size());
    forEach(list::add);
    return list;
  }

  @Override
  public Iterator<E> iterator() {
    var path = new ArrayList<Node<E>>();
    pushLeftmost(root, path);
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return !path.isEmpty();
      }

      @Override
      public E next() {
        if (path.isEmpty()) {
          throw new NoSuchElementException();
        }
        var node = path.getLast();
        var element = node.chunk[at++];
        if (at == node.chunk.length) {
          at = 0;
          path.removeLast();
          pushLeftmost(node.right, path);
        }
        return element;
      }
    };
  }

  private static <E> void pushLeftmost(@Nullable Node<E> node, List<Node<E>> path) {
    for (var each = node; each != null; each = each.left) {
      path.add(each);
    }
  }

  private static <E> @Nullable Node<E> build(List<E> elements, int from, int to) {
    if (from == to) {
      return null;
    }
    var chunks = (to - from + CHUNK - 1) / CHUNK;
    var start = from + chunks / 2 * CHUNK;
    var end = Math.min(start + CHUNK, to);
    var chunk = chunk(end - start, elements.get(start));
    for (var at = 1; at < chunk.length; at++) {
      chunk[at] = elements.get(start + at);
    }
    return new Node<>(build(elements, from, start), chunk, build(elements, end, to));
  }

  private static <E> @Nullable Node<E> take(@Nullable Node<E> node, int n) {
    if (node == null || n <= 0) {
      return null;
    }
    if (n >= node.size) {
      return node;
    }
    var at = n - count(node.left);
    if (at <= 0) {
      return take(node.left, n);
    }
    return at < node.chunk.length
        ? link(node.left, Arrays.copyOf(node.chunk, at), null)
        : link(node.left, node.chunk, take(node.right, at - node.chunk.length));
  }

  private static <E> @Nullable Node<E> drop(@Nullable Node<E> node, int n) {
    if (node == null || n <= 0) {
      return node;
    }
    if (n >= node.size) {
      return null;
    }
    var at = n - count(node.left);
    if (at >= node.chunk.length) {
      return drop(node.right, at - node.chunk.length);
    }
    return at <= 0
        ? link(drop(node.left, n), node.chunk, node.right)
        : link(null, Arrays.copyOfRange(node.chunk, at, node.chunk.length), node.right);
  }

  private static <E> @Nullable Node<E> concat(@Nullable Node<E> left, @Nullable Node<E> right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    var last = left;
    while (last.right != null) {
      last = last.right;
    }
    var first = right;
    while (first.left != null) {
      first = first.left;
    }
    var joined = last.chunk.length + first.chunk.length;
    if (joined > CHUNK) {
      return link(left, first.chunk, drop(right, first.chunk.length));
    }
    var chunk = Arrays.copyOf(last.chunk, joined);
    System.arraycopy(first.chunk, 0, chunk, last.chunk.length, first.chunk.length);
    return link(take(left, left.size - last.chunk.length), chunk, drop(right, first.chunk.length));
  }

  /** The tree of {@code left}, {@code chunk}, {@code right} in this order, whatever their weights. */
  private static <E> Node<E> link(@Nullable Node<E> left, E[] chunk, @Nullable Node<E> right) {
    if (right != null && isHeavy(right, left)) {
      return balance(link(left, chunk, right.left), right.chunk, right.right);
    }
    if (left != null && isHeavy(left, right)) {
      return balance(left.left, left.chunk, link(left.right, chunk, right));
    }
    return new Node<>(left, chunk, right);
  }

  /** The same for two trees of which one is at most one node out of balance. */
  private static <E> Node<E> balance(@Nullable Node<E> left, E[] chunk, @Nullable Node<E> right) {
    if (right != null && isHeavy(right, left)) {
      var inner = right.left;
      return inner == null || weight(inner) < GAMMA * weight(right.right)
          ? new Node<>(new Node<>(left, chunk, inner), right.chunk, right.right)
          : new Node<>(new Node<>(left, chunk, inner.left), inner.chunk, new Node<>(inner.right, right.chunk, right.right));
    }
    if (left != null && isHeavy(left, right)) {
      var inner = left.right;
      return inner == null || weight(inner) < GAMMA * weight(left.left)
          ? new Node<>(left.left, left.chunk, new Node<>(inner, chunk, right))
          : new Node<>(new Node<>(left.left, left.chunk, inner.left), inner.chunk, new Node<>(inner.right, chunk, right));
    }
    return new Node<>(left, chunk, right);
  }

  /** Whether every part keeps the promise that makes the costs logarithmic. For tests. */
  boolean isBalanced() {
    return isBalanced(root);
  }

  private static boolean isBalanced(@Nullable Node<?> node) {
    return node == null
        || !isHeavy(node.left, node.right) && !isHeavy(node.right, node.left) && isBalanced(node.left) && isBalanced(node.right);
  }

  private static boolean isHeavy(@Nullable Node<?> node, @Nullable Node<?> sibling) {
    return weight(node) > DELTA * weight(sibling);
  }

  private static long weight(@Nullable Node<?> node) {
    return nodesIn(node) + 1L;
  }

  private static int count(@Nullable Node<?> node) {
    return node == null ? 0 : node.size;
  }

  private static int nodesIn(@Nullable Node<?> node) {
    return node == null ? 0 : node.nodes;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Sequence<?> that && size() == that.size() && hasElementsOf(that);
  }

  private boolean hasElementsOf(Sequence<?> that) {
    if (root == that.root) {
      return true;
    }
    var others = that.iterator();
    for (var element : this) {
      if (!element.equals(others.next())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    var hash = 1;
    for (var element : this) {
      hash = 31 * hash + element.hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return toList().toString();
  }
}

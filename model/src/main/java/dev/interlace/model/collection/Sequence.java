package dev.interlace.model.collection;

import java.util.ArrayList;
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
 * trees</i>, JFP 21 (2011).
 */
public final class Sequence<E> implements Iterable<E> {
  private static final int DELTA = 3;
  private static final int GAMMA = 2;
  private static final Sequence<?> EMPTY = new Sequence<>(null);

  private final @Nullable Node<E> root;

  private Sequence(@Nullable Node<E> root) {
    this.root = root;
  }

  private record Node<E>(@Nullable Node<E> left, E element, @Nullable Node<E> right, int size) {
    Node(@Nullable Node<E> left, E element, @Nullable Node<E> right) {
      this(left, element, right, count(left) + 1 + count(right));
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
      var before = count(node.left);
      if (rest == before) {
        return node.element;
      }
      if (rest < before) {
        node = node.left;
      } else {
        rest -= before + 1;
        node = node.right;
      }
    }
    throw new IndexOutOfBoundsException(index);
  }

  /** This sequence with {@code element} in the place of the one at {@code index}. */
  public Sequence<E> with(int index, E element) {
    return new Sequence<>(link(take(root, index), element, drop(root, index + 1)));
  }

  /** This sequence with {@code element} before the one at {@code index}, which may be {@link #size}. */
  public Sequence<E> inserted(int index, E element) {
    return new Sequence<>(link(take(root, index), element, drop(root, index)));
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

  /** How many leading elements satisfy a condition that holds up to some position and not from there on. */
  public int countWhile(Predicate<E> condition) {
    var counted = 0;
    var node = root;
    while (node != null) {
      if (condition.test(node.element)) {
        counted += count(node.left) + 1;
        node = node.right;
      } else {
        node = node.left;
      }
    }
    return counted;
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
    if (condition.test(node.element)) {
      return count(node.left);
    }
    var right = indexOf(node.right, condition);
    return right < 0 ? -1 : count(node.left) + 1 + right;
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
      @Override
      public boolean hasNext() {
        return !path.isEmpty();
      }

      @Override
      public E next() {
        if (path.isEmpty()) {
          throw new NoSuchElementException();
        }
        var node = path.removeLast();
        pushLeftmost(node.right, path);
        return node.element;
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
    var middle = (from + to) >>> 1;
    return new Node<>(build(elements, from, middle), elements.get(middle), build(elements, middle + 1, to));
  }

  private static <E> @Nullable Node<E> take(@Nullable Node<E> node, int n) {
    if (node == null || n <= 0) {
      return null;
    }
    if (n >= node.size) {
      return node;
    }
    var before = count(node.left);
    return n <= before ? take(node.left, n) : link(node.left, node.element, take(node.right, n - before - 1));
  }

  private static <E> @Nullable Node<E> drop(@Nullable Node<E> node, int n) {
    if (node == null || n <= 0) {
      return node;
    }
    if (n >= node.size) {
      return null;
    }
    var before = count(node.left);
    return n > before ? drop(node.right, n - before - 1) : link(drop(node.left, n), node.element, node.right);
  }

  private static <E> @Nullable Node<E> concat(@Nullable Node<E> left, @Nullable Node<E> right) {
    if (right == null) {
      return left;
    }
    var first = right;
    while (first.left != null) {
      first = first.left;
    }
    return link(left, first.element, drop(right, 1));
  }

  /** The tree of {@code left}, {@code element}, {@code right} in this order, whatever their weights. */
  private static <E> Node<E> link(@Nullable Node<E> left, E element, @Nullable Node<E> right) {
    if (right != null && isHeavy(right, left)) {
      return balance(link(left, element, right.left), right.element, right.right);
    }
    if (left != null && isHeavy(left, right)) {
      return balance(left.left, left.element, link(left.right, element, right));
    }
    return new Node<>(left, element, right);
  }

  /** The same for two trees of which one is at most one element out of balance. */
  private static <E> Node<E> balance(@Nullable Node<E> left, E element, @Nullable Node<E> right) {
    if (right != null && isHeavy(right, left)) {
      var inner = right.left;
      return inner == null || weight(inner) < GAMMA * weight(right.right)
          ? new Node<>(new Node<>(left, element, inner), right.element, right.right)
          : new Node<>(new Node<>(left, element, inner.left), inner.element, new Node<>(inner.right, right.element, right.right));
    }
    if (left != null && isHeavy(left, right)) {
      var inner = left.right;
      return inner == null || weight(inner) < GAMMA * weight(left.left)
          ? new Node<>(left.left, left.element, new Node<>(inner, element, right))
          : new Node<>(new Node<>(left.left, left.element, inner.left), inner.element, new Node<>(inner.right, element, right));
    }
    return new Node<>(left, element, right);
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
    return count(node) + 1L;
  }

  private static int count(@Nullable Node<?> node) {
    return node == null ? 0 : node.size;
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

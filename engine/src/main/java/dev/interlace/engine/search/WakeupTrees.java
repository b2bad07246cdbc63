package dev.interlace.engine.search;

import java.util.Arrays;

/**
 * Wakeup trees (Abdulla, Aronsson, Jonsson and Sagonas, Optimal dynamic partial order reduction, 2014): sequences of steps that are still to be explored
 * from a state, such that none is equivalent to the beginning of another. A node is a step; its children are what may come next, in the order in which they
 * are to be explored. Nodes lie in one pool and are used again.
 */
final class WakeupTrees {
  private static final int NONE = 0;

  private final Moves moves = new Moves();
  private int[] firstChild = new int[64];
  private int[] nextSibling = new int[64];
  private int free = NONE;

  WakeupTrees() {
    node(new Moves(), -1); // 0 stands for none
  }

  /** A new tree, of a root that stands for no step. */
  int root() {
    return node(new Moves(), -1);
  }

  private int node(Moves from, int at) {
    int node;
    if (free != NONE) {
      node = free;
      free = nextSibling[node];
      if (at >= 0) {
        moves.copy(from, at, node);
      }
    } else {
      node = at < 0 ? moves.add(-1, -1, 0, 0, 0) : moves.add(from, at);
      if (node == firstChild.length) {
        firstChild = Arrays.copyOf(firstChild, node * 2);
        nextSibling = Arrays.copyOf(nextSibling, node * 2);
      }
    }
    firstChild[node] = NONE;
    nextSibling[node] = NONE;
    return node;
  }

  boolean isEmpty(int tree) {
    return firstChild[tree] == NONE;
  }

  int firstChild(int tree) {
    return firstChild[tree];
  }

  int code(int node) {
    return moves.codes[node];
  }

  int actor(int node) {
    return moves.actors[node];
  }

  boolean hasChildOf(int tree, int actor) {
    for (var child = firstChild[tree]; child != NONE; child = nextSibling[child]) {
      if (moves.actors[child] == actor) {
        return true;
      }
    }
    return false;
  }

  boolean hasChild(int tree, int code) {
    for (var child = firstChild[tree]; child != NONE; child = nextSibling[child]) {
      if (moves.codes[child] == code) {
        return true;
      }
    }
    return false;
  }

  /** Adds a child behind the others and returns it. */
  int append(int tree, Moves from, int at) {
    var added = node(from, at);
    if (firstChild[tree] == NONE) {
      firstChild[tree] = added;
      return added;
    }
    var last = firstChild[tree];
    while (nextSibling[last] != NONE) {
      last = nextSibling[last];
    }
    nextSibling[last] = added;
    return added;
  }

  /** Adds a child before the others. */
  void prepend(int tree, Moves from, int at) {
    var added = node(from, at);
    nextSibling[added] = firstChild[tree];
    firstChild[tree] = added;
  }

  /** Takes the first child away from {@code tree}; what is below it belongs to the caller. */
  int detachFirst(int tree) {
    var child = firstChild[tree];
    firstChild[tree] = nextSibling[child];
    nextSibling[child] = NONE;
    return child;
  }

  /** Gives back a tree and all below it. */
  void release(int tree) {
    for (var child = firstChild[tree]; child != NONE; ) {
      var next = nextSibling[child];
      release(child);
      child = next;
    }
    nextSibling[tree] = free;
    free = tree;
  }

  /**
   * Makes sure that a sequence equivalent to some continuation of {@code sequence} will be explored. <b>Shape:</b> {@code sequence} is used up.
   */
  void insert(int tree, Moves sequence) {
    var at = tree;
    var isRoot = true;
    while (true) {
      if (!isRoot && firstChild[at] == NONE) {
        return; // a leaf: what is explored below it includes this
      }
      var child = firstChild[at];
      while (child != NONE && !isWeakInitial(child, sequence)) {
        child = nextSibling[child];
      }
      if (child == NONE) {
        break;
      }
      remove(sequence, moves.actors[child]);
      at = child;
      isRoot = false;
    }
    for (var i = 0; i < sequence.size(); i++) {
      at = append(at, sequence, i);
    }
  }

  /** Whether the step of {@code node} may come first, before {@code sequence} or the rest of it. */
  private boolean isWeakInitial(int node, Moves sequence) {
    for (var i = 0; i < sequence.size(); i++) {
      if (sequence.actors[i] == moves.actors[node]) {
        return sequence.codes[i] == moves.codes[node] && isInitial(sequence, i);
      }
      if (moves.areDependent(node, sequence, i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the step at {@code index}, the first of its actor, depends on none before it. */
  static boolean isInitial(Moves sequence, int index) {
    for (var i = 0; i < index; i++) {
      if (sequence.areDependent(i, sequence, index)) {
        return false;
      }
    }
    return true;
  }

  private static void remove(Moves sequence, int actor) {
    var kept = 0;
    var isRemoved = false;
    for (var i = 0; i < sequence.size(); i++) {
      if (!isRemoved && sequence.actors[i] == actor) {
        isRemoved = true;
        continue;
      }
      sequence.copy(sequence, i, kept);
      kept++;
    }
    sequence.truncate(kept);
  }
}

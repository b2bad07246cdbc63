package dev.interlace.engine.search;

import dev.interlace.engine.state.IntLog;
import dev.interlace.engine.state.LongIntMap;
import dev.interlace.engine.state.NarrowLog;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How a breadth-first search came to each state, in about two bytes a state: the code of the last step, and the number of states found from each. States
 * are expanded in the order in which they were found, so the numbers tell whose child each is.
 */
final class Ancestry {
  private static final int CHECKPOINT = 1 << 10;

  /** The codes that occur, and where each lies: its id. */
  private final IntLog codes = new IntLog();
  private final LongIntMap ids = new LongIntMap();
  private final NarrowLog steps = new NarrowLog();
  private final NarrowLog children = new NarrowLog();
  /** The first child of every so manyth expanded state. */
  private final IntLog firstChildren = new IntLog();
  private int openChildren;
  private boolean isOpen;
  private int lastCode = -1;
  private int lastId;

  /** The next state in order is going to be expanded. */
  void open() {
    if (isOpen) {
      children.add(openChildren);
      openChildren = 0;
    }
    isOpen = true;
    if (children.size() % CHECKPOINT == 0) {
      firstChildren.add(steps.size());
    }
  }

  /** A new state, found from the one that is open; answers its number. The first has no parent. */
  int add(int code) {
    if (code != lastCode) {
      lastCode = code;
      lastId = idOf(code);
    }
    steps.add(lastId);
    openChildren += isOpen ? 1 : 0;
    return steps.size() - 1;
  }

  private int idOf(int code) {
    var known = ids.get(code);
    if (known == LongIntMap.ABSENT) {
      known = codes.add(code);
      ids.put(code, known);
    }
    return known;
  }

  int size() {
    return steps.size();
  }

  long bytes() {
    return steps.bytes() + children.bytes() + 4L * firstChildren.size();
  }

  /** The codes of the choices that lead to {@code state}, and one more unless it is -1. */
  int[] path(int state, int last) {
    var backwards = new IntLog();
    for (var at = state; at > 0; at = parent(at)) {
      backwards.add(codes.get(steps.get(at)));
    }
    var length = backwards.size();
    var path = new int[last == -1 ? length : length + 1];
    for (var i = 0; i < length; i++) {
      path[i] = backwards.get(length - 1 - i);
    }
    if (last != -1) {
      path[length] = last;
    }
    return path;
  }

  private int parent(int state) {
    var low = 0;
    var high = firstChildren.size() - 1;
    while (low < high) {
      var middle = low + high + 1 >>> 1;
      if (firstChildren.get(middle) <= state) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    var parent = low * CHECKPOINT;
    var end = firstChildren.get(low);
    while (parent < children.size() && end + children.get(parent) <= state) {
      end += children.get(parent++);
    }
    return parent;
  }

  void save(DataOutputStream out) throws IOException {
    codes.save(out);
    steps.save(out);
    children.save(out);
    firstChildren.save(out);
    out.writeInt(openChildren);
    out.writeBoolean(isOpen);
  }

  void restore(DataInputStream in) throws IOException {
    for (var left = in.readInt(); left > 0; left--) {
      idOf(in.readInt());
    }
    steps.restore(in);
    children.restore(in);
    firstChildren.restore(in);
    openChildren = in.readInt();
    isOpen = in.readBoolean();
  }
}

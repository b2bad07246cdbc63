package dev.interlace.model.script.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A thread of Lua, the main one or a coroutine: one value stack and one stack of frames, both on the heap.
 *
 * <p>Calls among Lua functions only push frames; they do not nest in Java. So depth does not depend on Java's stack, and a coroutine is
 * nothing but a second such object, without any thread of the platform.
 */
public final class LuaThread extends Value {
  /** What a coroutine is doing. */
  public enum Status { SUSPENDED, RUNNING, NORMAL, DEAD }

  private static final int FIRST_STACK = 48;
  private static final int FIRST_FRAMES = 8;
  private static final int FIRST_FRAME_LIMIT = 16_384;
  private static final int LATER_FRAME_LIMIT = 20_000;

  public final Machine machine;
  private final int id;
  Value[] stack;
  /** One past the last value in use. */
  int top;
  Frame[] frames;
  /** Number of frames; the last is the running one. The first belongs to the host. */
  int depth;
  /** Calls through built-in functions and metamethods that are nested in Java at this moment. */
  int nestedCalls;
  /** The value of {@link #nestedCalls} when this coroutine was last resumed; it may yield only at this level. */
  int nestedAtResume;
  Status status = Status.SUSPENDED;
  private int frameLimit;
  private @Nullable Upvalue openUpvalues;

  LuaThread(Machine machine) {
    this.machine = machine;
    this.id = machine.newId();
    stack = new Value[FIRST_STACK];
    frames = new Frame[FIRST_FRAMES];
    reset(false);
  }

  int id() {
    return id;
  }

  /**
   * Forgets all calls and all room they had; {@code hasOverflowed} says whether the stack has ever been too small, which raises its limit
   * for good.
   *
   * <p>The arrays are made anew because a collector with generations makes a store of a young value in an old array dear.
   */
  public void reset(boolean hasOverflowed) {
    stack = new Value[FIRST_STACK];
    Arrays.fill(stack, Nil.NIL);
    frames = new Frame[FIRST_FRAMES];
    frameLimit = hasOverflowed ? LATER_FRAME_LIMIT : FIRST_FRAME_LIMIT;
    depth = 0;
    pushFrame().beginBuiltin(0, 0);
    top = 1;
    nestedCalls = 0;
    nestedAtResume = 0;
    openUpvalues = null;
  }

  public boolean hasOverflowed() {
    return frameLimit == LATER_FRAME_LIMIT;
  }

  Frame frame() {
    return frames[depth - 1];
  }

  /**
   * A fresh frame on top.
   *
   * <p>Lua 5.1 doubles its array of frames and fails beyond 20,000, so a fresh thread fails at 16,384; after that failure it keeps
   * exactly 20,000.
   */
  Frame pushFrame() {
    if (depth >= frameLimit) {
      frameLimit = LATER_FRAME_LIMIT;
      throw Raise.runtime(this, "stack overflow");
    }
    if (depth == frames.length) {
      frames = Arrays.copyOf(frames, 2 * depth);
    }
    var frame = frames[depth];
    if (frame == null) {
      frame = new Frame(depth == 0 ? null : frames[depth - 1]);
      frames[depth] = frame;
    }
    depth++;
    return frame;
  }

  boolean hasOpenVariables(int index) {
    return openUpvalues != null && openUpvalues.index >= index;
  }

  /** Room for {@code count} more values above {@code from}. */
  void ensure(int from, int count) {
    if (from + count >= stack.length) {
      var old = stack.length;
      stack = Arrays.copyOf(stack, Math.max(2 * old, from + count + 16));
      Arrays.fill(stack, old, stack.length, Nil.NIL);
    }
  }

  void push(Value value) {
    ensure(top, 1);
    stack[top++] = value;
  }

  Value pop() {
    return stack[--top];
  }

  /** The shared variable for stack slot {@code index}, which every closure over it uses. */
  Upvalue findUpvalue(int index) {
    Upvalue above = null;
    var at = openUpvalues;
    while (at != null && at.index > index) {
      above = at;
      at = at.below;
    }
    if (at != null && at.index == index) {
      return at;
    }
    var fresh = new Upvalue(this, index, at);
    if (above == null) {
      openUpvalues = fresh;
    } else {
      above.below = fresh;
    }
    return fresh;
  }

  /** Gives every open variable at or above {@code index} a cell of its own. */
  void closeUpvalues(int index) {
    while (openUpvalues != null && openUpvalues.index >= index) {
      var next = openUpvalues.below;
      openUpvalues.close();
      openUpvalues = next;
    }
  }

  @Override
  public String toString() {
    return "thread: " + Machine.address(id);
  }
}

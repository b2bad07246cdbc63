package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/** A local variable shared with inner functions: a stack slot while its block runs, a cell of its own afterwards. */
final class Upvalue {
  private @Nullable LuaThread thread;
  final int index;
  private Value closed;
  /** The next open variable of the same thread, at a lower index. */
  @Nullable Upvalue below;

  Upvalue(LuaThread thread, int index, @Nullable Upvalue below) {
    this.thread = thread;
    this.index = index;
    this.closed = Nil.NIL;
    this.below = below;
  }

  Upvalue(Value value) {
    this.index = -1;
    this.closed = value;
  }

  Value get() {
    return thread == null ? closed : thread.stack[index];
  }

  void set(Value value) {
    if (thread == null) {
      closed = value;
    } else {
      thread.stack[index] = value;
    }
  }

  void close() {
    closed = get();
    thread = null;
    below = null;
  }
}

package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/** Builds run-time errors with their position and the name of the guilty variable. Source: Lua 5.1.5, {@code ldebug.c}. */
final class Raise {
  private Raise() {}

  /** An error in the running function; the position is added only if that is a Lua function. */
  static LuaError runtime(LuaThread thread, String message) {
    var frame = thread.frame();
    return new LuaError(frame.isLua() ? position(frame) + message : message);
  }

  private static String position(Frame frame) {
    return ChunkNames.shorten(frame.lua().proto.chunkName) + ":" + frame.line() + ": ";
  }

  /** Stands for an upvalue where a stack index is expected. */
  static int slotOfUpvalue(int index) {
    return -2 - index;
  }

  private static VariableNames.@Nullable Name name(Frame frame, int slot) {
    if (slot == -1 || !frame.isLua()) {
      return null;
    }
    var proto = frame.lua().proto;
    return slot < -1
        ? new VariableNames.Name("upvalue", proto.upvalues[-2 - slot].name())
        : VariableNames.of(proto, frame.pc - 1, slot - frame.base);
  }

  /** {@code attempt to <operation> local 'x' (a nil value)}; {@code slot} is the value's stack index, or -1 if it is not a register. */
  static LuaError type(LuaThread thread, Value value, int slot, String operation) {
    var name = name(thread.frame(), slot);
    var kind = "a " + value.typeName() + " value";
    var what = name == null ? kind : name.kind() + " '" + name.name() + "' (" + kind + ")";
    return runtime(thread, "attempt to " + operation + " " + what);
  }

  static LuaError comparison(LuaThread thread, Value left, Value right) {
    var one = left.typeName();
    var two = right.typeName();
    return runtime(thread, one.equals(two) ? "attempt to compare two " + one + " values" : "attempt to compare " + one + " with " + two);
  }

  /**
   * The position {@code "chunk:line: "} of the function {@code level} calls up (1: the caller of the running built-in function), or
   * nothing if that is no Lua function. A frame that tail calls have replaced counts as a level without position.
   */
  static String where(LuaThread thread, int level) {
    var frame = level(thread, level);
    return frame < 0 || !thread.frames[frame].isLua() ? "" : position(thread.frames[frame]);
  }

  /** Index of the frame {@code level} calls up; -1 for one lost in tail calls, -2 beyond the outermost. */
  static int level(LuaThread thread, int level) {
    var index = thread.depth - 1;
    for (; level > 0 && index > 0; index--) {
      level--;
      if (thread.frames[index].isLua()) {
        level -= thread.frames[index].tailCalls;
      }
    }
    return level < 0 ? -1 : level == 0 && index > 0 ? index : -2;
  }
}

package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/** One call in progress. Reused by later calls at the same depth. */
final class Frame {
  /** The Lua function, or null while a built-in one runs. */
  @Nullable Closure closure;
  /** Stack index of the function; its arguments follow. */
  int function;
  /** Stack index of the first register. */
  int base;
  /** The next instruction. */
  int pc;
  /** How many results the caller wants; -1 for all. */
  int wanted;
  /** Frames that tail calls have replaced by this one. */
  int tailCalls;
  /** One past the last register of a Lua function; 0 while a built-in one runs. */
  int limit;

  /** Where it was when a script that is being killed was last looked at. */
  int traced;

  boolean isLua() {
    return closure != null;
  }

  Closure lua() {
    if (closure == null) {
      throw new IllegalStateException("not a Lua function");
    }
    return closure;
  }

  /** The line being executed. */
  int line() {
    var lines = lua().proto.lines;
    return lines.length == 0 ? 0 : lines[Math.max(0, pc - 1)];
  }
}

package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/** One call in progress. Reused by later calls at the same depth. */
final class Frame {
  /** The frame of the call that made this one; none for the host's. */
  final @Nullable Frame below;
  /** That of a call made by this one, once there was any. */
  @Nullable Frame above;
  /** The Lua function, or null while a built-in one runs. */
  @Nullable Closure closure;
  /** Stack index of the function; its arguments follow. */
  int function;
  /** Stack index of the first register. */
  int base;
  /** The next instruction. */
  int pc;
  /** Up to where its instructions have been {@linkplain #pay paid} for. */
  int paid;
  /** How many results the caller wants; -1 for all. */
  int wanted;
  /** Frames that tail calls have replaced by this one. */
  int tailCalls;
  /** One past the last register of a Lua function; 0 while a built-in one runs. */
  int limit;

  /** Where it was when a script that is being killed was last looked at. */
  int traced;

  Frame(@Nullable Frame below) {
    this.below = below;
    if (below != null) {
      below.above = this;
    }
  }

  /** Starts the call of a Lua function. */
  void begin(Closure callee, int at, int firstRegister, int results) {
    closure = callee;
    function = at;
    base = firstRegister;
    pc = 0;
    paid = 0;
    wanted = results;
    tailCalls = 0;
    limit = firstRegister + callee.proto.registers;
  }

  /** Starts the call of a built-in function, or of the host. */
  void beginBuiltin(int at, int results) {
    closure = null;
    function = at;
    base = at + 1;
    pc = 0;
    wanted = results;
    tailCalls = 0;
    limit = 0;
  }

  /**
   * Charges the instructions up to the next one, as is done when a loop turns and when a function calls or ends.
   *
   * <p>So what it costs to look after the budget does not depend on how long a turn is. A unit is an instruction passed, those included
   * over which a branch jumped.
   */
  void pay(LuaThread thread) {
    thread.machine.spend(thread, pc - paid);
    paid = pc;
  }

  /** The same up to {@code place}, unless the budget does not allow for it. */
  boolean hasPaid(Machine machine, int place) {
    var left = machine.budget - (place - paid);
    if (left < 0) {
      return false;
    }
    machine.budget = left;
    return true;
  }

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

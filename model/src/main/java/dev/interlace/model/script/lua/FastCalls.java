package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/** Calls of one Lua function by another, and their ends, where there is room and nothing is to be cleared up. */
final class FastCalls {
  private FastCalls() {}

  /** Does {@code i}, to which {@code frame} has come, if it can, and answers the frame that is running then; else null. */
  static @Nullable Frame change(LuaThread thread, Frame frame, Value[] r, int floor, int i) {
    return switch (Opcode.of(i)) {
      case Opcode.CALL -> enter(thread, frame, r, i - Opcode.CALL);
      case Opcode.RETURN -> thread.depth > floor ? leave(thread, frame, r, i - Opcode.RETURN) : null;
      default -> null;
    };
  }

  private static @Nullable Frame enter(LuaThread thread, Frame frame, Value[] r, int o) {
    var at = frame.base + Opcode.a(o);
    var given = Opcode.b(o) - 1;
    var inner = frame.above;
    if (given < 0 || inner == null || !(r[at] instanceof Closure callee)) {
      return null;
    }
    var proto = callee.proto;
    var base = at + 1;
    var room = r.length - base - proto.registers - proto.parameters;
    if (proto.isVararg || room <= 0 || !frame.hasPaid(thread.machine, frame.pc)) {
      return null;
    }
    frame.paid = frame.pc;
    for (var i = given; i < proto.parameters; i++) {
      r[base + i] = Nil.NIL;
    }
    thread.depth++;
    inner.begin(callee, at, base, Opcode.c(o) - 1);
    thread.top = inner.limit;
    return inner;
  }

  private static @Nullable Frame leave(LuaThread thread, Frame frame, Value[] r, int o) {
    var count = Opcode.b(o) - 1;
    if (count < 0 || count > 1 || count != frame.wanted || thread.hasOpenVariables(frame.base) || !frame.hasPaid(thread.machine, frame.pc)) {
      return null;
    }
    if (count == 1) {
      r[frame.function] = r[frame.base + Opcode.a(o)];
    }
    thread.depth--;
    thread.top = frame.below.limit;
    return frame.below;
  }
}

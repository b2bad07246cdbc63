package dev.interlace.model.script.lua;

/**
 * The instruction loop.
 *
 * <p>The stack array may be replaced by any call, so it is fetched anew for each instruction. A frame's {@code pc} already points behind
 * the instruction being executed. One unit of the budget is spent per instruction. Source: Lua 5.1.5, {@code luaV_execute}; the
 * instruction set is that of 5.2.
 */
final class Loop {
  /** Why {@link #execute} stopped. */
  private enum Stop { FRAME_CHANGED, ENTRY_RETURNED, YIELDED }

  private Loop() {}

  /** Runs the top frame until the nearest entry frame returns (true) or the coroutine yields (false). */
  static boolean run(LuaThread thread) {
    while (true) {
      var frame = thread.frame();
      var stop = execute(thread, frame, frame.lua());
      if (stop != Stop.FRAME_CHANGED) {
        return stop == Stop.ENTRY_RETURNED;
      }
    }
  }

  /** Runs one frame until another is on top. */
  private static Stop execute(LuaThread thread, Frame frame, Closure closure) {
    var machine = thread.machine;
    var code = closure.proto.code;
    var k = closure.proto.constants;
    var base = frame.base;
    var pc = frame.pc;
    while (true) {
      var i = code[pc++];
      frame.pc = pc;
      if (--machine.budget < 0) {
        throw OutOfBudget.SIGNAL;
      }
      var r = thread.stack;
      var a = base + (i >>> 6 & 0xff);
      switch (i & 0x3f) {
        case Opcode.MOVE -> r[a] = r[base + (i >>> 23)];
        case Opcode.LOADK -> r[a] = k[i >>> 14];
        case Opcode.GETUPVAL -> r[a] = closure.upvalues[i >>> 23].get();
        case Opcode.GETGLOBAL -> Steps.getGlobal(thread, a, operand(r, base, k, i >>> 14 & 0x1ff));
        case Opcode.GETTABLE -> Steps.getTable(thread, a, base + (i >>> 23), operand(r, base, k, i >>> 14 & 0x1ff));
        case Opcode.SETTABLE -> Steps.setTable(thread, a, operand(r, base, k, i >>> 23), operand(r, base, k, i >>> 14 & 0x1ff));
        case Opcode.ADD, Opcode.SUB, Opcode.MUL, Opcode.DIV, Opcode.MOD, Opcode.POW -> Steps.arithmetic(thread, i, base, k);
        case Opcode.JMP -> pc += Steps.jump(thread, a, i);
        case Opcode.EQ, Opcode.LT, Opcode.LE -> pc += Steps.compare(
            thread, i, operand(r, base, k, i >>> 23), operand(r, base, k, i >>> 14 & 0x1ff));
        case Opcode.TEST -> pc += r[a].isTrue() == ((i >>> 14 & 0x1ff) != 0) ? 0 : 1;
        case Opcode.FORLOOP -> pc += Steps.forLoop(r, a) ? Opcode.sbx(i) : 0;
        case Opcode.CALL -> {
          thread.top = i >>> 23 != 0 ? a + (i >>> 23) : thread.top;
          var started = Calls.start(thread, a, (i >>> 14 & 0x1ff) - 1);
          if (started != Calls.Started.DONE) {
            return started == Calls.Started.LUA ? Stop.FRAME_CHANGED : Stop.YIELDED;
          }
        }
        case Opcode.TAILCALL -> {
          thread.top = i >>> 23 != 0 ? a + (i >>> 23) : thread.top;
          var started = Calls.start(thread, a, -1);
          if (started == Calls.Started.LUA) {
            Calls.replaceCaller(thread);
            return Stop.FRAME_CHANGED;
          }
          if (started == Calls.Started.YIELDED) {
            return Stop.YIELDED;
          }
        }
        case Opcode.RETURN -> {
          thread.closeUpvalues(base);
          Calls.finish(thread, a, i >>> 23 != 0 ? (i >>> 23) - 1 : thread.top - a);
          return frame.isEntry ? Stop.ENTRY_RETURNED : Stop.FRAME_CHANGED;
        }
        default -> pc = RareSteps.run(thread, frame, closure, i, pc);
      }
    }
  }

  /** An operand: a register, or from 256 on a constant. */
  static Value operand(Value[] stack, int base, Value[] constants, int operand) {
    return operand < 256 ? stack[base + operand] : constants[operand & 0xff];
  }
}

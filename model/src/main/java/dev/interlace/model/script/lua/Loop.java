package dev.interlace.model.script.lua;

/**
 * The instruction loop.
 *
 * <p>The stack array may be replaced by any call, so it is fetched anew for each instruction. A frame's {@code pc} already points behind
 * the instruction being executed. One unit of the budget is spent per instruction. Source: Lua 5.1.5, {@code luaV_execute}; the
 * instruction set is that of 5.2.
 */
final class Loop {
  /**
   * How many calls among Lua functions may nest in Java, all told. Nesting spares the caller from being set up again when the call returns;
   * deeper calls do without, so that Java's stack does not matter.
   */
  private static final int MAX_NESTED_RUNS = 200;

  private Loop() {}

  /** Runs the top frame until the frame at depth {@code floor} returns (true) or the coroutine yields (false). */
  static boolean run(LuaThread thread, int floor) {
    var machine = thread.machine;
    while (true) { // once for each change of the running function
      var frame = thread.frame();
      var closure = frame.lua();
      var code = closure.proto.code;
      var k = closure.proto.constants;
      var base = frame.base;
      var pc = frame.pc;
      var isRunning = true;
      while (isRunning) {
        var i = code[pc++];
        frame.pc = pc;
        if (--machine.budget < 0) {
          machine.endSlice(thread);
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
          case Opcode.ADD -> Steps.add(thread, i, a, operand(r, base, k, i >>> 23), operand(r, base, k, i >>> 14 & 0x1ff));
          case Opcode.SUB -> Steps.subtract(thread, i, a, operand(r, base, k, i >>> 23), operand(r, base, k, i >>> 14 & 0x1ff));
          case Opcode.MUL, Opcode.DIV, Opcode.POW -> Steps.arithmetic(
              thread, i, a, operand(r, base, k, i >>> 23), operand(r, base, k, i >>> 14 & 0x1ff));
          case Opcode.MOD -> Steps.modulo(thread, i, a, operand(r, base, k, i >>> 23), operand(r, base, k, i >>> 14 & 0x1ff));
          case Opcode.JMP -> pc += Steps.jump(thread, a, i);
          case Opcode.EQ -> pc += Steps.equal(thread, i, operand(r, base, k, i >>> 23), operand(r, base, k, i >>> 14 & 0x1ff));
          case Opcode.LT -> pc += Steps.lessThan(thread, i, operand(r, base, k, i >>> 23), operand(r, base, k, i >>> 14 & 0x1ff));
          case Opcode.LE -> pc += Steps.lessOrEqual(thread, i, operand(r, base, k, i >>> 23), operand(r, base, k, i >>> 14 & 0x1ff));
          case Opcode.TEST -> pc += r[a].isTrue() == ((i >>> 14 & 0x1ff) != 0) ? 0 : 1;
          case Opcode.FORLOOP -> pc += Steps.forLoop(r, a) ? Opcode.sbx(i) : 0;
          case Opcode.CALL, Opcode.TAILCALL -> {
            thread.top = i >>> 23 != 0 ? a + (i >>> 23) : thread.top;
            var isTail = (i & 0x3f) == Opcode.TAILCALL;
            switch (Calls.start(thread, a, isTail ? -1 : (i >>> 14 & 0x1ff) - 1)) {
              case DONE -> {}
              case YIELDED -> {
                return false;
              }
              case LUA -> {
                if (isTail) {
                  Calls.replaceCaller(thread);
                  isRunning = false;
                } else if (machine.nestedRuns == MAX_NESTED_RUNS) {
                  isRunning = false;
                } else if (!runNested(thread)) {
                  return false;
                }
              }
            }
          }
          case Opcode.RETURN -> {
            thread.closeUpvalues(base);
            Calls.finish(thread, a, i >>> 23 != 0 ? (i >>> 23) - 1 : thread.top - a);
            if (thread.depth < floor) {
              return true;
            }
            isRunning = false;
          }
          default -> pc = RareSteps.run(thread, frame, closure, i, pc);
        }
      }
    }
  }

  private static boolean runNested(LuaThread thread) {
    thread.machine.nestedRuns++;
    var hasReturned = run(thread, thread.depth);
    thread.machine.nestedRuns--;
    return hasReturned;
  }

  /** An operand: a register, or from 256 on a constant. */
  static Value operand(Value[] stack, int base, Value[] constants, int operand) {
    return operand < 256 ? stack[base + operand] : constants[operand & 0xff];
  }
}

package dev.interlace.model.script.lua;

/**
 * The instructions, one at a time, with all that may happen on the way.
 *
 * <p>The stack array may be replaced by whatever calls a function, so it is fetched anew after that.
 */
final class Steps {
  private Steps() {}

  /** Executes {@code i}, which the running frame's {@code pc} has just passed; false if the coroutine yields. */
  static boolean run(LuaThread thread, int i) {
    var frame = thread.frame();
    var base = frame.base;
    var k = frame.lua().proto.constants;
    var r = thread.stack;
    var a = base + Opcode.a(i);
    switch (Opcode.of(i)) {
      case Opcode.MOVE -> r[a] = r[base + Opcode.b(i)];
      case Opcode.LOADK -> r[a] = k[Opcode.bx(i)];
      case Opcode.GETUPVAL -> r[a] = frame.lua().upvalues[Opcode.b(i)].get();
      case Opcode.GETGLOBAL -> getGlobal(thread, a, operand(r, base, k, Opcode.c(i)));
      case Opcode.GETTABLE -> getTable(thread, a, base + Opcode.b(i), operand(r, base, k, Opcode.c(i)));
      case Opcode.SETTABLE -> Operators.setIndex(
          thread, r[a], operand(r, base, k, Opcode.b(i)), operand(r, base, k, Opcode.c(i)), a);
      case Opcode.ADD, Opcode.SUB, Opcode.MUL, Opcode.DIV, Opcode.MOD, Opcode.POW -> arithmetic(
          thread, i, a, operand(r, base, k, Opcode.b(i)), operand(r, base, k, Opcode.c(i)));
      case Opcode.JMP -> jump(thread, frame, i);
      case Opcode.EQ -> test(frame, i, Operators.equal(thread, operand(r, base, k, Opcode.b(i)), operand(r, base, k, Opcode.c(i))));
      case Opcode.LT -> test(frame, i, Operators.lessThan(thread, operand(r, base, k, Opcode.b(i)), operand(r, base, k, Opcode.c(i))));
      case Opcode.LE -> test(frame, i, Operators.lessOrEqual(thread, operand(r, base, k, Opcode.b(i)), operand(r, base, k, Opcode.c(i))));
      case Opcode.TEST -> frame.pc += r[a].isTrue() == (Opcode.c(i) != 0) ? 0 : 1;
      case Opcode.FORLOOP -> forLoop(thread, frame, a, i);
      case Opcode.CALL -> {
        return call(thread, frame, a, i, Opcode.c(i) - 1);
      }
      case Opcode.TAILCALL -> {
        return tailCall(thread, frame, a, i);
      }
      case Opcode.RETURN -> {
        frame.pay(thread);
        thread.closeUpvalues(base);
        Calls.finish(thread, a, Opcode.b(i) != 0 ? Opcode.b(i) - 1 : thread.top - a);
      }
      default -> RareSteps.run(thread, frame, i);
    }
    return true;
  }

  /** An operand: a register, or from 256 on a constant. */
  static Value operand(Value[] stack, int base, Value[] constants, int operand) {
    return operand < 256 ? stack[base + operand] : constants[operand & 0xff];
  }

  private static boolean call(LuaThread thread, Frame frame, int a, int i, int wanted) {
    frame.pay(thread);
    if (Opcode.b(i) != 0) {
      thread.top = a + Opcode.b(i);
    }
    return Calls.start(thread, a, wanted) != Calls.Started.YIELDED;
  }

  private static boolean tailCall(LuaThread thread, Frame frame, int a, int i) {
    frame.pay(thread);
    if (Opcode.b(i) != 0) {
      thread.top = a + Opcode.b(i);
    }
    var started = Calls.start(thread, a, -1);
    if (started == Calls.Started.LUA) {
      Calls.replaceCaller(thread);
    }
    return started != Calls.Started.YIELDED;
  }

  private static void getGlobal(LuaThread thread, int target, Value name) {
    var value = thread.machine.globals.get(name);
    if (value.isNil()) {
      value = Operators.index(thread, thread.machine.globals, name, -1);
    }
    thread.stack[target] = value;
  }

  private static void getTable(LuaThread thread, int target, int object, Value key) {
    if (thread.stack[object] instanceof Table table) {
      var value = table.get(key);
      if (!value.isNil()) {
        thread.stack[target] = value;
        return;
      }
    }
    var value = Operators.index(thread, thread.stack[object], key, object);
    thread.stack[target] = value;
  }

  private static void arithmetic(LuaThread thread, int i, int target, Value left, Value right) {
    var base = thread.frame().base;
    var result = Arithmetic.apply(thread, Opcode.of(i), left, right, slot(base, Opcode.b(i)), slot(base, Opcode.c(i)));
    thread.stack[target] = result;
  }

  private static int slot(int base, int operand) {
    return Opcode.isConstant(operand) ? -1 : base + operand;
  }

  /** A jump out of a block whose variables inner functions have taken names the first register to close, plus one. */
  private static void jump(LuaThread thread, Frame frame, int i) {
    if (Opcode.a(i) != 0) {
      thread.closeUpvalues(frame.base + Opcode.a(i) - 1);
    }
    turn(thread, frame, Opcode.sbx(i));
  }

  /** Goes elsewhere; back to the start of a loop only for what the last turn cost. */
  static void turn(LuaThread thread, Frame frame, int distance) {
    if (distance < 0) {
      frame.pay(thread);
      frame.paid += distance;
    }
    frame.pc += distance;
  }

  /** A comparison that comes out as the instruction expects goes on with the jump behind it, or else past that. */
  private static void test(Frame frame, int i, boolean result) {
    frame.pc += result == (Opcode.a(i) != 0) ? 0 : 1;
  }

  /** Registers: index, limit, step, and the visible variable. */
  private static void forLoop(LuaThread thread, Frame frame, int a, int i) {
    var stack = thread.stack;
    var index = (Num) stack[a];
    var step = (Num) stack[a + 2];
    var next = Num.result(index.value() + step.value(), index, step);
    var limit = ((Num) stack[a + 1]).value();
    if (step.value() > 0 ? next.value() <= limit : limit <= next.value()) {
      turn(thread, frame, Opcode.sbx(i));
      stack[a] = next;
      stack[a + 3] = next;
    }
  }
}

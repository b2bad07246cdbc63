package dev.interlace.model.script.lua;

/**
 * The frequent instructions where nothing special happens, and calls from one Lua function to another.
 *
 * <p>Nothing here that {@link Steps} could not do: whatever is out of the ordinary (a string in a sum, a field that is nil, the end of the
 * budget) is left to it, before anything has changed. So there is hardly a call of Java's in this loop, and its variables can stay in
 * registers.
 *
 * <p>Each instruction is taken apart only after its operation has been subtracted. The operands are the same with it, but then the compiler
 * sees that all cases shift and mask the same word alike, and does all of that ahead of the switch for each instruction, which costs more
 * than the instruction itself.
 */
final class FastSteps {
  /** What an instruction answers that it is left to others; else the place of the next one. */
  private static final int LEFT = -1;

  private FastSteps() {}

  /** Runs the top frame, and those it calls, up to an instruction that is left to others, and answers that. */
  static int run(LuaThread thread, int floor) {
    var frame = thread.frame();
    var r = thread.stack;
    while (true) { // once for each change of the running function
      var closure = frame.lua();
      var code = closure.code;
      var k = closure.constants;
      var base = frame.base;
      var next = frame.pc;
      int pc;
      int i;
      do {
        pc = next;
        i = code[pc];
        next =
            switch (i & 0x3f) {
              case Opcode.MOVE -> move(r, base, i - Opcode.MOVE, pc);
              case Opcode.LOADK -> loadConstant(r, base, k, i - Opcode.LOADK, pc);
              case Opcode.GETUPVAL -> getUpvalue(r, base, closure, i - Opcode.GETUPVAL, pc);
              case Opcode.GETGLOBAL -> getGlobal(thread.machine.globals, r, base, k, i - Opcode.GETGLOBAL, pc);
              case Opcode.GETTABLE -> getTable(r, base, k, i - Opcode.GETTABLE, pc);
              case Opcode.SETTABLE -> setTable(r, base, k, i - Opcode.SETTABLE, pc);
              case Opcode.ADD -> add(r, base, k, i - Opcode.ADD, pc);
              case Opcode.SUB -> subtract(r, base, k, i - Opcode.SUB, pc);
              case Opcode.MUL -> multiply(r, base, k, i - Opcode.MUL, pc);
              case Opcode.MOD -> modulo(r, base, k, i - Opcode.MOD, pc);
              case Opcode.EQ -> equal(r, base, k, code, i - Opcode.EQ, pc);
              case Opcode.LT -> lessThan(r, base, k, code, i - Opcode.LT, pc);
              case Opcode.LE -> lessOrEqual(r, base, k, code, i - Opcode.LE, pc);
              case Opcode.TEST -> test(r, base, i - Opcode.TEST, pc);
              case Opcode.JMP -> jump(thread, frame, i - Opcode.JMP, pc);
              case Opcode.FORLOOP -> forLoop(thread, frame, r, base, i - Opcode.FORLOOP, pc);
              default -> LEFT;
            };
      } while (next >= 0);
      frame.pc = pc + 1;
      var changed = FastCalls.change(thread, frame, r, floor, i);
      if (changed == null) {
        return i;
      }
      frame = changed;
    }
  }

  private static int a(int operands) {
    return operands >>> 6 & 0xff;
  }

  private static int b(int operands) {
    return operands >>> 23;
  }

  private static int c(int operands) {
    return operands >>> 14 & 0x1ff;
  }

  /** An operand: a register, or from 256 on a constant. */
  private static Value operand(Value[] r, int base, Value[] k, int operand) {
    return operand < 256 ? r[base + operand] : k[operand & 0xff];
  }

  private static int move(Value[] r, int base, int o, int pc) {
    r[base + a(o)] = r[base + b(o)];
    return pc + 1;
  }

  private static int loadConstant(Value[] r, int base, Value[] k, int o, int pc) {
    r[base + a(o)] = k[Opcode.bx(o)];
    return pc + 1;
  }

  private static int getUpvalue(Value[] r, int base, Closure closure, int o, int pc) {
    r[base + a(o)] = closure.upvalues[b(o)].get();
    return pc + 1;
  }

  private static int getGlobal(Table globals, Value[] r, int base, Value[] k, int o, int pc) {
    return found(r, base, o, globals.get(operand(r, base, k, c(o))), pc);
  }

  private static int getTable(Value[] r, int base, Value[] k, int o, int pc) {
    return r[base + b(o)] instanceof Table table ? found(r, base, o, table.get(operand(r, base, k, c(o))), pc) : LEFT;
  }

  private static int found(Value[] r, int base, int o, Value value, int pc) {
    if (value == Nil.NIL) { // a metamethod may know better
      return LEFT;
    }
    r[base + a(o)] = value;
    return pc + 1;
  }

  private static int setTable(Value[] r, int base, Value[] k, int o, int pc) {
    return r[base + a(o)] instanceof Table table
            && operand(r, base, k, b(o)) instanceof Num key
            && table.replaceElement(key, operand(r, base, k, c(o)))
        ? pc + 1
        : LEFT;
  }

  private static int add(Value[] r, int base, Value[] k, int o, int pc) {
    if (!(operand(r, base, k, b(o)) instanceof Num x) || !(operand(r, base, k, c(o)) instanceof Num y)) {
      return LEFT;
    }
    var sum = (long) x.whole + y.whole;
    return isWhole(x, y, sum) ? whole(r, base, o, (int) sum, pc) : number(r, base, o, x.value() + y.value(), pc);
  }

  private static int subtract(Value[] r, int base, Value[] k, int o, int pc) {
    if (!(operand(r, base, k, b(o)) instanceof Num x) || !(operand(r, base, k, c(o)) instanceof Num y)) {
      return LEFT;
    }
    var difference = (long) x.whole - y.whole;
    return isWhole(x, y, difference) ? whole(r, base, o, (int) difference, pc) : number(r, base, o, x.value() - y.value(), pc);
  }

  private static int multiply(Value[] r, int base, Value[] k, int o, int pc) {
    if (!(operand(r, base, k, b(o)) instanceof Num x) || !(operand(r, base, k, c(o)) instanceof Num y)) {
      return LEFT;
    }
    var product = (long) x.whole * y.whole;
    return product != 0 && isWhole(x, y, product) ? whole(r, base, o, (int) product, pc) : number(r, base, o, x.value() * y.value(), pc);
  }

  private static int modulo(Value[] r, int base, Value[] k, int o, int pc) {
    if (!(operand(r, base, k, b(o)) instanceof Num x) || !(operand(r, base, k, c(o)) instanceof Num y)) {
      return LEFT;
    }
    return x.whole >= 0 && y.whole > 0
        ? whole(r, base, o, x.whole % y.whole, pc)
        : number(r, base, o, Arithmetic.modulo(x.value(), y.value()), pc);
  }

  /** Whether {@code result}, computed of the whole numbers that {@code x} and {@code y} are, is the answer. */
  private static boolean isWhole(Num x, Num y, long result) {
    return x.whole != Num.NOT_WHOLE && y.whole != Num.NOT_WHOLE && (int) result == result;
  }

  private static int whole(Value[] r, int base, int o, int value, int pc) {
    r[base + a(o)] = Num.of(value);
    return pc + 1;
  }

  /** Which NaN it is depends on the operands. */
  private static int number(Value[] r, int base, int o, double value, int pc) {
    if (value != value) {
      return LEFT;
    }
    r[base + a(o)] = Num.of(value);
    return pc + 1;
  }

  /** A comparison that comes out as the instruction expects goes on with the jump behind it, or else past that. */
  private static int afterTest(boolean result, int o, int[] code, int pc) {
    if (result != (a(o) != 0)) {
      return pc + 2;
    }
    var jump = code[pc + 1] - Opcode.JMP;
    var next = pc + 2 + Opcode.sbx(jump);
    return a(jump) == 0 && next > pc ? next : pc + 1;
  }

  private static int equal(Value[] r, int base, Value[] k, int[] code, int o, int pc) {
    var left = operand(r, base, k, b(o));
    var right = operand(r, base, k, c(o));
    return left instanceof Table && right instanceof Table ? LEFT : afterTest(left.rawEquals(right), o, code, pc);
  }

  private static int lessThan(Value[] r, int base, Value[] k, int[] code, int o, int pc) {
    return operand(r, base, k, b(o)) instanceof Num x && operand(r, base, k, c(o)) instanceof Num y
        ? afterTest(x.value() < y.value(), o, code, pc)
        : LEFT;
  }

  private static int lessOrEqual(Value[] r, int base, Value[] k, int[] code, int o, int pc) {
    return operand(r, base, k, b(o)) instanceof Num x && operand(r, base, k, c(o)) instanceof Num y
        ? afterTest(x.value() <= y.value(), o, code, pc)
        : LEFT;
  }

  private static int test(Value[] r, int base, int o, int pc) {
    return r[base + a(o)].isTrue() == (c(o) != 0) ? pc + 1 : pc + 2;
  }

  private static int jump(LuaThread thread, Frame frame, int o, int pc) {
    var distance = Opcode.sbx(o);
    if (a(o) != 0) {
      return LEFT;
    }
    return distance >= 0 ? pc + 1 + distance : turn(thread.machine, frame, pc + 1, distance);
  }

  private static int turn(Machine machine, Frame frame, int pc, int distance) {
    if (!frame.hasPaid(machine, pc)) {
      return LEFT;
    }
    frame.paid = pc + distance;
    return pc + distance;
  }

  private static int forLoop(LuaThread thread, Frame frame, Value[] r, int base, int o, int pc) {
    var index = base + a(o);
    var step = (Num) r[index + 2];
    var at = (Num) r[index];
    var limit = ((Num) r[index + 1]).value();
    var sum = (long) at.whole + step.whole;
    var number = isWhole(at, step, sum) ? Num.of((int) sum) : Num.result(at.value() + step.value(), at, step);
    var value = number.value();
    if (step.value() > 0 ? value <= limit : limit <= value) {
      var next = turn(thread.machine, frame, pc + 1, Opcode.sbx(o));
      if (next >= 0) {
        r[index] = number;
        r[index + 3] = number;
      }
      return next;
    }
    return pc + 1;
  }
}

package dev.interlace.model.script.lua;

/**
 * The frequent instructions. Operands are stack indices or values already fetched; results are a new value in a register or the distance
 * to jump.
 */
final class Steps {
  private Steps() {}

  static void getGlobal(LuaThread thread, int target, Value name) {
    var value = thread.machine.globals.get(name);
    if (value.isNil()) {
      value = Operators.index(thread, thread.machine.globals, name, -1);
    }
    thread.stack[target] = value;
  }

  static void getTable(LuaThread thread, int target, int object, Value key) {
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

  static void setTable(LuaThread thread, int object, Value key, Value value) {
    Operators.setIndex(thread, thread.stack[object], key, value, object);
  }

  static void add(LuaThread thread, int i, int target, Value left, Value right) {
    if (left instanceof Num x && right instanceof Num y) {
      thread.stack[target] = Num.result(x.value() + y.value(), x, y);
    } else {
      slowArithmetic(thread, i, target, left, right);
    }
  }

  static void subtract(LuaThread thread, int i, int target, Value left, Value right) {
    if (left instanceof Num x && right instanceof Num y) {
      thread.stack[target] = Num.result(x.value() - y.value(), x, y);
    } else {
      slowArithmetic(thread, i, target, left, right);
    }
  }

  static void modulo(LuaThread thread, int i, int target, Value left, Value right) {
    if (left instanceof Num x && right instanceof Num y) {
      thread.stack[target] = Num.result(Arithmetic.modulo(x.value(), y.value()), x, y);
    } else {
      slowArithmetic(thread, i, target, left, right);
    }
  }

  static void arithmetic(LuaThread thread, int i, int target, Value left, Value right) {
    if (left instanceof Num x && right instanceof Num y) {
      thread.stack[target] = Arithmetic.compute(Opcode.of(i), x, y);
    } else {
      slowArithmetic(thread, i, target, left, right);
    }
  }

  private static void slowArithmetic(LuaThread thread, int i, int target, Value left, Value right) {
    var base = thread.frame().base;
    var result = Arithmetic.apply(thread, Opcode.of(i), left, right, slot(base, Opcode.b(i)), slot(base, Opcode.c(i)));
    thread.stack[target] = result;
  }

  private static int slot(int base, int operand) {
    return Opcode.isConstant(operand) ? -1 : base + operand;
  }

  /** A jump out of a block whose variables inner functions have taken names the first register to close, plus one. */
  static int jump(LuaThread thread, int a, int i) {
    if (Opcode.a(i) != 0) {
      thread.closeUpvalues(a - 1);
    }
    return Opcode.sbx(i);
  }

  /** Comparisons give 0 if they come out as the instruction expects, so that the jump behind it is taken; else 1. */
  static int equal(LuaThread thread, int i, Value left, Value right) {
    return Operators.equal(thread, left, right) == (Opcode.a(i) != 0) ? 0 : 1;
  }

  static int lessThan(LuaThread thread, int i, Value left, Value right) {
    var result = left instanceof Num x && right instanceof Num y ? x.value() < y.value() : Operators.lessThan(thread, left, right);
    return result == (Opcode.a(i) != 0) ? 0 : 1;
  }

  static int lessOrEqual(LuaThread thread, int i, Value left, Value right) {
    var result = left instanceof Num x && right instanceof Num y ? x.value() <= y.value() : Operators.lessOrEqual(thread, left, right);
    return result == (Opcode.a(i) != 0) ? 0 : 1;
  }

  /** Registers: index, limit, step, and the visible variable. */
  static boolean forLoop(Value[] stack, int a) {
    var index = (Num) stack[a];
    var step = (Num) stack[a + 2];
    var next = Num.result(index.value() + step.value(), index, step);
    var limit = ((Num) stack[a + 1]).value();
    if (step.value() > 0 ? next.value() <= limit : limit <= next.value()) {
      stack[a] = next;
      stack[a + 3] = next;
      return true;
    }
    return false;
  }
}

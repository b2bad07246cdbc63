package dev.interlace.model.script.lua;

import java.util.Arrays;

/** The less frequent instructions; none of them changes the running frame. */
final class RareSteps {
  private static final int FIELDS_PER_BATCH = 50;
  private static final Str N = Str.of("n");

  private RareSteps() {}

  static void run(LuaThread thread, Frame frame, int i) {
    var r = thread.stack;
    var base = frame.base;
    var closure = frame.lua();
    var k = closure.proto.constants;
    var a = base + Opcode.a(i);
    var b = Opcode.b(i);
    var c = Opcode.c(i);
    switch (Opcode.of(i)) {
      case Opcode.LOADKX -> r[a] = k[closure.proto.code[frame.pc++] >>> 6];
      case Opcode.LOADBOOL -> {
        r[a] = Bool.of(b != 0);
        frame.pc += c != 0 ? 1 : 0;
      }
      case Opcode.LOADNIL -> Arrays.fill(r, a, a + b + 1, Nil.NIL);
      case Opcode.SETGLOBAL -> Operators.setIndex(
          thread, thread.machine.globals, Steps.operand(r, base, k, b), Steps.operand(r, base, k, c), -1);
      case Opcode.GETTABUP -> {
        var value = Operators.index(thread, closure.upvalues[b].get(), Steps.operand(r, base, k, c), Raise.slotOfUpvalue(b));
        thread.stack[a] = value;
      }
      case Opcode.SETTABUP -> Operators.setIndex(
          thread,
          closure.upvalues[Opcode.a(i)].get(),
          Steps.operand(r, base, k, b),
          Steps.operand(r, base, k, c),
          Raise.slotOfUpvalue(Opcode.a(i)));
      case Opcode.SETUPVAL -> closure.upvalues[b].set(r[a]);
      case Opcode.NEWTABLE -> r[a] = new Table(thread.machine, Opcode.tableSize(b), Opcode.tableSize(c));
      case Opcode.SELF -> self(thread, a, base + b, Steps.operand(r, base, k, c));
      case Opcode.UNM -> negate(thread, a, base + b);
      case Opcode.NOT -> r[a] = Bool.of(!r[base + b].isTrue());
      case Opcode.LEN -> {
        var length = Operators.length(thread, r[base + b], base + b);
        thread.stack[a] = length;
      }
      case Opcode.CONCAT -> {
        Arithmetic.concat(thread, base + b, base + c);
        thread.stack[a] = thread.stack[base + b];
      }
      case Opcode.TESTSET -> frame.pc += testAndSet(r, a, r[base + b], c != 0) ? 0 : 1;
      case Opcode.FORPREP -> {
        prepareFor(thread, a);
        Steps.turn(thread, frame, Opcode.sbx(i));
      }
      case Opcode.TFORCALL -> iterate(thread, a, c);
      case Opcode.TFORLOOP -> {
        if (!r[a + 1].isNil()) {
          r[a] = r[a + 1];
          Steps.turn(thread, frame, Opcode.sbx(i));
        }
      }
      case Opcode.SETLIST -> setList(thread, frame, a, b, c != 0 ? c : closure.proto.code[frame.pc++] >>> 6);
      case Opcode.CLOSURE -> r[a] = capture(thread, closure, base, Opcode.bx(i));
      case Opcode.VARARG -> varargs(thread, frame, a, b - 1);
      case Opcode.ARG -> r[a] = argTable(thread, frame);
      default -> throw new IllegalStateException("no such instruction: " + Opcode.of(i));
    }
  }

  private static void self(LuaThread thread, int target, int object, Value key) {
    var value = thread.stack[object];
    thread.stack[target + 1] = value;
    var method = Operators.index(thread, value, key, object);
    thread.stack[target] = method;
  }

  private static void negate(LuaThread thread, int target, int operand) {
    var value = thread.stack[operand];
    var result = value instanceof Num n ? n.negated() : Arithmetic.apply(thread, Opcode.UNM, value, value, operand, operand);
    thread.stack[target] = result;
  }

  private static boolean testAndSet(Value[] stack, int target, Value value, boolean expected) {
    if (value.isTrue() != expected) {
      return false;
    }
    stack[target] = value;
    return true;
  }

  private static void prepareFor(LuaThread thread, int a) {
    var start = forNumber(thread, a, "initial value");
    forNumber(thread, a + 1, "limit");
    var step = forNumber(thread, a + 2, "step");
    thread.stack[a] = Num.result(start.value() - step.value(), start, step);
  }

  private static Num forNumber(LuaThread thread, int slot, String what) {
    var number = Arithmetic.number(thread.stack[slot]);
    if (number == null) {
      throw Raise.runtime(thread, "'for' " + what + " must be a number");
    }
    thread.stack[slot] = number;
    return number;
  }

  /** Registers: iterator, state, control, then {@code count} results. The iterator is called across a C boundary, so it cannot yield. */
  private static void iterate(LuaThread thread, int a, int count) {
    thread.ensure(a, 8);
    var stack = thread.stack;
    System.arraycopy(stack, a, stack, a + 3, 3);
    thread.top = a + 6;
    Calls.call(thread, a + 3, count);
  }

  /** The array part is made long enough first and filled from the end. */
  private static void setList(LuaThread thread, Frame frame, int a, int counted, int batch) {
    var count = counted != 0 ? counted : thread.top - a - 1;
    var table = (Table) thread.stack[a];
    var last = (batch - 1) * FIELDS_PER_BATCH + count;
    table.growArray(last);
    for (var i = count; i > 0; i--) {
      table.set(last--, thread.stack[a + i]);
    }
    thread.machine.charge(count);
    thread.top = frame.base + frame.lua().proto.registers;
  }

  private static Closure capture(LuaThread thread, Closure outer, int base, int index) {
    var proto = outer.proto.inner[index];
    var closure = new Closure(proto, thread.machine.newId());
    for (var i = 0; i < closure.upvalues.length; i++) {
      var source = proto.upvalues[i];
      closure.upvalues[i] = source.inRegister() ? thread.findUpvalue(base + source.index()) : outer.upvalues[source.index()];
    }
    return closure;
  }

  private static int extraArguments(Frame frame) {
    return frame.base - frame.function - 1 - frame.lua().proto.parameters;
  }

  private static void varargs(LuaThread thread, Frame frame, int a, int wanted) {
    var extra = extraArguments(frame);
    var count = wanted < 0 ? extra : wanted;
    thread.ensure(a, count + 1);
    var stack = thread.stack;
    for (var i = 0; i < count; i++) {
      stack[a + i] = i < extra ? stack[frame.base - extra + i] : Nil.NIL;
    }
    if (wanted < 0) {
      thread.top = a + count;
    }
    thread.machine.charge(count >> 2);
  }

  private static Table argTable(LuaThread thread, Frame frame) {
    var extra = extraArguments(frame);
    var table = new Table(thread.machine, extra, 1);
    for (var i = 0; i < extra; i++) {
      table.set(i + 1, thread.stack[frame.base - extra + i]);
    }
    table.set(N, Num.of(extra));
    return table;
  }
}

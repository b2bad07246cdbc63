package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/** The arithmetic operators and {@code ..}, with coercions and metamethods. Source: Lua 5.1.5, {@code lvm.c}. */
final class Arithmetic {
  private Arithmetic() {}

  /** One of the operations from {@link Opcode#ADD} to {@link Opcode#UNM} on numbers. */
  static Num compute(int operation, Num left, Num right) {
    var a = left.value();
    var b = right.value();
    return switch (operation) {
      case Opcode.ADD -> Num.result(a + b, left, right);
      case Opcode.SUB -> Num.result(a - b, left, right);
      case Opcode.MUL -> Num.result(a * b, left, right);
      case Opcode.DIV -> Num.result(a / b, left, right);
      case Opcode.MOD -> Num.result(modulo(a, b), left, right);
      case Opcode.POW -> Exponentials.pow(left, right);
      case Opcode.UNM -> left.negated();
      default -> throw new IllegalArgumentException("not arithmetic: " + operation);
    };
  }

  /** Not the C remainder: {@code 5 % math.huge} is NaN in Lua 5.1. */
  static double modulo(double a, double b) {
    return a - Math.floor(a / b) * b;
  }

  /** The slow way: strings that hold numbers, then metamethods, then the error. */
  static Value apply(LuaThread thread, int operation, Value left, Value right, int leftSlot, int rightSlot) {
    var a = number(left);
    var b = a == null ? null : number(right);
    if (a != null && b != null) {
      return compute(operation, a, b);
    }
    var name = handlerName(operation);
    var handler = Metamethods.find(thread.machine, left, name);
    if (handler.isNil()) {
      handler = Metamethods.find(thread.machine, right, name);
    }
    if (handler.isNil()) {
      throw a == null
          ? Raise.type(thread, left, leftSlot, "perform arithmetic on")
          : Raise.type(thread, right, rightSlot, "perform arithmetic on");
    }
    return Calls.metamethod(thread, handler, left, right);
  }

  static @Nullable Num number(Value value) {
    return value instanceof Num n ? n : value instanceof Str s ? NumberReader.read(s) : null;
  }

  private static Str handlerName(int operation) {
    return switch (operation) {
      case Opcode.ADD -> Metamethods.ADD;
      case Opcode.SUB -> Metamethods.SUB;
      case Opcode.MUL -> Metamethods.MUL;
      case Opcode.DIV -> Metamethods.DIV;
      case Opcode.MOD -> Metamethods.MOD;
      case Opcode.POW -> Metamethods.POW;
      default -> Metamethods.UNM;
    };
  }

  /** Joins the registers from {@code first} to {@code last} from the right; the result replaces the first. */
  static void concat(LuaThread thread, int first, int last) {
    var end = last;
    while (end > first) {
      end = isText(thread.stack[end]) && isText(thread.stack[end - 1]) ? joinTexts(thread, first, end) : joinByHandler(thread, end);
    }
  }

  private static boolean isText(Value value) {
    return value instanceof Str || value instanceof Num;
  }

  private static Str text(Value value) {
    return value instanceof Str s ? s : Str.of(value.toString());
  }

  /** Joins the longest run of texts that ends at {@code end} and answers where the result stands. */
  private static int joinTexts(LuaThread thread, int first, int end) {
    var start = end;
    long length = 0;
    while (start >= first && isText(thread.stack[start])) {
      var piece = text(thread.stack[start]);
      thread.stack[start] = piece;
      length += piece.length();
      start--;
    }
    start++;
    thread.machine.charge(length >> 3);
    if (length > Texts.MAX_LENGTH) {
      throw Raise.runtime(thread, "string length overflow");
    }
    var joined = new byte[(int) length];
    var at = 0;
    for (var i = start; i <= end; i++) {
      var piece = ((Str) thread.stack[i]).data();
      System.arraycopy(piece, 0, joined, at, piece.length);
      at += piece.length;
    }
    thread.stack[start] = Str.wrap(joined);
    return start;
  }

  private static int joinByHandler(LuaThread thread, int end) {
    var left = thread.stack[end - 1];
    var right = thread.stack[end];
    var handler = Metamethods.find(thread.machine, left, Metamethods.CONCAT);
    if (handler.isNil()) {
      handler = Metamethods.find(thread.machine, right, Metamethods.CONCAT);
    }
    if (handler.isNil()) {
      throw isText(left) ? Raise.type(thread, right, end, "concatenate") : Raise.type(thread, left, end - 1, "concatenate");
    }
    thread.stack[end - 1] = Calls.metamethod(thread, handler, left, right);
    return end - 1;
  }
}

package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/** Arithmetic on numerals at compile time. Source: Lua 5.1.5, {@code constfolding} in {@code lcode.c}. */
public final class Folding {
  private Folding() {}

  public static Num negate(Num operand) {
    return operand.negated();
  }

  /** The value of an arithmetic operator, or null where Lua leaves it to run time: division by zero, and a result that is not a number. */
  public static @Nullable Num fold(String operator, Num left, Num right) {
    var operation = operation(operator);
    if (operation < 0 || (operation == Opcode.DIV || operation == Opcode.MOD) && right.value() == 0) {
      return null;
    }
    var result = Arithmetic.compute(operation, left, right);
    return result.isNaN() ? null : result;
  }

  public static boolean isArithmetic(String operator) {
    return operation(operator) >= 0;
  }

  private static int operation(String operator) {
    return switch (operator) {
      case "+" -> Opcode.ADD;
      case "-" -> Opcode.SUB;
      case "*" -> Opcode.MUL;
      case "/" -> Opcode.DIV;
      case "%" -> Opcode.MOD;
      case "^" -> Opcode.POW;
      default -> -1;
    };
  }
}

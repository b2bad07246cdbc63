package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import java.util.function.IntBinaryOperator;

/** The library {@code bit} on 32-bit numbers. Source: Lua BitOp 1.0.2, {@code lua_bit.c}. */
public final class BitLibrary {
  /** Adding this moves a number's low 32 bits, rounded to even, to the low end of the double. */
  private static final double SHIFT_TO_LOW_BITS = 6_755_399_441_055_744.0;

  private BitLibrary() {}

  /** The library's table. */
  public static Table open(Machine machine) {
    return LibraryTable.sized(machine, 12)
        .add("tobit", call -> call.push(bits(call, 1)))
        .add("bnot", call -> call.push(~bits(call, 1)))
        .add("band", call -> combine(call, (a, b) -> a & b))
        .add("bor", call -> combine(call, (a, b) -> a | b))
        .add("bxor", call -> combine(call, (a, b) -> a ^ b))
        .add("lshift", call -> shift(call, (a, n) -> a << n))
        .add("rshift", call -> shift(call, (a, n) -> a >>> n))
        .add("arshift", call -> shift(call, (a, n) -> a >> n))
        .add("rol", call -> shift(call, Integer::rotateLeft))
        .add("ror", call -> shift(call, Integer::rotateRight))
        .add("bswap", call -> call.push(Integer.reverseBytes(bits(call, 1))))
        .add("tohex", BitLibrary::toHex)
        .table();
  }

  private static int bits(Call call, int n) {
    return (int) Double.doubleToRawLongBits(call.checkNumber(n) + SHIFT_TO_LOW_BITS);
  }

  private static int combine(Call call, IntBinaryOperator operator) {
    var result = bits(call, 1);
    for (var i = call.count(); i > 1; i--) {
      result = operator.applyAsInt(result, bits(call, i));
    }
    return call.push(result);
  }

  private static int shift(Call call, IntBinaryOperator operator) {
    var value = bits(call, 1);
    return call.push(operator.applyAsInt(value, bits(call, 2) & 31));
  }

  /** Negative widths ask for capitals. */
  private static int toHex(Call call) {
    var value = bits(call, 1);
    var width = call.isAbsent(2) ? 8 : bits(call, 2);
    var alphabet = width < 0 ? "0123456789ABCDEF" : "0123456789abcdef";
    var digits = width < -8 ? 8 : Math.min(Math.abs(width), 8);
    var text = new byte[digits];
    for (var i = digits - 1; i >= 0; i--) {
      text[i] = (byte) alphabet.charAt(value & 15);
      value >>>= 4;
    }
    return call.push(Str.wrap(text));
  }
}

package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Exponentials;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Table;
import java.util.function.DoubleUnaryOperator;

/**
 * The library {@code math}, on {@link StrictMath}. Source: Lua 5.1.5, {@code lmathlib.c}, with Redis' own {@code random}.
 *
 * <p><b>Deviation:</b> where {@code StrictMath} and the C library round differently, the last bit is Java's.
 */
public final class MathLibrary {
  private static final double DEGREE = StrictMath.PI / 180.0;

  private MathLibrary() {}

  /** The library's table; {@code random} serves {@code random} and {@code randomseed}. */
  public static Table open(Machine machine, RandomState random) {
    var library = LibraryTable.sized(machine, 28);
    openUpToModf(library);
    library.add("pow", MathLibrary::pow);
    add(library, "rad", x -> x * DEGREE);
    library.add("random", call -> random(call, random)).add("randomseed", call -> seed(call, random));
    add(library, "sinh", StrictMath::sinh);
    add(library, "sin", StrictMath::sin);
    add(library, "sqrt", Math::sqrt);
    add(library, "tanh", StrictMath::tanh);
    add(library, "tan", StrictMath::tan);
    return library
        .set("pi", Num.of(StrictMath.PI))
        .set("huge", Num.of(Double.POSITIVE_INFINITY))
        .add("mod", MathLibrary::fmod)
        .table();
  }

  private static void openUpToModf(LibraryTable library) {
    library.add("abs", call -> call.push(Double.isNaN(call.checkNumber(1)) ? Num.NAN : Num.of(Math.abs(call.checkNumber(1)))));
    addWithPositiveNan(library, "acos", StrictMath::acos);
    addWithPositiveNan(library, "asin", StrictMath::asin);
    library.add("atan2", MathLibrary::atan2);
    add(library, "atan", StrictMath::atan);
    add(library, "ceil", Math::ceil);
    add(library, "cosh", StrictMath::cosh);
    add(library, "cos", StrictMath::cos);
    add(library, "deg", x -> x / DEGREE);
    add(library, "exp", Exponentials::exp);
    add(library, "floor", Math::floor);
    library.add("fmod", MathLibrary::fmod).add("frexp", MathLibrary::frexp).add("ldexp", MathLibrary::ldexp);
    addWithPositiveNan(library, "log10", Exponentials::log10);
    add(library, "log", Exponentials::log);
    library.add("max", MathLibrary::max).add("min", MathLibrary::min).add("modf", MathLibrary::modf);
  }

  private static void add(LibraryTable library, String name, DoubleUnaryOperator function) {
    library.add(name, call -> {
      var argument = call.checkNum(1);
      var result = function.applyAsDouble(argument.value());
      return call.push(Double.isNaN(argument.value()) ? argument : Num.computed(result));
    });
  }

  /** The C library's wrappers of a few functions answer a NaN of their own for an argument out of range. */
  private static void addWithPositiveNan(LibraryTable library, String name, DoubleUnaryOperator function) {
    library.add(name, call -> {
      var argument = call.checkNum(1);
      var result = function.applyAsDouble(argument.value());
      return call.push(Double.isNaN(argument.value()) ? argument : Double.isNaN(result) ? Num.NAN : Num.of(result));
    });
  }

  private static int pow(Call call) {
    var right = call.checkNum(2); // a C compiler looks at the last argument first
    var left = call.checkNum(1);
    return call.push(Exponentials.pow(left, right));
  }

  private static int atan2(Call call) {
    var right = call.checkNum(2); // a C compiler looks at the last argument first
    var left = call.checkNum(1);
    return call.push(Num.result(StrictMath.atan2(left.value(), right.value()), left, right));
  }

  private static int fmod(Call call) {
    var right = call.checkNum(2); // a C compiler looks at the last argument first
    var left = call.checkNum(1);
    return call.push(Num.result(left.value() % right.value(), left, right));
  }

  /** Mantissa in [0.5, 1) and exponent. */
  private static int frexp(Call call) {
    var value = call.checkNumber(1);
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return call.push(call.checkNum(1), Num.ZERO);
    }
    var shift = Math.abs(value) < Double.MIN_NORMAL ? 54 : 0;
    var bits = Double.doubleToRawLongBits(value * (1L << shift));
    var exponent = (int) (bits >>> 52 & 0x7ff) - 1022 - shift;
    var mantissa = Double.longBitsToDouble(bits & 0x800f_ffff_ffff_ffffL | 0x3fe0_0000_0000_0000L);
    return call.push(Num.of(mantissa), Num.of(exponent));
  }

  private static int ldexp(Call call) {
    var exponent = call.checkInt(2);
    return call.push(ldexp(call.checkNumber(1), exponent));
  }

  private static double ldexp(double value, int exponent) {
    return Math.scalb(value, exponent);
  }

  private static int max(Call call) {
    var max = call.checkNum(1);
    for (var i = 2; i <= call.count(); i++) {
      var other = call.checkNum(i);
      max = other.value() > max.value() ? other : max;
    }
    return call.push(max);
  }

  private static int min(Call call) {
    var min = call.checkNum(1);
    for (var i = 2; i <= call.count(); i++) {
      var other = call.checkNum(i);
      min = other.value() < min.value() ? other : min;
    }
    return call.push(min);
  }

  private static int modf(Call call) {
    var value = call.checkNumber(1);
    var whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    var fraction = Double.isInfinite(value) ? Math.copySign(0.0, value) : Math.copySign(value - whole, value);
    return call.push(Num.of(whole), Double.isNaN(value) ? call.checkNum(1) : Num.of(fraction));
  }

  /** The range form is computed in C's int and may overflow. */
  private static int random(Call call, RandomState random) {
    var share = random.next() % Integer.MAX_VALUE / (double) Integer.MAX_VALUE;
    switch (call.count()) {
      case 0 -> {
        return call.push(share);
      }
      case 1 -> {
        var high = call.checkInt(1);
        checkInterval(call, 1 <= high, 1);
        return call.push(Math.floor(share * high) + 1);
      }
      case 2 -> {
        var low = call.checkInt(1);
        var high = call.checkInt(2);
        checkInterval(call, low <= high, 2);
        return call.push(Math.floor(share * (high - low + 1)) + low);
      }
      default -> throw call.error("wrong number of arguments");
    }
  }

  private static void checkInterval(Call call, boolean isOrdered, int argument) {
    if (!isOrdered) {
      throw call.argumentError(argument, "interval is empty");
    }
  }

  private static int seed(Call call, RandomState random) {
    random.seed(call.checkInt(1));
    return 0;
  }
}

package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Closure;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Metamethods;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Texts;
import java.util.function.IntUnaryOperator;

/** The library {@code string}, on bytes. Source: Lua 5.1.5, {@code lstrlib.c}. */
public final class StringLibrary {
  /** <b>Deviation:</b> bytecode is not written. What {@code dump} gives is a string that no {@code load} accepts, as in Redis. */
  private static final Str DUMPED = Str.of("\u001bLuaQ");

  private StringLibrary() {}

  /** The library's table, which the metatable of strings refers to. */
  public static Table open(Machine machine) {
    var library = LibraryTable.sized(machine, 15)
        .add("byte", StringLibrary::bytes)
        .add("char", StringLibrary::chars)
        .add("dump", StringLibrary::dump)
        .add("find", PatternFunctions::find)
        .add("format", StringFormat::format)
        .add("gfind", PatternFunctions::gmatch)
        .add("gmatch", PatternFunctions::gmatch)
        .add("gsub", PatternFunctions::gsub)
        .add("len", call -> call.push(call.checkString(1).length()))
        .add("lower", call -> map(call, c -> c >= 'A' && c <= 'Z' ? c + 32 : c))
        .add("match", PatternFunctions::match)
        .add("rep", StringLibrary::rep)
        .add("reverse", StringLibrary::reverse)
        .add("sub", StringLibrary::sub)
        .add("upper", call -> map(call, c -> c >= 'a' && c <= 'z' ? c - 32 : c))
        .table();
    library.set(Str.of("gfind"), library.get(Str.of("gmatch")));
    machine.stringMetatable.set(Metamethods.INDEX, library);
    return library;
  }

  /** A position from the start for one that may count from the end; 0 if before the start. */
  static long position(long given, int length) {
    var position = given < 0 ? given + length + 1 : given;
    return Math.max(position, 0);
  }

  private static int bytes(Call call) {
    var text = call.checkString(1);
    var first = position(call.optLong(2, 1), text.length());
    var last = position(call.optLong(3, first), text.length());
    first = Math.max(first, 1);
    last = Math.min(last, text.length());
    if (first > last) {
      return 0;
    }
    if (!call.hasRoomFor(last - first + 1)) {
      throw call.error("stack overflow (string slice too long)");
    }
    for (var i = first; i <= last; i++) {
      call.push(text.at((int) i - 1));
    }
    return (int) (last - first + 1);
  }

  private static int chars(Call call) {
    var text = new byte[call.count()];
    for (var i = 1; i <= text.length; i++) {
      var c = call.checkInt(i);
      if ((c & 0xff) != c) {
        throw call.argumentError(i, "invalid value");
      }
      text[i - 1] = (byte) c;
    }
    return call.push(Str.wrap(text));
  }

  private static int dump(Call call) {
    if (!(call.checkFunction(1) instanceof Closure)) {
      throw call.error("unable to dump given function");
    }
    return call.push(DUMPED);
  }

  private static int map(Call call, IntUnaryOperator operator) {
    var text = call.checkString(1);
    call.charge(text.length() >> 3);
    var mapped = new byte[text.length()];
    for (var i = 0; i < mapped.length; i++) {
      mapped[i] = (byte) operator.applyAsInt(text.at(i));
    }
    return call.push(Str.wrap(mapped));
  }

  private static int rep(Call call) {
    var text = call.checkString(1);
    var times = call.checkInt(2);
    var length = Math.max(0L, times) * text.length();
    call.charge(length >> 3);
    if (length > Texts.MAX_LENGTH) {
      throw call.error("not enough memory");
    }
    var repeated = new byte[(int) length];
    for (var at = 0; at < repeated.length; at += text.length()) {
      System.arraycopy(text.data(), 0, repeated, at, text.length());
    }
    return call.push(Str.wrap(repeated));
  }

  private static int reverse(Call call) {
    var text = call.checkString(1);
    call.charge(text.length() >> 3);
    var reversed = new byte[text.length()];
    for (var i = 0; i < reversed.length; i++) {
      reversed[i] = (byte) text.at(reversed.length - 1 - i);
    }
    return call.push(Str.wrap(reversed));
  }

  private static int sub(Call call) {
    var text = call.checkString(1);
    var first = Math.max(1, position(call.checkLong(2), text.length()));
    var last = Math.min(text.length(), position(call.optLong(3, -1), text.length()));
    return call.push(first > last ? Str.EMPTY : Str.copyOf(text.data(), (int) first - 1, (int) last));
  }

}

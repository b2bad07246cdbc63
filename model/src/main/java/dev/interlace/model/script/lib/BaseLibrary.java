package dev.interlace.model.script.lib;

import dev.interlace.model.script.front.Compiler;
import dev.interlace.model.script.front.SourceText;
import dev.interlace.model.script.front.SyntaxError;
import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Builtin;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Closure;
import dev.interlace.model.script.lua.LuaError;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Metamethods;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;
import java.util.List;

/**
 * The functions without a prefix. Source: Lua 5.1.5, {@code lbaselib.c}.
 *
 * <p>Absent, as in Redis: {@code print}, {@code dofile}, {@code loadfile}, {@code require}, {@code module}, and in Debian's build {@code
 * getfenv}, {@code setfenv}, {@code newproxy}. {@code pcall} is Redis' own: of an error that is a table it gives the field {@code err} if
 * that is a string or number, and else the table and the field.
 */
public final class BaseLibrary {
  private static final List<String> COLLECT_OPTIONS = List.of("stop", "restart", "collect", "count", "step", "setpause", "setstepmul");
  private static final Str ERR = Str.of("err");
  /** What {@code collectgarbage("count")} answers, in KB. <b>Deviation:</b> the real figure moves with every allocation. */
  private static final double MEMORY_IN_USE = 40.0;

  /** What a piece of text costs at least: it must not be possible to read for ever at no cost to speak of. */
  private static final int READ_COST = 20;

  private BaseLibrary() {}

  /** Adds the functions to the globals. */
  public static void open(Machine machine) {
    var globals = new LibraryTable(machine, machine.globals);
    globals.set("_G", machine.globals);
    globals.add("assert", BaseLibrary::assertTrue)
        .add("collectgarbage", BaseLibrary::collectGarbage)
        .refuse("dofile")
        .add("error", BaseLibrary::error)
        .add("gcinfo", call -> call.push(MEMORY_IN_USE))
        .refuse("getfenv")
        .add("getmetatable", BaseLibrary::getMetatable)
        .refuse("loadfile")
        .add("load", BaseLibrary::load)
        .add("loadstring", BaseLibrary::loadString)
        .add("next", BaseLibrary::next)
        .add("pcall", BaseLibrary::pcall)
        .refuse("print")
        .add("rawequal", call -> call.push(Bool.of(call.checkAny(1).rawEquals(call.checkAny(2)))))
        .add("rawget", BaseLibrary::rawGet)
        .add("rawset", BaseLibrary::rawSet)
        .add("select", BaseLibrary::select)
        .refuse("setfenv")
        .add("setmetatable", BaseLibrary::setMetatable)
        .add("tonumber", BaseLibrary::toNumber)
        .add("tostring", call -> call.push(toText(call, call.checkAny(1))))
        .add("type", call -> call.push(call.checkAny(1).typeName()))
        .add("unpack", BaseLibrary::unpack)
        .add("xpcall", BaseLibrary::xpcall);
    globals.set("_VERSION", Str.of("Lua 5.1"));
    var ipairsStep = new Builtin(machine, BaseLibrary::ipairsStep);
    globals.add("ipairs", call -> call.push(ipairsStep, call.checkTable(1), Num.ZERO));
    var next = machine.globals.get(Str.of("next"));
    globals.add("pairs", call -> call.push(next, call.checkTable(1), Nil.NIL)).refuse("newproxy");
  }

  private static int assertTrue(Call call) {
    if (call.checkAny(1).isTrue()) {
      return call.pushArguments(1);
    }
    throw call.error(call.isAbsentOrNil(2) ? "assertion failed!" : call.checkString(2).untilNul());
  }

  private static int collectGarbage(Call call) {
    var option = call.isAbsentOrNil(1) ? "collect" : call.checkString(1).untilNul();
    if (!COLLECT_OPTIONS.contains(option)) {
      throw call.argumentError(1, "invalid option '" + option + "'");
    }
    call.optInt(2, 0);
    return switch (option) {
      case "count" -> call.push(MEMORY_IN_USE);
      case "step" -> call.push(Bool.FALSE);
      case "setpause", "setstepmul" -> call.push(200);
      default -> call.push(0);
    };
  }

  private static int error(Call call) {
    var level = call.optInt(2, 1);
    var value = call.arg(1);
    if ((value instanceof Str || value instanceof Num) && level > 0) {
      throw new LuaError(call.where(level) + value);
    }
    throw new LuaError(value);
  }

  private static int getMetatable(Call call) {
    var metatable = Metamethods.metatableOf(call.machine(), call.checkAny(1));
    if (metatable == null) {
      return call.push(Nil.NIL);
    }
    var shown = metatable.get(Metamethods.METATABLE);
    return call.push(shown.isNil() ? metatable : shown);
  }

  private static int setMetatable(Call call) {
    var table = call.checkTable(1);
    var metatable = call.arg(2);
    if (call.isAbsent(2) || !(metatable.isNil() || metatable instanceof Table)) {
      throw call.argumentError(2, "nil or table expected");
    }
    if (!Metamethods.find(call.machine(), table, Metamethods.METATABLE).isNil()) {
      throw call.error("cannot change a protected metatable");
    }
    call.checkWritable(table);
    table.setMetatable(metatable instanceof Table t ? t : null);
    return call.push(table);
  }

  private static int loadString(Call call) {
    var text = call.checkString(1);
    var name = call.isAbsentOrNil(2) ? text : call.checkString(2);
    call.charge(text.length());
    return compile(call, new SourceText(text.toString()), name.untilNul());
  }

  private static int load(Call call) {
    var name = call.isAbsentOrNil(2) ? "=(load)" : call.checkString(2).untilNul();
    var reader = call.checkFunction(1);
    return compile(call, new SourceText(() -> piece(call, reader)), name);
  }

  private static String piece(Call call, Value reader) {
    var piece = call.call(reader);
    if (piece instanceof Str || piece instanceof Num) {
      var text = piece.toString();
      call.charge(READ_COST + text.length());
      return text;
    }
    if (piece.isNil()) {
      return "";
    }
    throw call.error("reader function must return a string");
  }

  private static int compile(Call call, SourceText text, String name) {
    var compiled = new Value[] {Nil.NIL, Nil.NIL};
    var error = call.protect(() -> {
      try {
        compiled[0] = Closure.main(Compiler.compile(text, name, call.nestedCalls()), call.machine());
      } catch (SyntaxError e) {
        compiled[1] = Str.of(e.text());
      }
    });
    return compiled[0].isNil() ? call.push(Nil.NIL, error == null ? compiled[1] : error) : call.push(compiled[0]);
  }

  private static int next(Call call) {
    var table = call.checkTable(1);
    var slot = table.slotAfter(call.arg(2));
    if (slot == -2) {
      throw call.plainError("invalid key to 'next'");
    }
    return slot < 0 ? call.push(Nil.NIL) : call.push(table.keyAt(slot), table.valueAtSlot(slot));
  }

  private static int ipairsStep(Call call) {
    var index = call.checkInt(2) + 1;
    var value = call.checkTable(1).get(index);
    return value.isNil() ? 0 : call.push(Num.of(index), value);
  }

  private static int pcall(Call call) {
    if (call.count() == 0) {
      return call.push(Bool.FALSE, Str.of("attempt to call a boolean value"));
    }
    var error = call.protectedCall(1, null);
    if (error == null) {
      var results = call.above(1);
      call.push(Bool.TRUE);
      for (var i = 1; i <= results; i++) {
        call.push(call.valueAt(i));
      }
      return results + 1;
    }
    if (!(error instanceof Table table)) {
      return call.push(Bool.FALSE, error);
    }
    var text = call.index(table, ERR);
    return text instanceof Str || text instanceof Num ? call.push(Bool.FALSE, text) : call.push(Bool.FALSE, table, text);
  }

  private static int xpcall(Call call) {
    var handler = call.checkAny(2);
    call.dropFrom(2);
    var error = call.protectedCall(1, handler);
    if (error == null) {
      var results = call.above(1);
      call.push(Bool.TRUE);
      for (var i = 1; i <= results; i++) {
        call.push(call.valueAt(i));
      }
      return results + 1;
    }
    return call.push(Bool.FALSE, error);
  }

  private static int rawGet(Call call) {
    return call.push(call.checkTable(1).get(call.checkAny(2)));
  }

  private static int rawSet(Call call) {
    var table = call.checkTable(1);
    call.rawSet(table, call.checkAny(2), call.checkAny(3));
    return call.push(table);
  }

  private static int select(Call call) {
    var count = call.count();
    if (call.arg(1) instanceof Str s && s.length() > 0 && s.at(0) == '#') {
      return call.push(count - 1);
    }
    var from = call.checkInt(1);
    if (from < 0) {
      from = count + from;
    } else if (from > count) {
      from = count;
    }
    if (from < 1) {
      throw call.argumentError(1, "index out of range");
    }
    return call.pushArguments(from + 1);
  }

  private static int toNumber(Call call) {
    var base = call.optInt(2, 10);
    if (base == 10) {
      call.checkAny(1);
      var number = call.toNumber(1);
      return call.push(number == null ? Nil.NIL : number);
    }
    var text = call.checkString(1).untilNul();
    if (base < 2 || base > 36) {
      throw call.argumentError(2, "base out of range");
    }
    return call.push(IntegerReader.read(text, base));
  }

  /** The text of any value, by its {@code __tostring} if it has one. */
  static Value toText(Call call, Value value) {
    var handler = Metamethods.find(call.machine(), value, Metamethods.TOSTRING);
    if (!handler.isNil()) {
      return call.call(handler, value);
    }
    return value instanceof Str ? value : Str.of(value.toString());
  }

  private static int unpack(Call call) {
    var table = call.checkTable(1);
    var first = call.optInt(2, 1);
    var last = call.isAbsentOrNil(3) ? table.length() : call.checkInt(3);
    if (first > last) {
      return 0;
    }
    var count = (long) last - first + 1;
    if (count >= Integer.MAX_VALUE || !call.hasRoomFor(count)) {
      throw call.error("too many results to unpack");
    }
    call.charge(count);
    for (var i = 0; i < count; i++) {
      call.push(table.get(first + i));
    }
    return (int) count;
  }

}

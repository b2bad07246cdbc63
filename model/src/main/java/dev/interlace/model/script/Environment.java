package dev.interlace.model.script;

import dev.interlace.model.script.lib.BaseLibrary;
import dev.interlace.model.script.lib.BitLibrary;
import dev.interlace.model.script.lib.CjsonLibrary;
import dev.interlace.model.script.lib.CmsgpackLibrary;
import dev.interlace.model.script.lib.LibraryTable;
import dev.interlace.model.script.lib.MathLibrary;
import dev.interlace.model.script.lib.RandomState;
import dev.interlace.model.script.lib.StringLibrary;
import dev.interlace.model.script.lib.StructLibrary;
import dev.interlace.model.script.lib.TableLibrary;
import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Builtin;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Coroutines;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Metamethods;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import java.util.ArrayDeque;

/**
 * The globals of a script, registered in Redis' order, and read-only all through: a script can leave nothing behind.
 *
 * <p>Source: Redis 7.0, {@code scriptingInit}, {@code luaRegisterRedisAPI}, {@code luaSetTableProtectionRecursively}.
 */
final class Environment {
  private Environment() {}

  /** Who runs in it. */
  enum Kind {
    /** EVAL: with KEYS, ARGV and what only scripts have. */
    SCRIPTS,
    /** FCALL: keys and arguments come as arguments. */
    FUNCTIONS
  }

  static void build(Kind kind, Machine machine, RandomState random, CjsonLibrary.Instance cjson, RedisLibrary.Session session) {
    var globals = new LibraryTable(machine, machine.globals);
    BaseLibrary.open(machine);
    globals.set("coroutine", Coroutines.library(machine));
    globals.set("table", TableLibrary.open(machine));
    globals.set("string", StringLibrary.open(machine));
    globals.set("math", MathLibrary.open(machine, random));
    globals.set("debug", Bool.TRUE); // it goes again below, as in Redis, but the place that it had decides where others are
    globals.set("cjson", cjson.open(machine));
    globals.set("struct", StructLibrary.open(machine));
    globals.set("cmsgpack", CmsgpackLibrary.open(machine));
    globals.set("bit", BitLibrary.open(machine));
    var redis = RedisLibrary.open(machine, session);
    globals.set("redis", redis.table());
    globals.set("debug", Nil.NIL);
    if (kind == Kind.SCRIPTS) {
      redis
          .add("breakpoint", call -> call.push(Bool.FALSE))
          .add("debug", call -> 0)
          .add("replicate_commands", call -> call.push(Bool.TRUE));
      globals.add("__redis__err__handler", ScriptErrors::handlerFunction);
      globals.set("KEYS", new Table(machine));
      globals.set("ARGV", new Table(machine));
    }
    machine.globals.setMetatable(refusingUnknown(machine));
    protect(machine);
  }

  /** A metatable that makes reading an absent field an error. */
  static Table refusingUnknown(Machine machine) {
    var metatable = new Table(machine);
    metatable.set(Metamethods.INDEX, new Builtin(machine, Environment::unknownGlobal));
    return metatable;
  }

  private static int unknownGlobal(Call call) {
    if (call.count() != 2) {
      throw call.error("Wrong number of arguments to luaProtectedTableError");
    }
    if (!(call.arg(2) instanceof Str) && !(call.arg(2) instanceof Num)) {
      throw call.error("Second argument to luaProtectedTableError must be a string or number");
    }
    throw call.error("Script attempted to access nonexistent global variable '" + Str.of(call.arg(2).toString()).untilNul() + "'");
  }

  /** Makes every table that a script can reach read-only. */
  private static void protect(Machine machine) {
    protect(machine.globals);
    protect(machine.stringMetatable);
  }

  static void protect(Table root) {
    var pending = new ArrayDeque<Table>();
    pending.add(root);
    while (!pending.isEmpty()) {
      var table = pending.remove();
      if (table.isReadOnly()) {
        continue;
      }
      table.setReadOnly(true);
      if (table.metatable() != null) {
        pending.add(table.metatable());
      }
      for (var slot = table.slotAfter(Nil.NIL); slot >= 0; slot = table.slotAfter(table.keyAt(slot))) {
        if (table.valueAtSlot(slot) instanceof Table inner) {
          pending.add(inner);
        }
      }
    }
  }
}

package dev.interlace.model.script;

import dev.interlace.model.script.lib.LibraryTable;
import dev.interlace.model.script.lua.Builtin;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Table;

/** All that the text of a function library sees while it is loaded. Source: Redis 7.0, {@code luaEngineInitEngine}. */
final class LoadEnvironment {
  private LoadEnvironment() {}

  static Table build(Machine machine, Builtin.Body register) {
    var redis = new LibraryTable(machine, new Table(machine)).add("register_function", register);
    RedisLibrary.addLog(redis, (level, message) -> {});
    redis.table().setMetatable(Environment.refusingUnknown(machine));
    var globals = new Table(machine);
    new LibraryTable(machine, globals).set("redis", redis.table());
    globals.setMetatable(Environment.refusingUnknown(machine));
    Environment.protect(globals);
    return globals;
  }
}

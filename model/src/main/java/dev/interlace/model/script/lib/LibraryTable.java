package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Builtin;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;

/** Fills a table with functions, in the order in which the real library registers them: that order shows in {@code pairs}. */
public record LibraryTable(Machine machine, Table table) {
  /** A new table with room for {@code fields} functions. */
  public static LibraryTable sized(Machine machine, int fields) {
    return new LibraryTable(machine, new Table(machine, 0, fields));
  }

  public LibraryTable add(String name, Builtin.Body body) {
    return set(name, new Builtin(machine, body));
  }

  /** Leaves a place in the table for what Redis does not let in: its order depends on it. <b>Source:</b> {@code luaNewIndexAllowList}. */
  public LibraryTable refuse(String name) {
    return set(name, Bool.TRUE).set(name, Nil.NIL);
  }

  public LibraryTable set(String name, Value value) {
    table.set(Str.of(name), value);
    return this;
  }
}

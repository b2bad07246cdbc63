package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Texts;

/** The library {@code table}; no function of it looks at metamethods. Source: Lua 5.1.5, {@code ltablib.c}. */
public final class TableLibrary {
  private TableLibrary() {}

  /** The library's table. */
  public static Table open(Machine machine) {
    return LibraryTable.sized(machine, 9)
        .add("concat", TableLibrary::concat)
        .add("foreach", TableLibrary::forEach)
        .add("foreachi", TableLibrary::forEachIndex)
        .add("getn", call -> call.push(call.checkTable(1).length()))
        .add("maxn", TableLibrary::maxN)
        .add("insert", TableLibrary::insert)
        .add("remove", TableLibrary::remove)
        .add("setn", TableLibrary::setN)
        .add("sort", TableSort::sort)
        .table();
  }

  private static int concat(Call call) {
    var separator = call.isAbsentOrNil(2) ? Str.EMPTY : call.checkString(2);
    var table = call.checkTable(1);
    var first = call.optInt(3, 1);
    var last = call.isAbsentOrNil(4) ? table.length() : call.checkInt(4);
    var text = new Texts(call);
    for (long i = first; i <= last; i++) {
      call.charge(1);
      var value = table.get((int) i);
      if (!(value instanceof Str || value instanceof Num)) {
        throw call.error("invalid value (" + value.typeName() + ") at index " + i + " in table for 'concat'");
      }
      text.add(value instanceof Str s ? s : Str.of(value.toString()));
      if (i < last) {
        text.add(separator);
      }
    }
    return call.push(text.toStr());
  }

  private static int forEach(Call call) {
    var table = call.checkTable(1);
    var function = call.checkFunction(2);
    for (var slot = table.slotAfter(Nil.NIL); slot >= 0; ) {
      var key = table.keyAt(slot);
      var result = call.call(function, key, table.valueAtSlot(slot));
      if (!result.isNil()) {
        return call.push(result);
      }
      slot = table.slotAfter(key);
      if (slot == -2) {
        throw call.plainError("invalid key to 'next'");
      }
    }
    return 0;
  }

  private static int forEachIndex(Call call) {
    var table = call.checkTable(1);
    var length = table.length();
    var function = call.checkFunction(2);
    for (var i = 1; i <= length; i++) {
      var result = call.call(function, Num.of(i), table.get(i));
      if (!result.isNil()) {
        return call.push(result);
      }
    }
    return 0;
  }

  private static int maxN(Call call) {
    var table = call.checkTable(1);
    var max = 0.0;
    call.charge(table.slots());
    for (var slot = table.slotAfter(Nil.NIL); slot >= 0; slot = table.slotAfter(table.keyAt(slot))) {
      if (table.keyAt(slot) instanceof Num n && n.value() > max) {
        max = n.value();
      }
    }
    return call.push(max);
  }

  private static int setN(Call call) {
    call.checkTable(1);
    throw call.error("'setn' is obsolete");
  }

  private static int insert(Call call) {
    var table = call.checkTable(1);
    var end = table.length() + 1;
    var position = end;
    switch (call.count()) {
      case 2 -> { }
      case 3 -> {
        position = call.checkInt(2);
        end = Math.max(end, position);
        call.charge(Math.max(0, (long) end - position));
        for (var i = end; i > position; i--) {
          call.rawSet(table, Num.of(i), table.get(i - 1));
        }
      }
      default -> throw call.error("wrong number of arguments to 'insert'");
    }
    call.rawSet(table, Num.of(position), call.arg(call.count()));
    return 0;
  }

  private static int remove(Call call) {
    var table = call.checkTable(1);
    var end = table.length();
    var position = call.optInt(2, end);
    if (position < 1 || position > end) {
      return 0;
    }
    var removed = table.get(position);
    call.charge(end - position);
    for (var i = position; i < end; i++) {
      call.rawSet(table, Num.of(i), table.get(i + 1));
    }
    call.rawSet(table, Num.of(end), Nil.NIL);
    return call.push(removed);
  }
}

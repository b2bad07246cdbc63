package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Callable;
import dev.interlace.model.script.lua.LightUserdata;
import dev.interlace.model.script.lua.LuaThread;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Texts;
import dev.interlace.model.script.lua.Value;

/** The library {@code cmsgpack}: its functions, and packing. Source: lua-cmsgpack 0.4.0 as Redis 7.0 carries it, {@code lua_cmsgpack.c}. */
public final class CmsgpackLibrary {
  private static final int MAX_NESTING = 16;

  private final Texts out;
  private final Call call;

  private CmsgpackLibrary(Call call) {
    this.call = call;
    this.out = new Texts(call);
  }

  /** The library's table. */
  public static Table open(Machine machine) {
    return new LibraryTable(machine, new Table(machine))
        .add("pack", CmsgpackLibrary::pack)
        .add("unpack", call -> CmsgpackReader.unpack(call, 0, 0))
        .add("unpack_one", call -> CmsgpackReader.unpack(call, 1, call.optLong(2, 0)))
        .add("unpack_limit", CmsgpackLibrary::unpackLimit)
        .set("_NAME", Str.of("cmsgpack"))
        .set("_VERSION", Str.of("lua-cmsgpack 0.4.0"))
        .set("_COPYRIGHT", Str.of("Copyright (C) 2012, Salvatore Sanfilippo"))
        .set("_DESCRIPTION", Str.of("MessagePack C implementation for Lua"))
        .table();
  }

  private static int unpackLimit(Call call) {
    var limit = call.checkLong(2);
    return CmsgpackReader.unpack(call, limit, call.optLong(3, 0));
  }

  private static int pack(Call call) {
    if (call.count() == 0) {
      throw call.argumentError(0, "MessagePack pack needs input.");
    }
    var writer = new CmsgpackLibrary(call);
    for (var i = 1; i <= call.count(); i++) {
      writer.value(call.arg(i), 0);
    }
    return call.push(writer.out.toStr());
  }

  /** What has no form in MessagePack, and a table nested too deep, becomes nil. */
  private void value(Value value, int level) {
    call.charge(1);
    switch (value) {
      case Str s -> string(s);
      case Bool b -> out.add(b == Bool.TRUE ? 0xc3 : 0xc2);
      case Num n -> number(n.value());
      case Table t -> {
        if (level == MAX_NESTING) {
          out.add(0xc0);
        } else {
          table(t, level);
        }
      }
      case Nil n -> out.add(0xc0);
      case Callable c -> out.add(0xc0);
      case LuaThread t -> out.add(0xc0);
      case LightUserdata u -> out.add(0xc0);
    }
  }

  private void bigEndian(long value, int bytes) {
    for (var i = bytes - 1; i >= 0; i--) {
      out.add((int) (value >>> 8 * i) & 0xff);
    }
  }

  private void string(Str text) {
    var length = text.length();
    if (length < 32) {
      out.add(0xa0 | length);
    } else if (length <= 0xff) {
      out.add(0xd9).add(length);
    } else {
      sized(length, 0xda, 0xdb);
    }
    out.add(text);
  }

  private void sized(int count, int code16, int code32) {
    out.add(count <= 0xffff ? code16 : code32);
    bigEndian(count, count <= 0xffff ? 2 : 4);
  }

  private void number(double value) {
    if (value == (double) (long) value && value < 0x1p63) {
      integer((long) value);
    } else if (value == (float) value) {
      out.add(0xca);
      bigEndian(Float.floatToRawIntBits((float) value), 4);
    } else {
      out.add(0xcb);
      bigEndian(Double.doubleToRawLongBits(value), 8);
    }
  }

  private void integer(long value) {
    if (value >= -32 && value <= 127) {
      out.add((int) value & 0xff);
    } else if (value >= 0) {
      var bytes = value <= 0xff ? 1 : value <= 0xffff ? 2 : value <= 0xffff_ffffL ? 4 : 8;
      out.add(0xcc + Integer.numberOfTrailingZeros(bytes));
      bigEndian(value, bytes);
    } else {
      var bytes = value >= Byte.MIN_VALUE ? 1 : value >= Short.MIN_VALUE ? 2 : value >= Integer.MIN_VALUE ? 4 : 8;
      out.add(0xd0 + Integer.numberOfTrailingZeros(bytes));
      bigEndian(value, bytes);
    }
  }

  private void table(Table table, int level) {
    var count = 0;
    var max = 0;
    var isArray = true;
    for (var slot = table.slotAfter(Nil.NIL); slot >= 0; slot = table.slotAfter(table.keyAt(slot))) {
      isArray &= table.keyAt(slot) instanceof Num n && n.value() > 0 && (int) n.value() == n.value();
      max = isArray ? Math.max(max, (int) ((Num) table.keyAt(slot)).value()) : max;
      count++;
    }
    if (isArray && max == count) {
      array(table, count, level);
    } else {
      map(table, count, level);
    }
  }

  private void array(Table table, int count, int level) {
    if (count <= 15) {
      out.add(0x90 | count);
    } else {
      sized(count, 0xdc, 0xdd);
    }
    for (var i = 1; i <= count; i++) {
      value(table.get(i), level + 1);
    }
  }

  private void map(Table table, int count, int level) {
    if (count <= 15) {
      out.add(0x80 | count);
    } else {
      sized(count, 0xde, 0xdf);
    }
    for (var slot = table.slotAfter(Nil.NIL); slot >= 0; slot = table.slotAfter(table.keyAt(slot))) {
      value(table.keyAt(slot), level + 1);
      value(table.valueAtSlot(slot), level + 1);
    }
  }
}

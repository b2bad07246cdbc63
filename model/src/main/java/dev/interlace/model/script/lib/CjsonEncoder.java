package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.Callable;
import dev.interlace.model.script.lua.LightUserdata;
import dev.interlace.model.script.lua.LuaError;
import dev.interlace.model.script.lua.LuaThread;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.NumberText;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Texts;
import dev.interlace.model.script.lua.Value;
import java.util.ArrayList;

/**
 * {@code cjson.encode}. Fields come in the order of {@code pairs}; a table is an array if all its keys are whole numbers from 1 on and
 * there is at least one. Source: lua-cjson 2.1.0.
 */
final class CjsonEncoder {
  private static final int OBJECT = -1;
  private static final String HEX = "0123456789abcdef";

  private final Call call;
  private final CjsonSettings settings;
  private final Texts out;
  /** The tables being written, outermost first. Not the Java stack: a thousand levels are allowed, and must not depend on its size. */
  private final ArrayList<Open> open = new ArrayList<>();

  /** A table being written. */
  private static final class Open {
    final Table table;
    final int length;
    /** Elements written. */
    int position;
    /** The field written last, nil before the first. */
    Value key = Nil.NIL;

    Open(Table table, int length) {
      this.table = table;
      this.length = length;
    }
  }

  CjsonEncoder(Call call, CjsonSettings settings) {
    this.call = call;
    this.settings = settings;
    this.out = new Texts(call);
  }

  Str encode(Value value) {
    begin(value);
    while (!open.isEmpty()) {
      proceed(open.getLast());
    }
    return out.toStr();
  }

  /** Writes a value, but of a table that is not empty only the beginning. */
  private void begin(Value value) {
    call.charge(1);
    switch (value) {
      case Str s -> string(s);
      case Num n -> number(n);
      case Bool b -> out.add(b.toString());
      case Table t -> open(t);
      case Nil n -> out.add("null");
      case LightUserdata u -> out.add("null");
      case Callable c -> throw refuse(value, "type not supported");
      case LuaThread t -> throw refuse(value, "type not supported");
    }
  }

  private LuaError refuse(Value value, String reason) {
    return call.error("Cannot serialise " + value.typeName() + ": " + reason);
  }

  private void open(Table table) {
    var depth = open.size() + 1;
    if (depth > settings.encodeDepth()) {
      throw call.error("Cannot serialise, excessive nesting (" + depth + ")");
    }
    var length = arrayLength(table);
    open.add(new Open(table, length > 0 ? length : OBJECT));
    out.add(length > 0 ? '[' : '{');
  }

  /** Writes the next element or field of an open table, or its end. */
  private void proceed(Open table) {
    if (table.length == OBJECT) {
      proceedObject(table);
      return;
    }
    if (table.position == table.length) {
      close(']');
      return;
    }
    if (table.position > 0) {
      out.add(',');
    }
    table.position++;
    begin(table.table.get(table.position));
  }

  private void proceedObject(Open table) {
    var slot = table.table.slotAfter(table.key);
    if (slot < 0) {
      close('}');
      return;
    }
    if (!table.key.isNil()) {
      out.add(',');
    }
    table.key = table.table.keyAt(slot);
    key(table.key);
    out.add(':');
    begin(table.table.valueAtSlot(slot));
  }

  private void close(char bracket) {
    out.add(bracket);
    open.removeLast();
  }

  /** The largest key of an array, or -1 if the table is none. */
  private int arrayLength(Table table) {
    var max = 0;
    var count = 0;
    for (var slot = table.slotAfter(Nil.NIL); slot >= 0; slot = table.slotAfter(table.keyAt(slot))) {
      call.charge(1);
      if (!(table.keyAt(slot) instanceof Num n) || Math.floor(n.value()) != n.value() || n.value() < 1) {
        return -1;
      }
      if (n.value() > max) {
        max = n.value() > Integer.MAX_VALUE ? Integer.MIN_VALUE : (int) n.value();
      }
      count++;
    }
    if (settings.sparseRatio() > 0 && max > (long) count * settings.sparseRatio() && max > settings.sparseSafe()) {
      if (!settings.convertsSparse()) {
        throw refuse(table, "excessively sparse array");
      }
      return -1;
    }
    return max;
  }

  private void key(Value key) {
    if (key instanceof Str s) {
      string(s);
    } else if (key instanceof Num n) {
      out.add('"');
      number(n);
      out.add('"');
    } else {
      throw refuse(key, "table key must be a number or string");
    }
  }

  private void number(Num number) {
    var isInvalid = Double.isNaN(number.value()) || Double.isInfinite(number.value());
    if (isInvalid && settings.encodeInvalid() == CjsonSettings.OFF) {
      throw refuse(number, "must not be NaN or Inf");
    }
    if (isInvalid && settings.encodeInvalid() == CjsonSettings.NULL) {
      out.add("null");
    } else if (Double.isNaN(number.value())) {
      out.add("nan");
    } else {
      out.add(NumberText.general(number, settings.precision(), false));
    }
  }

  private void string(Str text) {
    out.add('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.at(i);
      switch (c) {
        case '"', '\\', '/' -> out.add('\\').add(c);
        case '\b' -> out.add("\\b");
        case '\t' -> out.add("\\t");
        case '\n' -> out.add("\\n");
        case '\f' -> out.add("\\f");
        case '\r' -> out.add("\\r");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            out.add("\\u00").add(HEX.charAt(c >> 4)).add(HEX.charAt(c & 15));
          } else {
            out.add(c);
          }
        }
      }
    }
    out.add('"');
  }
}

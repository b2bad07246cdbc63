package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/**
 * Reading and writing fields, comparison and length, with their metamethods.
 *
 * <p>A {@code slot} is the stack index of an operand, or -1 where it is no register; errors name the variable by it. Source: Lua 5.1.5,
 * {@code lvm.c}.
 */
public final class Operators {
  private static final int MAX_CHAIN = 100;

  private Operators() {}

  public static Value index(LuaThread thread, Value object, Value key, int slot) {
    var at = object;
    for (var i = 0; i < MAX_CHAIN; i++) {
      Value handler;
      if (at instanceof Table table) {
        var value = table.get(key);
        if (!value.isNil() || table.metatable() == null) {
          return value;
        }
        handler = Metamethods.find(thread.machine, table, Metamethods.INDEX);
        if (handler.isNil()) {
          return Nil.NIL;
        }
      } else {
        handler = Metamethods.find(thread.machine, at, Metamethods.INDEX);
        if (handler.isNil()) {
          throw Raise.type(thread, at, i == 0 ? slot : -1, "index");
        }
      }
      if (handler instanceof Callable) {
        return Calls.metamethod(thread, handler, at, key);
      }
      at = handler;
    }
    throw Raise.runtime(thread, "loop in gettable");
  }

  public static void setIndex(LuaThread thread, Value object, Value key, Value value, int slot) {
    var at = object;
    for (var i = 0; i < MAX_CHAIN; i++) {
      Value handler;
      if (at instanceof Table table) {
        checkWritable(thread, table);
        handler = table.metatable() == null || !table.get(key).isNil() ? Nil.NIL : table.metatable().get(Metamethods.NEWINDEX);
        if (handler.isNil()) {
          rawSet(thread, table, key, value);
          return;
        }
        rawSet(thread, table, key, Nil.NIL); // Lua makes the field first, and only then looks for a handler
      } else {
        handler = Metamethods.find(thread.machine, at, Metamethods.NEWINDEX);
        if (handler.isNil()) {
          throw Raise.type(thread, at, i == 0 ? slot : -1, "index");
        }
      }
      if (handler instanceof Callable) {
        Calls.metamethod(thread, handler, at, key, value);
        return;
      }
      at = handler;
    }
    throw Raise.runtime(thread, "loop in settable");
  }

  static void checkWritable(LuaThread thread, Table table) {
    if (table.isReadOnly()) {
      throw Raise.runtime(thread, "Attempt to modify a readonly table");
    }
  }

  static void rawSet(LuaThread thread, Table table, Value key, Value value) {
    try {
      table.set(key, value);
    } catch (IllegalArgumentException e) {
      throw Raise.runtime(thread, String.valueOf(e.getMessage()));
    }
  }

  static Value length(LuaThread thread, Value value, int slot) {
    return switch (value) {
      case Table t -> Num.of(t.length());
      case Str s -> Num.of(s.length());
      case Nil n -> lengthByHandler(thread, value, slot);
      case Bool b -> lengthByHandler(thread, value, slot);
      case Num n -> lengthByHandler(thread, value, slot);
      case Callable c -> lengthByHandler(thread, value, slot);
      case LuaThread t -> lengthByHandler(thread, value, slot);
      case LightUserdata u -> lengthByHandler(thread, value, slot);
    };
  }

  private static Value lengthByHandler(LuaThread thread, Value value, int slot) {
    var handler = Metamethods.find(thread.machine, value, Metamethods.LEN);
    if (handler.isNil()) {
      throw Raise.type(thread, value, slot, "get length of");
    }
    return Calls.metamethod(thread, handler, value, Nil.NIL);
  }

  static boolean equal(LuaThread thread, Value left, Value right) {
    if (left.rawEquals(right)) {
      return true;
    }
    if (!(left instanceof Table a) || !(right instanceof Table b)) {
      return false;
    }
    var handler = sharedHandler(a.metatable(), b.metatable(), Metamethods.EQ);
    return handler != null && Calls.metamethod(thread, handler, left, right).isTrue();
  }

  /** Tables are compared by {@code __eq} only if both have the same one. */
  private static @Nullable Value sharedHandler(@Nullable Table one, @Nullable Table two, Str name) {
    if (one == null || two == null) {
      return null;
    }
    var first = one.get(name);
    return first.isNil() || !first.rawEquals(two.get(name)) ? null : first;
  }

  public static boolean lessThan(LuaThread thread, Value left, Value right) {
    if (left instanceof Num a && right instanceof Num b) {
      return a.value() < b.value();
    }
    if (left instanceof Str a && right instanceof Str b) {
      return a.compareTo(b) < 0;
    }
    var result = compareByHandler(thread, left, right, Metamethods.LT);
    if (result == null) {
      throw Raise.comparison(thread, left, right);
    }
    return result.isTrue();
  }

  /** Without {@code __le}, {@code a <= b} is {@code not (b < a)}. */
  static boolean lessOrEqual(LuaThread thread, Value left, Value right) {
    if (left instanceof Num a && right instanceof Num b) {
      return a.value() <= b.value();
    }
    if (left instanceof Str a && right instanceof Str b) {
      return a.compareTo(b) <= 0;
    }
    var result = compareByHandler(thread, left, right, Metamethods.LE);
    if (result != null) {
      return result.isTrue();
    }
    var reversed = compareByHandler(thread, right, left, Metamethods.LT);
    if (reversed == null) {
      throw Raise.comparison(thread, left, right);
    }
    return !reversed.isTrue();
  }

  /** Order by metamethod needs two values of one type that have the same handler. */
  private static @Nullable Value compareByHandler(LuaThread thread, Value left, Value right, Str name) {
    if (!left.typeName().equals(right.typeName())) {
      return null;
    }
    var handler = Metamethods.find(thread.machine, left, name);
    if (handler.isNil() || !handler.rawEquals(Metamethods.find(thread.machine, right, name))) {
      return null;
    }
    return Calls.metamethod(thread, handler, left, right);
  }
}

package dev.interlace.model.script.lua;

/**
 * Any value of the language: the eight types of Lua 5.1, functions in two kinds.
 *
 * <p>A class and not an interface, because the machine stores values in arrays all the time, and a store of an interface's type is checked
 * at some cost.
 */
public abstract sealed class Value permits Nil, Bool, Num, Str, Table, Callable, LuaThread, LightUserdata {
  /** The name {@code type} gives. */
  public final String typeName() {
    return switch (this) {
      case Nil n -> "nil";
      case Bool b -> "boolean";
      case Num n -> "number";
      case Str s -> "string";
      case Table t -> "table";
      case Callable c -> "function";
      case LuaThread t -> "thread";
      case LightUserdata u -> "userdata";
    };
  }

  /** Everything but nil and false. */
  public final boolean isTrue() {
    return this != Nil.NIL && this != Bool.FALSE;
  }

  public final boolean isNil() {
    return this == Nil.NIL;
  }

  /** Equality without metamethods: numbers and strings by content, all else by identity. */
  public final boolean rawEquals(Value other) {
    if (this instanceof Num a) {
      return other instanceof Num b && a.value() == b.value();
    }
    return this == other || this instanceof Str a && a.equals(other);
  }
}

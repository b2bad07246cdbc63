package dev.interlace.model.script.lua;

/** Any value of the language: the eight types of Lua 5.1, functions in two kinds. */
public sealed interface Value permits Nil, Bool, Num, Str, Table, Callable, LuaThread, LightUserdata {
  /** The name {@code type} gives. */
  default String typeName() {
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
  default boolean isTrue() {
    return this != Nil.NIL && this != Bool.FALSE;
  }

  default boolean isNil() {
    return this == Nil.NIL;
  }

  /** Equality without metamethods: numbers and strings by content, all else by identity. */
  default boolean rawEquals(Value other) {
    return switch (this) {
      case Num a -> other instanceof Num b && a.value() == b.value();
      case Str a -> other instanceof Str b && a.equals(b);
      case Nil n -> this == other;
      case Bool b -> this == other;
      case Table t -> this == other;
      case Callable c -> this == other;
      case LuaThread t -> this == other;
      case LightUserdata u -> this == other;
    };
  }
}

package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/** Names of metamethods and how to find them. */
public final class Metamethods {
  public static final Str INDEX = Str.of("__index");
  static final Str NEWINDEX = Str.of("__newindex");
  static final Str CALL = Str.of("__call");
  static final Str ADD = Str.of("__add");
  static final Str SUB = Str.of("__sub");
  static final Str MUL = Str.of("__mul");
  static final Str DIV = Str.of("__div");
  static final Str MOD = Str.of("__mod");
  static final Str POW = Str.of("__pow");
  static final Str UNM = Str.of("__unm");
  static final Str LEN = Str.of("__len");
  static final Str CONCAT = Str.of("__concat");
  static final Str EQ = Str.of("__eq");
  static final Str LT = Str.of("__lt");
  static final Str LE = Str.of("__le");
  public static final Str METATABLE = Str.of("__metatable");
  public static final Str TOSTRING = Str.of("__tostring");

  private Metamethods() {}

  /** Tables have their own metatable, strings share one, nothing else has any. */
  public static @Nullable Table metatableOf(Machine machine, Value value) {
    return switch (value) {
      case Table t -> t.metatable();
      case Str s -> machine.stringMetatable;
      case Nil n -> null;
      case Bool b -> null;
      case Num n -> null;
      case Callable c -> null;
      case LuaThread t -> null;
      case LightUserdata u -> null;
    };
  }

  /** The field {@code name} of the value's metatable, nil if there is none. */
  public static Value find(Machine machine, Value value, Str name) {
    var metatable = metatableOf(machine, value);
    return metatable == null ? Nil.NIL : metatable.get(name);
  }
}

package dev.interlace.model.script.lua;

/** A function: compiled from Lua, or built in. */
public sealed interface Callable extends Value permits Closure, Builtin {}

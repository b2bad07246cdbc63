package dev.interlace.model.script.lua;

/** A function: compiled from Lua, or built in. */
public abstract sealed class Callable extends Value permits Closure, Builtin {}

/**
 * The Lua 5.1 language: values, tables, calls and the instruction loop, as Redis 7.0.15 builds it.
 *
 * <p>Imports {@code bytes} only. Read {@link dev.interlace.model.script.lua.Value} first, then {@link
 * dev.interlace.model.script.lua.LuaThread} and {@link dev.interlace.model.script.lua.Loop}.
 */
@NullMarked
package dev.interlace.model.script.lua;

import org.jspecify.annotations.NullMarked;

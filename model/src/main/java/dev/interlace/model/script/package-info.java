/**
 * Scripts: what EVAL does once it has found its script, and what the script sees of the server.
 *
 * <p>The language lives in {@code script.lua}, its compiler's front in {@code script.front}, the libraries in {@code script.lib}; this
 * package imports them, {@code reply} and {@code bytes}. Read {@link dev.interlace.model.script.LuaEngine} first, then {@link
 * dev.interlace.model.script.ScriptHost} and {@link dev.interlace.model.script.RedisLibrary}.
 */
@NullMarked
package dev.interlace.model.script;

import org.jspecify.annotations.NullMarked;

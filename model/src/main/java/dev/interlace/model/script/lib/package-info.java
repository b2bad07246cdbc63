/**
 * The libraries a script of Redis 7.0.15 finds: Lua 5.1's own, {@code bit}, {@code cjson}, {@code cmsgpack} and {@code struct}.
 *
 * <p>Imports {@code script.lua} and {@code script.front}. Read {@link dev.interlace.model.script.lib.BaseLibrary} first, and
 * {@link dev.interlace.model.script.lua.Call}, through which every function sees its arguments.
 */
@NullMarked
package dev.interlace.model.script.lib;

import org.jspecify.annotations.NullMarked;

/**
 * From program text to {@link dev.interlace.model.script.lua.Proto}: a lexer and grammar of Lua 5.1, and luaj's compiler behind them.
 *
 * <p>luaj compiles Lua 5.2, with texts and limits of its own. So {@link dev.interlace.model.script.front.Grammar} checks the text by
 * 5.1's rules first, raises every error, and writes the text anew in a form that means the same in 5.2. Imports {@code script.lua}, and
 * is the only package to import luaj. Read {@link dev.interlace.model.script.front.Compiler} first.
 */
@NullMarked
package dev.interlace.model.script.front;

import org.jspecify.annotations.NullMarked;

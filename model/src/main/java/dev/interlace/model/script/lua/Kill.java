package dev.interlace.model.script.lua;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of a script that does not end by itself.
 *
 * <p>Redis raises an error from a hook; should {@code pcall} catch it, the next one comes with the next line, function or turn of a loop.
 * So one {@code pcall} cannot keep a script alive, but what stands behind it in the same line still runs. <b>Source:</b> {@code
 * luaMaskCountHook} in {@code script_lua.c} of Redis 7.0, {@code traceexec} in {@code lvm.c} of Lua 5.1.5.
 */
final class Kill {
  static final Kill NONE = new Kill(null);

  private final @Nullable Supplier<LuaError> error;
  private long grace;
  private boolean hasBegun;

  Kill(@Nullable Supplier<LuaError> error) {
    this.error = error;
  }

  boolean hasBegun() {
    return hasBegun;
  }

  /** @throws OutOfBudget if there is no error to raise */
  LuaError error() {
    if (error == null) {
      throw OutOfBudget.SIGNAL;
    }
    return error.get();
  }

  void begin(LuaThread running, long units) {
    hasBegun = true;
    grace = units;
    for (var i = 0; i < running.depth; i++) {
      running.frames[i].traced = running.frames[i].pc - 1;
    }
  }

  /** Called before each instruction from then on. */
  void step(LuaThread running) {
    if (--grace < 0) {
      throw OutOfBudget.SIGNAL;
    }
    var frame = running.frame();
    var at = frame.pc - 1;
    var before = frame.traced;
    frame.traced = at;
    var lines = frame.lua().proto.lines;
    if (at == 0 || at <= before || lines[at] != lines[before]) {
      throw error();
    }
  }
}

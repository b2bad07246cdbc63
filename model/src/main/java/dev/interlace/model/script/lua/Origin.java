package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/**
 * Where an error was raised.
 *
 * @param source the chunk's name with its sigil, {@code =[C]} for a built-in function
 * @param line -1 for a built-in function
 */
public record Origin(String source, int line) {
  private static final Origin BUILTIN = new Origin("=[C]", -1);

  /**
   * The place of an error that has just left the thread: its top function, or that one's caller if the top is built in; null if there is
   * none.
   */
  public static @Nullable Origin ofError(LuaThread thread) {
    return at(thread, 0);
  }

  /** The same as seen by a built-in function called as a handler. */
  public static @Nullable Origin ofCaller(Call call) {
    return at(call.thread(), 1);
  }

  private static @Nullable Origin at(LuaThread thread, int level) {
    var index = Raise.level(thread, level);
    if (index > 0 && !thread.frames[index].isLua()) {
      index = Raise.level(thread, level + 1);
    }
    if (index == -1) {
      return new Origin("=(tail call)", -1);
    }
    if (index < 0) {
      return null;
    }
    var frame = thread.frames[index];
    return frame.isLua() ? new Origin(frame.lua().proto.chunkName, frame.line()) : BUILTIN;
  }
}

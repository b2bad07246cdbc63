package dev.interlace.model.script.lua;

/**
 * The instruction loop.
 *
 * <p>A frame's {@code pc} points behind the instruction being executed whenever anybody could ask for it. Source: Lua 5.1.5, {@code
 * luaV_execute}; the instruction set is that of 5.2.
 */
final class Loop {
  private Loop() {}

  /** Runs the top frame until the frame at depth {@code floor} returns (true) or the coroutine yields (false). */
  static boolean run(LuaThread thread, int floor) {
    while (thread.depth >= floor) {
      var i = thread.machine.isKilled() ? nextOfKilled(thread) : FastSteps.run(thread, floor);
      if (!Steps.run(thread, i)) {
        return false;
      }
    }
    return true;
  }

  private static int nextOfKilled(LuaThread thread) {
    var frame = thread.frame();
    var i = frame.lua().proto.code[frame.pc++];
    thread.machine.stepKilled(thread);
    return i;
  }
}

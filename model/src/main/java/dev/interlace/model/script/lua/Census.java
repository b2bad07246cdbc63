package dev.interlace.model.script.lua;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * How much memory a script holds on to, in bytes as this machine lays them out; the same everywhere, unlike what a collector knows.
 *
 * <p>It is taken now and then while a script runs, less often the more there is. Short strings count wherever they are referred to.
 */
final class Census {
  /**
   * What a script may hold, in bytes.
   *
   * <p><b>Deviation:</b> Redis' Lua has no bound but memory.
   */
  static final long MOST = 128L * 1024 * 1024;

  private static final int OBJECT = 48;
  private static final int REFERENCE = 4;
  private static final int NUMBER = 24;
  private static final int STRING = 48;
  private static final int LONG_STRING = 1_000;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<Value> pending = new ArrayDeque<>();
  private long bytes;

  private Census() {}

  static long take(Machine machine, LuaThread running) {
    var census = new Census();
    census.add(machine.globals);
    census.add(machine.mainThread);
    census.add(running);
    while (!census.pending.isEmpty() && census.bytes <= MOST) {
      census.addWhatIsIn(census.pending.remove());
    }
    return census.bytes;
  }

  private void add(Value value) {
    if (value instanceof Num) {
      bytes += NUMBER;
    } else if (value instanceof Str text) {
      if (text.length() < LONG_STRING || seen.add(text)) {
        bytes += STRING + text.length();
      }
    } else if ((value instanceof Table || value instanceof Callable || value instanceof LuaThread) && seen.add(value)) {
      bytes += OBJECT;
      pending.add(value);
    }
  }

  private void addAll(Value[] values) {
    bytes += (long) REFERENCE * values.length;
    for (var value : values) {
      add(value);
    }
  }

  private void addWhatIsIn(Value value) {
    switch (value) {
      case Table table -> {
        var layout = table.layout();
        addAll(layout.array());
        addAll(layout.keys());
        addAll(layout.values());
        bytes += (long) REFERENCE * layout.links().length;
        if (layout.metatable() != null) {
          add(layout.metatable());
        }
      }
      case Closure closure -> {
        for (var variable : closure.upvalues) {
          if (seen.add(variable)) {
            bytes += OBJECT;
            add(variable.get());
          }
        }
      }
      case Builtin builtin -> {
        if (builtin.coroutine() != null) {
          add(builtin.coroutine());
        }
      }
      case LuaThread thread -> {
        addAll(thread.stack);
        bytes += (long) OBJECT * thread.frames.length;
      }
      case Nil n -> {}
      case Bool b -> {}
      case Num n -> {}
      case Str s -> {}
      case LightUserdata u -> {}
    }
  }
}

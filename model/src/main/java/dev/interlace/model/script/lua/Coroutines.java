package dev.interlace.model.script.lua;

/** The library {@code coroutine}. It lives here because it alone handles two threads at once. Source: Lua 5.1.5, {@code lbaselib.c}. */
public final class Coroutines {
  /** Of a new one, in units of the budget. */
  private static final int COST = 40;

  private Coroutines() {}

  /** The library's table. */
  public static Table library(Machine machine) {
    var library = new Table(machine, 0, 6);
    library.set(Str.of("create"), new Builtin(machine, call -> call.push(create(call))));
    library.set(Str.of("resume"), new Builtin(machine, Coroutines::resume));
    library.set(Str.of("running"), new Builtin(machine, Coroutines::running));
    library.set(Str.of("status"), new Builtin(machine, Coroutines::status));
    library.set(Str.of("wrap"), new Builtin(machine, Coroutines::wrap));
    library.set(Str.of("yield"), new Builtin(machine, call -> call.yield(call.count())));
    return library;
  }

  private static LuaThread create(Call call) {
    if (!(call.arg(1) instanceof Closure function)) {
      throw call.argumentError(1, "Lua function expected");
    }
    call.charge(COST);
    var thread = new LuaThread(call.machine());
    thread.push(function);
    return thread;
  }

  private static LuaThread checkThread(Call call) {
    if (call.arg(1) instanceof LuaThread thread) {
      return thread;
    }
    throw call.argumentError(1, "coroutine expected");
  }

  private static int resume(Call call) {
    var coroutine = checkThread(call);
    var resumed = transfer(call, coroutine, 2);
    if (resumed.isError()) {
      return call.push(Bool.FALSE, coroutine.pop());
    }
    call.push(Bool.TRUE);
    return 1 + moveResults(call, coroutine, resumed.count());
  }

  private static int wrap(Call call) {
    var coroutine = create(call);
    return call.push(new Builtin(call.machine(), inner -> runWrapped(inner, coroutine), coroutine));
  }

  /** A string error gets the position of the caller in front, once more. */
  private static int runWrapped(Call call, LuaThread coroutine) {
    var resumed = transfer(call, coroutine, 1);
    if (!resumed.isError()) {
      return moveResults(call, coroutine, resumed.count());
    }
    var error = coroutine.pop();
    if (error instanceof Str || error instanceof Num) {
      throw new LuaError(call.where(1) + error);
    }
    throw new LuaError(error);
  }

  private static Calls.Resumed transfer(Call call, LuaThread coroutine, int firstArgument) {
    var status = statusSeenBy(call, coroutine);
    if (status != LuaThread.Status.SUSPENDED) {
      coroutine.push(Str.of("cannot resume " + name(status) + " coroutine"));
      return new Calls.Resumed(true, 1);
    }
    var count = Math.max(0, call.count() - firstArgument + 1);
    for (var i = firstArgument; i <= call.count(); i++) {
      coroutine.push(call.arg(i));
    }
    return Calls.resume(call.thread(), coroutine, count);
  }

  private static int moveResults(Call call, LuaThread coroutine, int count) {
    call.charge(count);
    for (var i = 0; i < count; i++) {
      call.push(coroutine.stack[coroutine.top - count + i]);
    }
    coroutine.top -= count;
    return count;
  }

  private static int running(Call call) {
    return call.thread() == call.machine().mainThread ? call.push(Nil.NIL) : call.push(call.thread());
  }

  private static int status(Call call) {
    return call.push(name(statusSeenBy(call, checkThread(call))));
  }

  private static LuaThread.Status statusSeenBy(Call call, LuaThread coroutine) {
    return coroutine == call.thread() ? LuaThread.Status.RUNNING : coroutine.status;
  }

  private static String name(LuaThread.Status status) {
    return switch (status) {
      case SUSPENDED -> "suspended";
      case RUNNING -> "running";
      case NORMAL -> "normal";
      case DEAD -> "dead";
    };
  }
}

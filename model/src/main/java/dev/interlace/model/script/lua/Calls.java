package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/**
 * Starting and ending calls, protected calls, and switching between coroutines.
 *
 * <p>A call from one Lua function to another only pushes a frame. A call that passes through Java (a metamethod, a callback, an iterator,
 * {@code pcall}, a coroutine) nests {@link Loop#run} and counts against {@link Machine#MAX_NESTED_CALLS}, exactly where Lua 5.1 nests C
 * calls. Source: {@code ldo.c}.
 */
public final class Calls {
  /** What became of a call that was started. */
  enum Started { LUA, DONE, YIELDED }

  private static final int MAX_NESTED_IN_ERRORS = Machine.MAX_NESTED_CALLS + Machine.MAX_NESTED_CALLS / 8;
  /** The depth of a coroutine's own function: only the host's frame is below it. */
  private static final int BODY = 2;
  private static final Str ERROR_IN_HANDLER = Str.of("error in error handling");

  private Calls() {}

  /**
   * Calls the function at stack index {@code at} with what lies above it; the results replace it, and all of them end at {@code top} if
   * -1 are wanted.
   */
  static void call(LuaThread thread, int at, int wanted) {
    enter(thread);
    if (start(thread, at, wanted) == Started.LUA) {
      Loop.run(thread, thread.depth);
    }
    thread.nestedCalls--;
  }

  private static void enter(LuaThread thread) {
    var nested = ++thread.nestedCalls;
    if (nested == Machine.MAX_NESTED_CALLS) {
      throw Raise.runtime(thread, "C stack overflow");
    }
    if (nested >= MAX_NESTED_IN_ERRORS) {
      throw new LuaError(ERROR_IN_HANDLER);
    }
  }

  /** The first result of a metamethod. */
  static Value metamethod(LuaThread thread, Value function, Value... arguments) {
    var top = thread.top;
    thread.ensure(top, arguments.length + 2);
    thread.push(function);
    for (var argument : arguments) {
      thread.push(argument);
    }
    call(thread, top, 1);
    thread.top = top;
    return thread.stack[top];
  }

  /** Pushes a frame for the function at {@code at}; a built-in function has run when this returns. */
  static Started start(LuaThread thread, int at, int wanted) {
    var function = thread.stack[at];
    if (function instanceof Closure closure) {
      startLua(thread, closure, at, wanted);
      return Started.LUA;
    }
    if (function instanceof Builtin builtin) {
      return runBuiltin(thread, builtin, at, wanted);
    }
    insertCallHandler(thread, at);
    return start(thread, at, wanted);
  }

  private static void insertCallHandler(LuaThread thread, int at) {
    var object = thread.stack[at];
    var handler = Metamethods.find(thread.machine, object, Metamethods.CALL);
    if (!(handler instanceof Callable)) {
      throw Raise.type(thread, object, at, "call");
    }
    thread.ensure(thread.top, 1);
    System.arraycopy(thread.stack, at, thread.stack, at + 1, thread.top - at);
    thread.stack[at] = handler;
    thread.top++;
  }

  private static void startLua(LuaThread thread, Closure closure, int at, int wanted) {
    var proto = closure.proto;
    var given = thread.top - at - 1;
    thread.ensure(thread.top, proto.registers + proto.parameters + 1);
    var base = proto.isVararg ? shiftParameters(thread, proto, given) : at + 1;
    for (var i = given; i < proto.parameters; i++) {
      thread.stack[base + i] = Nil.NIL;
    }
    var frame = thread.pushFrame();
    frame.begin(closure, at, base, wanted);
    thread.top = frame.limit;
  }

  /** The named parameters of a vararg function are moved above all arguments, so that the extra ones lie just below its registers. */
  private static int shiftParameters(LuaThread thread, Proto proto, int given) {
    var base = thread.top + Math.max(0, proto.parameters - given);
    var from = thread.top - given;
    for (var i = 0; i < Math.min(given, proto.parameters); i++) {
      thread.stack[base + i] = thread.stack[from + i];
      thread.stack[from + i] = Nil.NIL;
    }
    return base;
  }

  private static Started runBuiltin(LuaThread thread, Builtin builtin, int at, int wanted) {
    thread.pushFrame().beginBuiltin(at, wanted);
    var count = builtin.body.run(new Call(thread, at + 1, thread.top - at - 1));
    if (count == Call.YIELD) {
      return Started.YIELDED;
    }
    finish(thread, thread.top - count, count);
    return Started.DONE;
  }

  /** Ends the running call: its results, {@code count} from {@code first}, go where its function was. */
  static void finish(LuaThread thread, int first, int count) {
    var frame = thread.frame();
    var to = frame.function;
    var wanted = frame.wanted;
    thread.depth--;
    var stack = thread.stack;
    var copied = wanted < 0 ? count : Math.min(count, wanted);
    for (var i = 0; i < copied; i++) {
      stack[to + i] = stack[first + i];
    }
    for (var i = copied; i < wanted; i++) {
      stack[to + i] = Nil.NIL;
    }
    var limit = thread.frame().limit;
    thread.top = wanted >= 0 && limit != 0 ? limit : to + Math.max(copied, wanted);
  }

  /** After a tail call: the new frame takes the place of the one that made it, which loses its variables. */
  static void replaceCaller(LuaThread thread) {
    var callee = thread.frame();
    var caller = thread.frames[thread.depth - 2];
    thread.closeUpvalues(caller.base);
    var shift = callee.function - caller.function;
    System.arraycopy(thread.stack, callee.function, thread.stack, caller.function, thread.top - callee.function);
    caller.closure = callee.closure;
    caller.base = callee.base - shift;
    caller.pc = 0;
    caller.paid = 0;
    caller.limit = callee.limit - shift;
    caller.tailCalls++;
    thread.depth--;
    thread.top = caller.limit;
  }

  /**
   * Calls the function at {@code at} and catches its error.
   *
   * @param handler called with the error while the failing calls still stand; null for none
   * @return the error's value, with everything above {@code at} dropped, or null if there was none
   */
  static @Nullable Value protectedCall(LuaThread thread, int at, int wanted, @Nullable Value handler) {
    return protect(thread, at, handler, () -> call(thread, at, wanted));
  }

  /** Does something in Java whose error is caught as that of a protected call is. */
  static @Nullable Value protect(LuaThread thread, int at, @Nullable Value handler, Runnable work) {
    var depth = thread.depth;
    var nested = thread.nestedCalls;
    try {
      work.run();
      return null;
    } catch (LuaError e) {
      var value = handler == null ? e.value() : handle(thread, handler, e.value());
      thread.closeUpvalues(at);
      thread.depth = depth;
      thread.nestedCalls = nested;
      thread.top = at;
      return value;
    }
  }

  /** A handler handles its own errors too, one call deeper each time, until there is no room for more. <b>Source:</b> {@code luaG_errormsg}. */
  private static Value handle(LuaThread thread, Value handler, Value error) {
    var value = error;
    while (value != ERROR_IN_HANDLER) {
      try {
        return metamethod(thread, handler, value);
      } catch (LuaError ofHandler) {
        value = ofHandler.value();
      }
    }
    return value;
  }

  /** The outcome of resuming a coroutine; its values lie on top of the coroutine's stack. */
  record Resumed(boolean isError, int count) {}

  /** Runs {@code coroutine}, on whose stack {@code count} arguments lie, until it yields, ends or fails. */
  static Resumed resume(LuaThread from, LuaThread coroutine, int count) {
    coroutine.nestedCalls = from.nestedCalls;
    if (coroutine.nestedCalls >= Machine.MAX_NESTED_CALLS) {
      coroutine.top -= count;
      coroutine.push(Str.of("C stack overflow"));
      return new Resumed(true, 1);
    }
    coroutine.nestedAtResume = ++coroutine.nestedCalls;
    coroutine.status = LuaThread.Status.RUNNING;
    var before = from.status;
    from.status = LuaThread.Status.NORMAL;
    try {
      return proceed(coroutine, count);
    } catch (LuaError e) {
      coroutine.status = LuaThread.Status.DEAD;
      coroutine.push(e.value());
      return new Resumed(true, 1);
    } finally {
      from.status = before;
    }
  }

  private static Resumed proceed(LuaThread coroutine, int count) {
    var isFresh = coroutine.depth == 1;
    var bottom = coroutine.frames[0].base;
    if (isFresh) {
      start(coroutine, bottom, -1);
    } else {
      finish(coroutine, coroutine.top - count, count);
    }
    if (coroutine.depth > 1 && !Loop.run(coroutine, BODY)) {
      coroutine.status = LuaThread.Status.SUSPENDED;
      return new Resumed(false, coroutine.top - coroutine.frame().base);
    }
    coroutine.status = LuaThread.Status.DEAD;
    return new Resumed(false, coroutine.top - bottom);
  }
}

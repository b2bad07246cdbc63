package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/**
 * One call of a built-in function: its arguments, its results, and the errors it may raise.
 *
 * <p>Arguments are counted from 1; one beyond the last is nil and <em>absent</em>. Results are pushed; each {@code push} answers how many
 * it pushed. Source of the texts: Lua 5.1.5, {@code lauxlib.c}.
 */
public final class Call {
  /** Answered by a body that suspends its coroutine; what it pushed goes to whoever resumed it. */
  public static final int YIELD = -1;

  private final LuaThread thread;
  private final int base;
  private final int count;

  Call(LuaThread thread, int base, int count) {
    this.thread = thread;
    this.base = base;
    this.count = count;
  }

  public LuaThread thread() {
    return thread;
  }

  public Machine machine() {
    return thread.machine;
  }

  public void charge(long cost) {
    thread.machine.charge(cost);
  }

  /** The number of arguments. */
  public int count() {
    return count;
  }

  public Value arg(int n) {
    return n <= count ? thread.stack[base + n - 1] : Nil.NIL;
  }

  public boolean isAbsent(int n) {
    return n > count;
  }

  public boolean isAbsentOrNil(int n) {
    return arg(n).isNil();
  }

  /** Any argument, but there must be one. */
  public Value checkAny(int n) {
    if (n > count) {
      throw argumentError(n, "value expected");
    }
    return arg(n);
  }

  public Str checkString(int n) {
    var value = arg(n);
    if (value instanceof Str text) {
      return text;
    }
    if (value instanceof Num number) {
      return Str.of(number.toString());
    }
    throw typeError(n, "string");
  }

  public Num checkNum(int n) {
    var number = Arithmetic.number(arg(n));
    if (number == null) {
      throw typeError(n, "number");
    }
    return number;
  }

  /** The number an argument is or holds as text, or null. */
  public @Nullable Num toNumber(int n) {
    return Arithmetic.number(arg(n));
  }

  public double checkNumber(int n) {
    return checkNum(n).value();
  }

  public long checkLong(int n) {
    return Num.toInt64(checkNumber(n));
  }

  public int checkInt(int n) {
    return Num.toInt32(checkNumber(n));
  }

  public int optInt(int n, int otherwise) {
    return isAbsentOrNil(n) ? otherwise : checkInt(n);
  }

  public long optLong(int n, long otherwise) {
    return isAbsentOrNil(n) ? otherwise : checkLong(n);
  }

  public Table checkTable(int n) {
    if (arg(n) instanceof Table table) {
      return table;
    }
    throw typeError(n, "table");
  }

  public Callable checkFunction(int n) {
    if (arg(n) instanceof Callable function) {
      return function;
    }
    throw typeError(n, "function");
  }

  /** Refuses a read-only table; the error has no position, since a built-in function is running. */
  public void checkWritable(Table table) {
    Operators.checkWritable(thread, table);
  }

  /** Assigns without metamethods; refused for a read-only table, a nil or NaN key. */
  public void rawSet(Table table, Value key, Value value) {
    Operators.checkWritable(thread, table);
    Operators.rawSet(thread, table, key, value);
  }

  public Value index(Value object, Value key) {
    return Operators.index(thread, object, key, -1);
  }

  public boolean lessThan(Value left, Value right) {
    return Operators.lessThan(thread, left, right);
  }

  /** Equality with {@code __eq}. */
  public boolean isEqual(Value left, Value right) {
    return Operators.equal(thread, left, right);
  }

  public Table newTable() {
    return new Table(thread.machine);
  }

  public Table newTable(int arraySize, int hashSize) {
    return new Table(thread.machine, arraySize, hashSize);
  }

  public int push(Value value) {
    thread.push(value);
    return 1;
  }

  public int push(Value first, Value second) {
    thread.push(first);
    thread.push(second);
    return 2;
  }

  public int push(Value first, Value second, Value third) {
    thread.push(first);
    thread.push(second);
    thread.push(third);
    return 3;
  }

  public int push(double value) {
    return push(Num.of(value));
  }

  public int push(String latin1) {
    return push(Str.of(latin1));
  }

  /** Makes room for {@code results} more values; false beyond what a C function may have, arguments included. */
  public boolean hasRoomFor(long results) {
    if (results + thread.top - base > 8000) {
      return false;
    }
    thread.ensure(thread.top, (int) results + 1);
    return true;
  }

  /** Pushes the arguments from number {@code from} on once more. */
  public int pushArguments(int from) {
    thread.ensure(thread.top, count);
    for (var i = from; i <= count; i++) {
      thread.push(thread.stack[base + i - 1]);
    }
    return Math.max(0, count - from + 1);
  }

  /** Calls {@code function} and gives its first result. */
  public Value call(Value function, Value... arguments) {
    return Calls.metamethod(thread, function, arguments);
  }

  /**
   * Calls argument {@code function} with the arguments behind it, and leaves all results on top.
   *
   * @param handler null, or called with the error where it happens
   * @return null, or the error's value, and then nothing is left on top
   */
  public @Nullable Value protectedCall(int function, @Nullable Value handler) {
    return Calls.protectedCall(thread, base + function - 1, -1, handler);
  }

  /** Does {@code work}, and gives the value of an error that it raises, or null. */
  public @Nullable Value protect(Runnable work) {
    return Calls.protect(thread, thread.top, null, work);
  }

  /** How many values lie above argument {@code n - 1}: after a call, its results. */
  public int above(int n) {
    return thread.top - (base + n - 1);
  }

  /** The value {@code n} places up from the first argument, counted from 1: an argument, or after a call from there one of its results. */
  public Value valueAt(int n) {
    return thread.stack[base + n - 1];
  }

  /** Calls nested in Java at this moment. */
  public int nestedCalls() {
    return thread.nestedCalls;
  }

  /** Drops everything from argument {@code n} on. */
  public void dropFrom(int n) {
    thread.top = base + n - 1;
  }

  /** Puts {@code value} where argument {@code n} is. */
  public void replace(int n, Value value) {
    thread.stack[base + n - 1] = value;
  }

  /** An error of this function at its caller's position. */
  public LuaError error(String message) {
    return new LuaError(where(1) + message);
  }

  /** The position {@code "chunk:line: "} of the function {@code level} calls up, 1 being the caller; empty if it has none. */
  public String where(int level) {
    return Raise.where(thread, level);
  }

  /** An error without position unless a Lua function is running, as the core of Lua raises it. */
  public LuaError plainError(String message) {
    return Raise.runtime(thread, message);
  }

  public LuaError argumentError(int n, String message) {
    var name = VariableNames.ofRunningFunction(thread);
    var number = n;
    if (name != null && name.kind().equals("method")) {
      number--;
      if (number == 0) {
        return error("calling '" + name.name() + "' on bad self (" + message + ")");
      }
    }
    return error("bad argument #" + number + " to '" + (name == null ? "?" : name.name()) + "' (" + message + ")");
  }

  public LuaError typeError(int n, String expected) {
    return argumentError(n, expected + " expected, got " + (n > count ? "no value" : arg(n).typeName()));
  }

  /** Suspends this coroutine with {@code results} values on top. */
  public int yield(int results) {
    if (thread.nestedCalls > thread.nestedAtResume || thread == thread.machine.mainThread) {
      throw plainError("attempt to yield across metamethod/C-call boundary");
    }
    thread.frame().base = thread.top - results;
    return YIELD;
  }
}

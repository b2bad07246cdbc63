package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/** A function written in Java, as C functions are in Lua. */
public final class Builtin extends Callable {
  /** The work of a built-in function. */
  @FunctionalInterface
  public interface Body {
    /** Reads its arguments from {@code call}, pushes its results there, and says how many; {@link Call#YIELD} suspends the coroutine. */
    int run(Call call);
  }

  final Body body;
  private final @Nullable LuaThread coroutine;
  private final int id;

  public Builtin(Machine machine, Body body) {
    this(machine, body, null);
  }

  Builtin(Machine machine, Body body, @Nullable LuaThread coroutine) {
    this.body = body;
    this.coroutine = coroutine;
    this.id = machine.newId();
  }

  /** The coroutine that it resumes, if that is what it does. */
  @Nullable LuaThread coroutine() {
    return coroutine;
  }

  /** In order of creation in its machine. */
  public int id() {
    return id;
  }

  @Override
  public String toString() {
    return "function: " + Machine.address(id);
  }
}

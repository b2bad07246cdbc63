package dev.interlace.model.script.lua;

/** A function written in Java, as C functions are in Lua. */
public final class Builtin extends Callable {
  /** The work of a built-in function. */
  @FunctionalInterface
  public interface Body {
    /** Reads its arguments from {@code call}, pushes its results there, and says how many; {@link Call#YIELD} suspends the coroutine. */
    int run(Call call);
  }

  final Body body;
  private final int id;

  public Builtin(Machine machine, Body body) {
    this.body = body;
    this.id = machine.newId();
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

package dev.interlace.model.script.lua;

/** Runs a compiled chunk on a machine from the outside. */
public final class Execution {
  private Execution() {}

  /** Runs {@code proto} as the main function, without arguments. */
  public static Value run(Machine machine, Proto proto, boolean hasOverflowedStack) {
    return call(machine, Closure.main(proto, machine), hasOverflowedStack);
  }

  /**
   * Calls a function.
   *
   * @return its first result
   * @throws LuaError if an error leaves it; the frames stand, so {@link Origin#ofError} can tell where
   * @throws OutOfBudget if the machine's budget ends first
   */
  public static Value call(Machine machine, Value function, boolean hasOverflowedStack, Value... arguments) {
    var thread = machine.mainThread;
    thread.reset(hasOverflowedStack);
    var at = thread.top;
    thread.push(function);
    for (var argument : arguments) {
      thread.push(argument);
    }
    Calls.call(thread, at, 1);
    return thread.stack[at];
  }

  /** A field of {@code table}, by its metamethods if it has any, read while the frames of an error still stand. */
  public static Value field(Machine machine, Table table, Str name) {
    return Operators.index(machine.mainThread, table, name, -1);
  }
}

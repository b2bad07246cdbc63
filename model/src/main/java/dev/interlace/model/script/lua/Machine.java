package dev.interlace.model.script.lua;

/**
 * What all threads of one Lua state share: budget, globals, string metatable, and the numbers that stand for addresses.
 *
 * <p>Nothing here or elsewhere in this package is static and mutable, so machines never see each other.
 */
public final class Machine {
  /** Nested calls through built-in functions and metamethods. Source: {@code LUAI_MAXCCALLS}. */
  static final int MAX_NESTED_CALLS = 200;

  private static final long FIRST_ADDRESS = 0x7f2a_4000_0000L;

  /** What a script may still spend; one unit is one instruction, or about one byte or element moved by a library. */
  long budget = Long.MAX_VALUE;

  /** Calls among Lua functions that are nested in Java at this moment. */
  int nestedRuns;

  /** What a script finds under a plain name. */
  public Table globals;
  /** The metatable of all strings. */
  public final Table stringMetatable;
  public final LuaThread mainThread;
  private int lastId;

  public Machine() {
    globals = new Table(this);
    stringMetatable = new Table(this);
    mainThread = new LuaThread(this);
  }

  int newId() {
    return ++lastId;
  }

  /** The number of the newest object; with {@link #forgetIdsAfter} every run numbers its objects alike. */
  public int lastId() {
    return lastId;
  }

  public void forgetIdsAfter(int id) {
    lastId = id;
  }

  public long budget() {
    return budget;
  }

  public void setBudget(long budget) {
    this.budget = budget;
  }

  /** Spends {@code cost} units; a script without budget stops wherever it is. */
  public void charge(long cost) {
    budget -= cost;
    if (budget < 0) {
      throw OutOfBudget.SIGNAL;
    }
  }

  /** The made-up address of an object, as {@code tostring} prints it. */
  static String address(int id) {
    return "0x" + Long.toHexString(addressOf(id));
  }

  static long addressOf(int id) {
    return FIRST_ADDRESS + 0x20L * id;
  }
}

package dev.interlace.model.script.lua;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all threads of one Lua state share: budget, globals, string metatable, and the numbers that stand for addresses.
 *
 * <p>Nothing here or elsewhere in this package is static and mutable, so machines never see each other.
 */
public final class Machine {
  /** Nested calls through built-in functions and metamethods. Source: {@code LUAI_MAXCCALLS}. */
  static final int MAX_NESTED_CALLS = 200;

  private static final long FIRST_ADDRESS = 0x7f2a_4000_0000L;

  /** After so many units a script is looked after: for its memory, and whether it may go on. */
  private static final long SLICE = 1_000_000;

  /** How long a script that is killed may take to end. */
  private static final long GRACE = 1_000_000;

  /** What a script may spend before it is looked after; one unit is one instruction, or about 8 bytes or an element moved by a library. */
  long budget = Long.MAX_VALUE;
  /** What it may spend after that. */
  private long reserve;
  private Kill kill = Kill.NONE;

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

  /** What is left of the budget. */
  public long budget() {
    return budget + reserve;
  }

  /**
   * Gives a script its budget.
   *
   * @param ending what happens when it is used up: an error like any other, but one that comes again at each new line if it is caught; or
   *     else null, and then {@link OutOfBudget}
   */
  public void setBudget(long total, @Nullable Supplier<LuaError> ending) {
    budget = Math.min(total, SLICE);
    reserve = total - budget;
    kill = new Kill(ending);
  }

  /** Whether the budget was used up and the script is being killed. */
  public boolean isKilled() {
    return kill.hasBegun();
  }

  /** Spends {@code cost} units; a script without budget stops wherever it is. */
  public void charge(long cost) {
    spend(mainThread, cost);
  }

  void spend(LuaThread running, long cost) {
    budget -= cost;
    if (budget < 0 && !kill.hasBegun()) {
      endSlice(running);
    }
  }

  /** Called before each instruction of a script that {@linkplain #isKilled is being killed}. */
  void stepKilled(LuaThread running) {
    kill.step(running);
  }

  private void endSlice(LuaThread running) {
    if (reserve + budget < 0) {
      kill.begin(running, GRACE);
      budget = 0;
      reserve = 0;
      throw kill.error();
    }
    var used = Census.take(this, running);
    var slice = Math.min(reserve + budget, Math.max(SLICE, used));
    reserve += budget - slice;
    budget = slice;
    if (used > Census.MOST) {
      throw new LuaError("not enough memory");
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

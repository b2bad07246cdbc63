package dev.interlace.model.script.front;

import dev.interlace.model.script.lua.Num;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables a function body sees while it is parsed, counted against the limits of Lua 5.1. */
final class FunctionScope {
  private static final int MAX_LOCALS = 200;
  private static final int MAX_UPVALUES = 60;

  final @Nullable FunctionScope outer;
  private final int lineDefined;
  private final Lexer lexer;
  final boolean isVararg;
  /** Whether the body has used {@code ...}; then there is no table {@code arg}. */
  boolean usesDots;
  private final List<String> active = new ArrayList<>();
  private final List<String> declared = new ArrayList<>();
  private final List<String> upvalues = new ArrayList<>();
  private int loops;
  /** The functions in this one, in the order in which they begin. */
  private final List<FunctionScope> inner = new ArrayList<>();
  /** Where the arguments of each call begin, in the order in which the calls are made. */
  private final List<Integer> callLines = new ArrayList<>();
  /** The zero first used as a constant: 0 and -0 are one constant in Lua 5.1, so it stands for both. */
  @Nullable Num zero;

  FunctionScope(@Nullable FunctionScope outer, Lexer lexer, int lineDefined, boolean isVararg) {
    this.outer = outer;
    this.lexer = lexer;
    this.lineDefined = lineDefined;
    this.isVararg = isVararg;
    if (outer != null) {
      outer.inner.add(this);
    }
  }

  FunctionScope inner(int index) {
    return inner.get(index);
  }

  void calls(int line) {
    callLines.add(line);
  }

  int callLine(int index) {
    return callLines.get(index);
  }

  /** Makes a variable known; it is visible only after {@link #activate}. */
  void declare(String name) throws SyntaxError {
    checkLimit(active.size() + declared.size() + 1, MAX_LOCALS, "local variables");
    declared.add(name);
  }

  void activate() {
    active.addAll(declared);
    declared.clear();
  }

  int openBlock() {
    return active.size();
  }

  void closeBlock(int opened) {
    active.subList(opened, active.size()).clear();
  }

  void enterLoop() {
    loops++;
  }

  void leaveLoop() {
    loops--;
  }

  boolean isInLoop() {
    return loops > 0;
  }

  /** Notes a use of {@code name}; a variable of an outer function becomes an upvalue here and in every function between. */
  boolean use(String name) throws SyntaxError {
    if (active.contains(name)) {
      return true;
    }
    if (outer == null || !outer.use(name)) {
      return false;
    }
    if (!upvalues.contains(name)) {
      checkLimit(upvalues.size() + 1, MAX_UPVALUES, "upvalues");
      upvalues.add(name);
    }
    return true;
  }

  void checkLimit(int value, int limit, String what) throws SyntaxError {
    if (value > limit) {
      var where = lineDefined == 0 ? "main function" : "function at line " + lineDefined;
      throw lexer.error(where + " has more than " + limit + " " + what);
    }
  }
}

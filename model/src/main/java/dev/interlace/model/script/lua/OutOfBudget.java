package dev.interlace.model.script.lua;

/** Ends a script that has used up its budget; no {@code pcall} catches it. */
public final class OutOfBudget extends Error {
  private static final long serialVersionUID = 1;

  static final OutOfBudget SIGNAL = new OutOfBudget();

  private OutOfBudget() {
    super("script budget used up", null, false, false);
  }
}

package dev.interlace.model.script.lua;

/** The one value of type nil. */
public final class Nil extends Value {
  public static final Nil NIL = new Nil();

  private Nil() {}

  @Override
  public String toString() {
    return "nil";
  }
}

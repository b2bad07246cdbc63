package dev.interlace.model.script.lua;

/** The two booleans; there are no others, so they compare by identity. */
public final class Bool extends Value {
  public static final Bool TRUE = new Bool();
  public static final Bool FALSE = new Bool();

  private Bool() {}

  public static Bool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public String toString() {
    return this == TRUE ? "true" : "false";
  }
}

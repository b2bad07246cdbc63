package dev.interlace.model.script.lua;

/**
 * A Lua error on its way to the nearest protected call.
 *
 * <p>The frames of the failing thread stand until it is caught, so whoever catches it can still ask where it happened.
 */
public final class LuaError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Value value;

  public LuaError(Value value) {
    super(null, null, false, false);
    this.value = value;
  }

  public LuaError(String message) {
    this(Str.of(message));
  }

  public Value value() {
    return value;
  }

  @Override
  public String getMessage() {
    return value.toString();
  }
}

package dev.interlace.model.script.front;

/** A text that is no Lua 5.1; the message is Lua's, with chunk and line. */
public final class SyntaxError extends Exception {
  private static final long serialVersionUID = 1;

  SyntaxError(String message) {
    super(message, null, false, false);
  }

  /** One character a byte. */
  public String text() {
    return String.valueOf(getMessage());
  }
}

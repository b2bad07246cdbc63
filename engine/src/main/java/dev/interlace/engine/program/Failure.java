package dev.interlace.engine.program;

/** The exception that ended a client. Two of the same type and message are the same failure. */
public record Failure(Class<? extends Throwable> type, String message) {
  static Failure of(Throwable thrown) {
    return new Failure(thrown.getClass(), thrown.getMessage() == null ? "" : thrown.getMessage());
  }

  @Override
  public String toString() {
    return message.isEmpty() ? type.getSimpleName() : type.getSimpleName() + ": " + message;
  }
}

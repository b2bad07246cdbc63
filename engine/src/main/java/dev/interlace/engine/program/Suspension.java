package dev.interlace.engine.program;

/**
 * Thrown through a program at the first read whose reply is not known yet. An {@link Error}, so that no ordinary handler takes it
 * for a failure of the application; without stack trace and suppression, so that throwing it costs next to nothing.
 */
final class Suspension extends Error {
  /**
   * Thrown at the first such read of a run. Later reads throw a new one: adding a throwable to itself as suppressed, as
   * try-with-resources would, is an error.
   */
  static final Suspension FIRST = new Suspension();

  Suspension() {
    super("suspended: the next reply is not known yet; do not catch Error or Throwable without throwing it on", null, false, false);
  }
}

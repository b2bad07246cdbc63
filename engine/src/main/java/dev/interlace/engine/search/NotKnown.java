package dev.interlace.engine.search;

/** Thrown by an expansion that would have to learn something while it may not; see {@link StateSpace#mayLearn}. Has no stack trace. */
final class NotKnown extends RuntimeException {
  static final NotKnown SIGNAL = new NotKnown();

  private NotKnown() {
    super("not known yet", null, false, false);
  }
}

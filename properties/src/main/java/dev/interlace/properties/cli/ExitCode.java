package dev.interlace.properties.cli;

/** What the process tells its caller. */
final class ExitCode {
  /** Everything is as expected. */
  static final int EXPECTED = 0;

  /** Something is violated, or is not as recorded or expected. */
  static final int VIOLATED = 1;

  /** What was asked for cannot be done as it was asked. */
  static final int BAD_INPUT = 2;

  /** The budget ended before the question was answered, or there was no server to confirm on. */
  static final int UNDECIDED = 3;

  /** A mistake of ours. */
  static final int BUG = 70;

  private ExitCode() {}
}

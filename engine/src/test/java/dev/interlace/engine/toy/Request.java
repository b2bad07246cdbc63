package dev.interlace.engine.toy;

/** What the toy system understands. */
public sealed interface Request {
  /** Answers the register, 0 if it was never set. */
  record Get(String register) implements Request {}

  record Set(String register, long value) implements Request {}

  /** Sets the register if it holds {@code expected}; answers 1 or 0. */
  record CompareAndSet(String register, long expected, long value) implements Request {}

  /** Answers the new value. */
  record Add(String register, long amount) implements Request {}

  /** Sets the register to one of 0 .. {@code n}-1, chosen by the system, and answers it. */
  record Choose(String register, int n) implements Request {}

  /** Answers after so many milliseconds. */
  record Sleep(long millis) implements Request {}

  /** From here on the session notices changes of the register. */
  record Watch(String register) implements Request {}

  /** Sets the register unless a watched one was changed; forgets the watches; answers 1 or 0. */
  record Commit(String register, long value) implements Request {}

  /** Waits until the register is positive and takes one from it. */
  record Take(String register) implements Request {}

  /** Adds to both registers; raises an alarm if the second is negative, and then adds to the first only. */
  record AddBoth(String first, String second, long amount) implements Request {}
}

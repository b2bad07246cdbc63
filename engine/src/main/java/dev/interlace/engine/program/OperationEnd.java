package dev.interlace.engine.program;

import org.jspecify.annotations.Nullable;

/** How an operation ended. */
public sealed interface OperationEnd {
  /** With a result; arrays are lists here. */
  record Returned(@Nullable Object value) implements OperationEnd {
    @Override
    public String toString() {
      return "returned " + value;
    }
  }

  /** With an exception, which also ended the client. */
  record Threw(Failure failure) implements OperationEnd {
    @Override
    public String toString() {
      return "failed with " + failure;
    }
  }
}

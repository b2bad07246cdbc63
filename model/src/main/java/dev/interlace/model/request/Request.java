package dev.interlace.model.request;

import java.time.Duration;

/** One request of a client's program: a command for the server, or one that concerns the client alone and that no server sees. */
public sealed interface Request permits Command, Request.Sleep, Request.ReadClock, Request.Receive {
  /** Answered with {@code OK} once {@code duration} of virtual time has passed. */
  record Sleep(Duration duration) implements Request {
    public Sleep {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("a client cannot sleep for " + duration);
      }
    }

    @Override
    public String toString() {
      return "sleep " + duration.toMillis() + " ms";
    }
  }

  /** Answered with the client's clock as an integer: milliseconds since the epoch. */
  record ReadClock() implements Request {
    @Override
    public String toString() {
      return "read the clock";
    }
  }

  /** Answered with the next thing that the server sends unasked, such as a published message; waits for it. */
  record Receive() implements Request {
    @Override
    public String toString() {
      return "receive";
    }
  }
}

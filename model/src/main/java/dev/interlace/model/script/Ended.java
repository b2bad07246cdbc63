package dev.interlace.model.script;

import dev.interlace.model.reply.Reply;
import java.util.List;

/** How a script or function ended. */
public sealed interface Ended {
  /**
   * It returned a value, which may be an error reply it built itself.
   *
   * @param errors those in the reply that the server counts; one that a command answered has been counted already
   */
  record Returned(Reply reply, List<Reply.Error> errors) implements Ended {
    public Returned(Reply reply) {
      this(reply, List.of());
    }
  }

  /**
   * An error left it.
   *
   * @param isCounted whether the server counts the error; one that a command raised has been counted already
   */
  record Failed(Reply.Error reply, boolean isCounted) implements Ended {}

  /**
   * It used up its budget; the real server would still be running it.
   *
   * @param ifKilled what it would answer if it were killed now
   */
  record OutOfBudget(Reply ifKilled) implements Ended {}
}

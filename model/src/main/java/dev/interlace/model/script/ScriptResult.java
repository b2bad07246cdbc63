package dev.interlace.model.script;

import dev.interlace.model.reply.Reply;

/** How a script ended. */
public sealed interface ScriptResult {
  /** What persists after it. */
  ScriptState state();

  /** It returned a value, which may be an error reply it built itself. */
  record Returned(Reply reply, ScriptState state) implements ScriptResult {}

  /**
   * An error left the script.
   *
   * @param isCounted whether the server counts the error; one that a command raised has been counted already
   */
  record Failed(Reply.Error reply, boolean isCounted, ScriptState state) implements ScriptResult {}

  /** It used up its budget; the real server would still be running it. */
  record OutOfBudget(ScriptState state) implements ScriptResult {}
}

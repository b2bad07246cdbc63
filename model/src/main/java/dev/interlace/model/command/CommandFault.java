package dev.interlace.model.command;

import dev.interlace.model.reply.Reply;

/** Carries an error reply out of a handler, before it wrote anything. Only the pipeline catches it. */
public final class CommandFault extends RuntimeException {
  private final transient Reply.Error error;

  public CommandFault(Reply.Error error) {
    super(error.text().toUtf8(), null, false, false);
    this.error = error;
  }

  public Reply.Error error() {
    return error;
  }
}

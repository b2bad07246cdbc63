package dev.interlace.model.command;

import dev.interlace.model.reply.Reply;

/** What runs a command. */
public sealed interface Handler {
  /** Needs nothing but its arguments and the keyspace: nearly every command. */
  @FunctionalInterface
  non-sealed interface OnKeyspace extends Handler {
    Reply run(Call call);
  }

  /** Also sees, and may change, the connection it came over, and may send commands back through the pipeline. */
  @FunctionalInterface
  non-sealed interface OnConnection extends Handler {
    Reply run(Call call, Connection connection);
  }
}

package dev.interlace.model.session;

import dev.interlace.model.reply.Reply;

/** Whether a connection goes on, waits, or is gone. */
public sealed interface Condition {
  Condition READY = new Ready();
  Condition BLOCKED = new Blocked();
  Condition CLOSED = new Closed();

  /** The next command runs at once. */
  record Ready() implements Condition {}

  /** The client itself pauses. @param isClosed whether its connection was closed so long, which it has not noticed yet */
  record Sleeping(long untilMillis, boolean isClosed) implements Condition {}

  /** A command of the client waits in the server; the server knows what for. */
  record Blocked() implements Condition {}

  /** The command that waited has been answered; the client has not taken the reply yet. @param waiter the id, or ticket, under which it waited */
  record Served(long waiter, Reply reply) implements Condition {}

  /** The server has closed the connection; the client has not noticed yet. */
  record Closed() implements Condition {}
}

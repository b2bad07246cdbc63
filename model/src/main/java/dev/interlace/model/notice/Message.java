package dev.interlace.model.notice;

import dev.interlace.model.reply.Reply;
import java.util.List;

/** A notice for one client alone. */
public sealed interface Message extends Notice {
  /** The id of the client that it is for. */
  long client();

  /** Something the client did not ask for: a published message, an invalidated key, a line of MONITOR. */
  record Pushed(long client, Reply push) implements Message {}

  /**
   * The reply to a command that was blocked; the client goes on.
   *
   * @param meanwhile what the client is sent while the reply is written
   */
  record Served(long client, Reply reply, List<Interjection> meanwhile) implements Message {
    public Served {
      meanwhile = List.copyOf(meanwhile);
    }

    public Served(long client, Reply reply) {
      this(client, reply, List.of());
    }
  }

  /** @param place how many parts of the reply are written before */
  record Interjection(int place, Message message) {}

  /**
   * Keys of which the client, or one that redirects to it, keeps a copy are no longer what they were.
   *
   * @param isRedirected whether another client keeps the copy
   * @param keys an array of their names, or nil for all keys
   */
  record Invalidated(long client, boolean isRedirected, Reply keys) implements Message {}

  /** Such a message could not be sent: {@code redirect}, who should have got it, is gone. */
  record RedirectBroken(long client, long redirect) implements Message {}

  /** The server closes the client's connection. */
  record Closed(long client) implements Message {}
}

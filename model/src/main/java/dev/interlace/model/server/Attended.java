package dev.interlace.model.server;

import dev.interlace.model.clients.Waiter;
import dev.interlace.model.notice.Message;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A blocked client that is being served, and what it is sent while its reply is written. */
final class Attended {
  final Waiter waiter;
  private OptionalInt parts = OptionalInt.empty();
  private final List<Message.Interjection> meanwhile = new ArrayList<>();

  Attended(Waiter waiter) {
    this.waiter = waiter;
  }

  /** So many parts of its reply are written. */
  void answered(int partsOfReply) {
    parts = OptionalInt.of(partsOfReply);
  }

  /** Whether {@code message} is for it and comes when its reply has begun: then it is taken. */
  boolean takes(Message message) {
    var isMeanwhile = parts.isPresent() && message.client() == waiter.client();
    if (isMeanwhile) {
      meanwhile.add(new Message.Interjection(parts.getAsInt(), message));
    }
    return isMeanwhile;
  }

  Message served(Reply reply) {
    return new Message.Served(waiter.client(), reply, meanwhile);
  }
}

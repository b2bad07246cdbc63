package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Wish;
import dev.interlace.model.session.Identity;
import dev.interlace.model.session.Session;
import java.util.List;

/** Gives clients ids where something must be told from others for good, and tickets where it need not: see {@link Identity#id}. */
record Naming(RedisServer server) {
  /** The client with an id, under which it listens from now on to what it had a ticket for. */
  Session identified(Session session) {
    if (session.id() > Identity.ANONYMOUS) {
      return session;
    }
    var named = session.withIdentity(session.identity().withId(server.nextClientId()));
    server.clients = server.clients.naming(named.id(), true).with(server.clients.subscriptions().renamed(session.id(), named.id()));
    return named;
  }

  /** The client with an id or a ticket, now that it listens to {@code name}. */
  Session listening(Session session, Bytes name) {
    if (session.id() != Identity.ANONYMOUS) {
      return session;
    }
    var ticket = server.clients.subscriptions().ticket(name.toLatin1(), seen -> server.journal.read(Resources.messages(seen)));
    return session.withIdentity(session.identity().withId(ticket));
  }

  /** The client with an id or a ticket, now that it waits for the keys. */
  Session waiting(Session session, List<Bytes> keys, Wish wish, long deadlineMillis) {
    return session.id() != Identity.ANONYMOUS
        ? session
        : session.withIdentity(session.identity().withId(server.clients.blocked().ticket(session.database(), keys, wish, deadlineMillis)));
  }
}

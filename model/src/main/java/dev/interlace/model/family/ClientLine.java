package dev.interlace.model.family;

import dev.interlace.model.command.Host.Peer;
import dev.interlace.model.session.Condition;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Tracking;
import dev.interlace.model.session.Watches;

/**
 * A connection as CLIENT LIST describes it. <b>Deviation:</b> buffers and memory are those of a connection that rests, and
 * what EXEC runs is no longer counted as queued. <b>Source:</b>
 * {@code catClientInfoString} in {@code networking.c} of Redis 7.0.
 */
public final class ClientLine {
  private static final long MILLIS_A_SECOND = 1_000;

  private ClientLine() {}

  static String localAddress(int port) {
    return "127.0.0.1:" + port;
  }

  public static String of(Peer peer, int port, long nowMillis) {
    var session = peer.session();
    var listening = session.listening();
    return "id=" + session.id()
        + " addr=" + peer.address()
        + " laddr=" + localAddress(port)
        + " fd=" + (session.id() + 6)
        + " name=" + session.name().toLatin1()
        + " age=" + (nowMillis - peer.sinceMillis()) / MILLIS_A_SECOND
        + " idle=" + (nowMillis - peer.activeMillis()) / MILLIS_A_SECOND
        + " flags=" + flags(peer)
        + " db=" + session.database()
        + " sub=" + listening.channels().size()
        + " psub=" + listening.patterns().size()
        + " ssub=" + listening.shardChannels().size()
        + " multi=" + queued(session)
        + " qbuf=0 qbuf-free=0 argv-mem=0 multi-mem=" + queuedBytes(session) + " rbs=1024 rbp=0 obl=0 oll=0 omem=0 tot-mem=1800 events=r"
        + " cmd=" + peer.command()
        + " user=" + session.identity().user().toLatin1()
        + " redir=" + listening.tracking().map(Tracking::redirect).orElse(-1L)
        + " resp=" + session.protocol().number();
  }

  /** {@code normal}, {@code pubsub} or {@code replica}; a monitor is normal. */
  static String type(Session session) {
    return session.listening().isSubscriber() ? "pubsub" : "normal";
  }

  private static String flags(Peer peer) {
    var session = peer.session();
    var listening = session.listening();
    var tracking = listening.tracking();
    var flags = new StringBuilder();
    flags.append(listening.isMonitor() ? "O" : "");
    flags.append(listening.isSubscriber() ? "P" : "");
    flags.append(session.isInTransaction() ? "x" : "");
    flags.append(peer.isBlocked() ? "b" : "");
    flags.append(tracking.isPresent() ? "t" : "");
    flags.append(tracking.filter(Tracking::isBroken).isPresent() ? "R" : "");
    flags.append(tracking.filter(each -> each.has(Tracking.Option.BCAST)).isPresent() ? "B" : "");
    flags.append(session.watches() instanceof Watches.Dirty ? "d" : "");
    flags.append(session.isClosed() ? "c" : "");
    flags.append(session.condition() instanceof Condition.Served ? "u" : "");
    flags.append(session.manners().isSpared() ? "e" : "");
    return flags.isEmpty() ? "N" : flags.toString();
  }

  private static int queued(Session session) {
    return session.isInTransaction() ? session.transaction().queued().size() : -1;
  }

  /** The words and where each is. <b>Source:</b> {@code queueMultiCommand}. */
  private static long queuedBytes(Session session) {
    return session.transaction().queued().stream().flatMap(command -> command.words().stream()).mapToLong(word -> word.length() + Long.BYTES).sum();
  }
}

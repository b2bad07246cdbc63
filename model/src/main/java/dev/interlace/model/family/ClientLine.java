package dev.interlace.model.family;

import dev.interlace.model.command.Host.Peer;
import dev.interlace.model.session.Condition;
import dev.interlace.model.session.Session;
import dev.interlace.model.session.Tracking;
import dev.interlace.model.session.Watches;

/**
 * A connection as CLIENT LIST describes it. <b>Deviation:</b> what EXEC runs is no longer counted as queued; the
 * size and peak of the buffer for replies follow from the age of the connection, and tracking is taken to need no memory. <b>Source:</b>
 * {@code catClientInfoString} in {@code networking.c} of Redis 7.0.
 */
public final class ClientLine {
  private static final long MILLIS_A_SECOND = 1_000;
  private static final long QUERY_KEPT_MILLIS = 3_000;
  private static final int QUERY_BUFFER = 20_474;
  private static final int REPLY_BUFFER = 16 * 1024;
  private static final int SMALL_REPLY_BUFFER = 1024;
  /** Of the structures that stand for these in Redis. */
  private static final int CLIENT = 776;
  private static final int QUEUED = 24;
  private static final int WATCHED = 56;
  private static final int LISTED = 24;

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
        + memory(peer, nowMillis)
        + " events=r"
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

  /** <b>Source:</b> {@code getClientMemoryUsage}, {@code clientsCron}: a buffer that is not used shrinks, or goes. */
  private static String memory(Peer peer, long nowMillis) {
    var buffers = peer.buffers();
    var isInUse = peer.activeMillis() > peer.sinceMillis() || !peer.command().equals("NULL");
    var free = isInUse && nowMillis - peer.activeMillis() < QUERY_KEPT_MILLIS ? Math.max(0, QUERY_BUFFER - buffers.received()) : 0;
    var reply = nowMillis - peer.sinceMillis() < MILLIS_A_SECOND ? REPLY_BUFFER : SMALL_REPLY_BUFFER;
    var obl = Math.min(buffers.unsent(), reply);
    var rest = buffers.unsent() - obl;
    var query = buffers.received() + free == 0 ? 0 : buffers.received() + free - 2;
    var queue = queuedBytes(peer.session());
    var total = CLIENT + reply + rest + query + buffers.argumentBytes() + (long) Long.BYTES * buffers.arguments() + queue + kept(peer.session());
    return " qbuf=" + buffers.received() + " qbuf-free=" + free + " argv-mem=" + buffers.argumentBytes() + " multi-mem=" + queue
        + " rbs=" + reply + " rbp=" + (reply == REPLY_BUFFER ? reply : obl) + " obl=" + obl + " oll=" + (rest + REPLY_BUFFER - 1) / REPLY_BUFFER
        + " omem=" + rest + " tot-mem=" + total;
  }

  /** What is remembered of a client: what it has queued, watches and listens to. */
  private static long kept(Session session) {
    var watched = session.watches() instanceof Watches.Watching(var keys) ? keys.size() : 0;
    var listening = session.listening();
    return (long) QUEUED * session.transaction().queued().size() + (long) WATCHED * watched + table(listening.channels().size())
        + table(listening.shardChannels().size()) + (long) LISTED * listening.patterns().size();
  }

  /** A hash table doubles when it is full. */
  private static long table(int size) {
    return size == 0 ? 0 : (long) LISTED * size + (long) Long.BYTES * Math.max(4, Integer.highestOneBit(2 * size - 1));
  }

  private static int queued(Session session) {
    return session.isInTransaction() ? session.transaction().queued().size() : -1;
  }

  /** The words and where each is. <b>Source:</b> {@code queueMultiCommand}. */
  private static long queuedBytes(Session session) {
    return session.transaction().queued().stream().flatMap(command -> command.words().stream()).mapToLong(word -> word.length() + Long.BYTES).sum();
  }
}

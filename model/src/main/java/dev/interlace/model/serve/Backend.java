package dev.interlace.model.serve;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.NoVerdict;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.resp.ProtocolLimits;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.settings.Settings;
import java.util.List;

/** The server behind the sockets, with the clock it goes by and what the sockets must know of its configuration. */
final class Backend {
  /** So that a million of them do not keep everybody waiting. */
  private static final int MOST_EXPIRED_AT_ONCE = 10_000;

  private final LiveServer server;
  private final ServerClock clock;
  /** What the limits below were read from. */
  private Settings settings;
  private NetworkLimits limits;
  private ProtocolLimits forFriends;
  private ProtocolLimits forStrangers;

  Backend(LiveServer server, ServerClock clock) {
    this.server = server;
    this.clock = clock;
    settings = server.settings();
    limits = NetworkLimits.of(settings);
    forFriends = new ProtocolLimits(limits.longestBulk(), false);
    forStrangers = new ProtocolLimits(limits.longestBulk(), true);
  }

  LiveServer server() {
    return server;
  }

  /** As they are configured now. */
  NetworkLimits limits() {
    if (server.settings() != settings) {
      settings = server.settings();
      limits = NetworkLimits.of(settings);
      forFriends = new ProtocolLimits(limits.longestBulk(), false);
      forStrangers = new ProtocolLimits(limits.longestBulk(), true);
    }
    return limits;
  }

  /** What the client may send now. */
  ProtocolLimits limitsOf(long client) {
    limits();
    return mustAuthenticate(client) ? forStrangers : forFriends;
  }

  /**
   * Runs one command and answers what the client is sent for it. <b>Deviation:</b> where the model has no verdict, an error of ours says
   * so.
   */
  Reply execute(long client, List<Bytes> words) {
    tick();
    var begun = server.nowMillis();
    try {
      var reply = server.execute(client, new Command(words));
      if (server.nowMillis() > begun) {
        clock.moveTo(server.nowMillis()); // the command has slept, and so does everybody
      }
      return reply;
    } catch (NoVerdict noVerdict) {
      return new Reply.Error("INTERLACE " + noVerdict.getMessage());
    }
  }

  Protocol protocolOf(long client) {
    return server.session(client).protocol();
  }

  boolean isBlocked(long client) {
    return server.isWaiting(client);
  }

  boolean isEnded(long client) {
    return server.session(client).isClosed();
  }

  boolean isSubscriber(long client) {
    return server.session(client).listening().isSubscriber();
  }

  boolean mustAuthenticate(long client) {
    return !server.session(client).identity().isAuthenticated() && !server.settings().acl().defaultUser().isOpen();
  }

  /** Whether only clients of this machine are welcome. */
  boolean isProtected() {
    return limits().isProtected() && server.settings().acl().defaultUser().isOpen();
  }

  /** The next instant at which something happens by itself. */
  long nextDeadlineMillis() {
    return server.nextDue();
  }

  /** Whether a client has shut the server down. */
  boolean isShutDown() {
    return server.isShutDown();
  }

  long nowMillis() {
    return clock.nowMillis();
  }

  boolean isTimeVirtual() {
    return clock.isVirtual();
  }

  /** Lets everything happen that is due. */
  void tick() {
    var now = clock.nowMillis();
    if (now > server.nowMillis()) {
      server.advanceTo(now);
    }
  }

  /** Removes keys that have expired though nobody looks at them, and keeps what is due. <b>Source:</b> {@code serverCron}. */
  void look() {
    server.expire(MOST_EXPIRED_AT_ONCE);
    server.look();
  }

  /** Puts on the disk what must be there before replies are sent. */
  void flush() {
    server.flush();
  }

  void moveTimeTo(long millis) {
    clock.moveTo(millis);
    tick();
  }
}

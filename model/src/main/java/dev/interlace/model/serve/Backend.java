package dev.interlace.model.serve;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.UnmodelledCommand;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.resp.ProtocolLimits;
import dev.interlace.model.server.EndlessScript;
import dev.interlace.model.server.LiveServer;
import java.util.List;

/** The server behind the sockets, with the clock it goes by and what the sockets must know of its configuration. */
final class Backend {
  private final LiveServer server;
  private final ServerClock clock;

  Backend(LiveServer server, ServerClock clock) {
    this.server = server;
    this.clock = clock;
  }

  LiveServer server() {
    return server;
  }

  NetworkLimits limits() {
    return NetworkLimits.STANDARD;
  }

  ProtocolLimits limitsOf(long client) {
    return ProtocolLimits.STANDARD;
  }

  /**
   * Runs one command and answers what the client is sent for it. <b>Deviation:</b> where the model has no verdict, an error of ours says
   * so.
   */
  Reply execute(long client, List<Bytes> words) {
    tick();
    try {
      return server.execute(client, new Command(words));
    } catch (UnmodelledCommand | EndlessScript noVerdict) {
      return new Reply.Error("INTERLACE " + noVerdict.getMessage());
    }
  }

  Protocol protocolOf(long client) {
    return server.session(client).protocol() == 2 ? Protocol.RESP2 : Protocol.RESP3;
  }

  boolean isBlocked(long client) {
    return server.isWaiting(client);
  }

  boolean isEnded(long client) {
    return server.session(client).isClosed();
  }

  boolean isSubscriber(long client) {
    return false;
  }

  boolean mustAuthenticate(long client) {
    return !server.session(client).identity().isAuthenticated();
  }

  boolean isProtected() {
    return true;
  }

  /** The next instant at which something happens by itself. */
  long nextDeadlineMillis() {
    return server.nextDue();
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

  void moveTimeTo(long millis) {
    clock.moveTo(millis);
    tick();
  }
}

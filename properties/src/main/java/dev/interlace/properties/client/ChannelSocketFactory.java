package dev.interlace.properties.client;

import dev.interlace.engine.program.Channel;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;

/** Gives Jedis sockets over one channel, one at a time. */
final class ChannelSocketFactory implements JedisSocketFactory {
  private final Channel<Request, Reply> channel;
  private @Nullable ChannelSocket current;

  ChannelSocketFactory(Channel<Request, Reply> channel) {
    this.channel = channel;
  }

  @Override
  public Socket createSocket() {
    channel.reconnect();
    if (current != null && current.isInUse()) {
      throw new IllegalStateException(
          "a client has one connection, and it is open: close it, or describe the second as a client of its own");
    }
    if (current != null && current.isUsed()) {
      endSession(current);
    }
    current = new ChannelSocket(channel);
    return current;
  }

  /** A channel has no way to hang up. RESET has the same effect: watched keys, an open MULTI and the database chosen are forgotten. */
  private void endSession(ChannelSocket before) {
    before.drain();
    channel.send(Command.of("RESET"));
    channel.receive();
  }

  /** Closes the connection, if there is one. */
  void close() {
    if (current != null) {
      current.close();
    }
  }

  int outstanding() {
    return current == null ? 0 : current.outstanding();
  }
}

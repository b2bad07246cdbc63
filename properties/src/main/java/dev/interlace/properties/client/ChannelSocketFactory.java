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
    if (current != null && !current.isLost()) {
      endSession(current);
    }
    current = new ChannelSocket(channel);
    return current;
  }

  /**
   * A channel has no way to hang up. RESET has the same effect on the server: watched keys, an open MULTI and the database chosen are
   * forgotten.
   */
  private void endSession(ChannelSocket before) {
    before.drain();
    before.close();
    channel.send(Command.of("RESET"));
    channel.receive();
  }

  int outstanding() {
    return current == null ? 0 : current.outstanding();
  }
}

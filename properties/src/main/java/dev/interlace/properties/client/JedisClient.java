package dev.interlace.properties.client;

import dev.interlace.engine.program.Channel;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/** The client that a Jedis program runs in: one connection, virtual time, and marks for retries. */
public final class JedisClient implements ClientControl {
  /** Without a protocol there is no HELLO, and without set-info no CLIENT SETINFO: connecting sends nothing. */
  private static final JedisClientConfig CONFIG =
      DefaultJedisClientConfig.builder().clientSetInfoConfig(ClientSetInfoConfig.DISABLED).build();

  private final Channel<Request, Reply> channel;
  private final ChannelSocketFactory sockets;

  JedisClient(Channel<Request, Reply> channel) {
    this.channel = channel;
    sockets = new ChannelSocketFactory(channel);
  }

  /** A fresh Jedis. It takes the place of the one before, whose connection is closed: a client has one connection at a time. */
  public Jedis connect() {
    sockets.close();
    return new Jedis(sockets, CONFIG);
  }

  /** For whatever else Jedis can build on a socket, such as a pool; with {@link #config}. One connection can be open at a time. */
  public JedisSocketFactory socketFactory() {
    return sockets;
  }

  /** A configuration under which connecting sends nothing. */
  public JedisClientConfig config() {
    return CONFIG;
  }

  @Override
  public Channel<Request, Reply> channel() {
    return channel;
  }

  @Override
  public int outstanding() {
    return sockets.outstanding();
  }
}

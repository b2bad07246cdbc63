package dev.interlace.model.serve;

import dev.interlace.engine.random.Prng;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.ServerState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A model of Redis that listens on a port, in both protocols, as {@code redis-server} does.
 *
 * <p>One thread, the one that calls {@link #run}, does everything; {@link #stop} may be called by any. With a virtual clock and the same
 * requests in the same order it answers the same bytes: its randomness comes from the seed.
 */
public final class SocketServer implements AutoCloseable {
  /** {@code tcp-backlog}. */
  private static final int BACKLOG = 511;

  private final Selector selector;
  private final List<ServerSocketChannel> listeners = new ArrayList<>();
  private final EventLoop loop;

  private SocketServer(Selector selector, EventLoop loop) {
    this.selector = selector;
    this.loop = loop;
  }

  /**
   * Starts to listen.
   *
   * @param mistakes is told of each mistake of ours, after which only the connection that met it is closed
   * @throws IOException if an address cannot be listened on; nothing is left open then
   */
  public static SocketServer open(ServeOptions options, Consumer<Throwable> mistakes) throws IOException {
    var clock = options.isVirtual() ? new ServerClock.Virtual(ServerState.EPOCH_MILLIS) : new ServerClock.Real();
    var random = new Prng(options.seed());
    var backend = new Backend(new LiveServer(ServerState.EMPTY.at(clock.nowMillis()).with(options.settings()), random::nextInt), clock);
    var selector = Selector.open();
    var server = new SocketServer(selector, new EventLoop(selector, backend, mistakes));
    try {
      for (var address : options.addresses()) {
        server.listen(address);
      }
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private void listen(InetSocketAddress address) throws IOException {
    var channel = ServerSocketChannel.open();
    listeners.add(channel);
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(address, BACKLOG);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Where it listens, in the order of the options. */
  public List<InetSocketAddress> addresses() {
    return listeners.stream().map(channel -> (InetSocketAddress) channel.socket().getLocalSocketAddress()).toList();
  }

  /** Serves until {@link #stop} or a client's SHUTDOWN. */
  public void run() throws IOException {
    loop.run();
  }

  public void stop() {
    loop.stop();
  }

  /** Stops listening. Only after {@link #run} has ended, or instead of it. */
  @Override
  public void close() throws IOException {
    for (var listener : listeners) {
      listener.close();
    }
    selector.close();
  }
}

package dev.interlace.model.serve;

import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.resp.RespWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;

/**
 * The one thread that serves every connection: waits for sockets, runs what has arrived, and then sends what was answered.
 *
 * <p>As in Redis, each connection is read once a round and replies leave at the end of the round, so that nobody starves.
 * <b>Source:</b> {@code ae.c}, {@code beforeSleep}, {@code serverCron}, {@code acceptCommonHandler} of Redis 7.0.
 */
final class EventLoop {
  /** Ten times a second it looks after its clients even if nothing arrives: {@code hz}. */
  private static final long ROUND_MILLIS = 100;
  private static final int BUFFER_SIZE = 256 * 1024;
  /** {@code MAX_ACCEPTS_PER_CALL}. */
  private static final int MOST_ACCEPTED_AT_ONCE = 1000;

  private final Selector selector;
  private final Backend backend;
  private final Consumer<Throwable> mistakes;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
  private final SequencedSet<SocketClient> clients = new LinkedHashSet<>();
  private List<SocketClient> toFlush = new ArrayList<>();
  private List<SocketClient> toResume = new ArrayList<>();
  private long nextRoundMillis;
  private volatile boolean isStopped;

  EventLoop(Selector selector, Backend backend, Consumer<Throwable> mistakes) {
    this.selector = selector;
    this.backend = backend;
    this.mistakes = mistakes;
  }

  /** Serves until it is stopped, then closes every connection. */
  void run() throws IOException {
    while (!isStopped) {
      backend.tick();
      resume();
      flush();
      if (backend.isShutDown()) {
        break;
      }
      if (canOnlyTimeHelp() && selector.selectNow(this::serve) == 0) {
        backend.moveTimeTo(backend.nextDeadlineMillis());
      } else {
        await();
      }
      lookAfterClients();
    }
    new ArrayList<>(clients).forEach(this::close);
  }

  /** May be called by any thread. */
  void stop() {
    isStopped = true;
    selector.wakeup();
  }

  private void await() throws IOException {
    var patience = backend.isTimeVirtual() ? ROUND_MILLIS : Math.min(ROUND_MILLIS, backend.nextDeadlineMillis() - backend.nowMillis());
    if (patience <= 0) {
      selector.selectNow(this::serve);
    } else {
      selector.select(this::serve, patience);
    }
  }

  /** Whether every client is blocked, and one of them until an instant that comes only if virtual time moves. */
  private boolean canOnlyTimeHelp() {
    return backend.isTimeVirtual() && !clients.isEmpty() && toResume.isEmpty()
        && clients.stream().allMatch(SocketClient::isBlocked) && backend.nextDeadlineMillis() != ServerClock.NEVER;
  }

  private void serve(SelectionKey key) {
    switch (key.attachment()) {
      case SocketClient client -> serve(client, key);
      case null, default -> accept((ServerSocketChannel) key.channel());
    }
  }

  private void serve(SocketClient client, SelectionKey key) {
    if (key.isValid() && key.isReadable()) {
      alone(client, () -> client.read(buffer));
    }
    if (key.isValid() && key.isWritable()) {
      backend.flush();
      client.flush(buffer);
    }
  }

  /**
   * Does something for one client, whose failure is nobody else's: what it sent or asked for does not fit into memory, or leads to a mistake
   * of ours, which is reported. This is the one place that catches whatever may come.
   */
  private void alone(SocketClient client, Runnable task) {
    try {
      task.run();
    } catch (OutOfMemoryError tooMuch) {
      close(client);
    } catch (RuntimeException | StackOverflowError mistake) {
      mistakes.accept(mistake);
      close(client);
    }
  }

  void resumeSoon(SocketClient client) {
    toResume.add(client);
  }

  /** Goes on with what clients had sent while they were blocked. <b>Source:</b> {@code processUnblockedClients}. */
  private void resume() {
    while (!toResume.isEmpty()) {
      var now = toResume;
      toResume = new ArrayList<>();
      now.forEach(client -> alone(client, client::run));
    }
  }

  void flushSoon(SocketClient client) {
    toFlush.add(client);
  }

  /** <b>Source:</b> {@code handleClientsWithPendingWrites}. */
  private void flush() {
    backend.flush();
    while (!toFlush.isEmpty()) {
      var now = toFlush;
      toFlush = new ArrayList<>();
      now.forEach(client -> client.flush(buffer));
    }
  }

  /** <b>Source:</b> {@code clientsCron}. */
  private void lookAfterClients() {
    var now = backend.nowMillis();
    if (now < nextRoundMillis) {
      return;
    }
    nextRoundMillis = now + ROUND_MILLIS;
    backend.look();
    for (var client : new ArrayList<>(clients)) {
      if (client.isIdle() || client.isOverLimit()) {
        close(client);
      }
    }
  }

  private void accept(ServerSocketChannel server) {
    try {
      for (var i = 0; i < MOST_ACCEPTED_AT_ONCE; i++) {
        var channel = server.accept();
        if (channel == null) {
          return;
        }
        welcome(channel);
      }
    } catch (IOException noMoreDescriptors) {
      // those we have are served on; the next round tries again
    }
  }

  private void welcome(SocketChannel channel) throws IOException {
    try {
      channel.configureBlocking(false);
      var peer = (InetSocketAddress) channel.getRemoteAddress();
      var refusal = refusal(peer.getAddress());
      if (refusal.isPresent()) {
        channel.write(ByteBuffer.wrap(RespWriter.reply(refusal.get(), Protocol.RESP2).toByteArray()));
        channel.close();
        return;
      }
      tune(channel);
      var key = channel.register(selector, SelectionKey.OP_READ);
      var client = new SocketClient(this, backend, channel, key, Addresses.text(peer));
      key.attach(client);
      clients.add(client);
    } catch (IOException goneAlready) {
      channel.close();
    }
  }

  private Optional<Reply.Error> refusal(InetAddress peer) {
    if (clients.size() >= backend.limits().maxClients()) {
      return Optional.of(Errors.TOO_MANY_CLIENTS);
    }
    return backend.isProtected() && !peer.isLoopbackAddress() ? Optional.of(Errors.PROTECTED_MODE) : Optional.empty();
  }

  private void tune(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var idle = backend.limits().keepAliveSeconds();
    if (idle > 0) {
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, idle);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, Math.max(1, idle / 3));
      channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
    }
  }

  /** Ends a connection now and tells the server. */
  void close(SocketClient client) {
    if (!client.isClosed()) {
      client.closeChannel();
      clients.remove(client);
      backend.server().close(client.id());
    }
  }
}

package dev.interlace.model.serve;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Buffers;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.resp.CommandReader;
import dev.interlace.model.resp.Decoded;
import dev.interlace.model.resp.RespWriter;
import dev.interlace.model.server.LiveServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * One connection: what has arrived and was not run yet, and what was answered and is not sent yet.
 *
 * <p><b>Source:</b> {@code networking.c} of Redis 7.0: {@code readQueryFromClient}, {@code processInputBuffer}, {@code writeToClient}.
 */
final class SocketClient implements LiveServer.Outlet {
  /** {@code NET_MAX_WRITES_PER_EVENT}: then others get their turn. */
  private static final int MOST_WRITTEN_AT_ONCE = 64 * 1024;

  private final EventLoop loop;
  private final Backend backend;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final CommandReader in = new CommandReader();
  private final RespWriter out = new RespWriter();
  private final long id;

  private long lastSeenMillis;
  /** How much had arrived when the commands at hand began to run. */
  private int received;
  /** When the soft limit was exceeded first and ever since, or {@link ServerClock#NEVER}. */
  private long softSinceMillis = ServerClock.NEVER;
  /** Whether this is in the loop's list of those to flush. */
  private boolean isWaitingForFlush;
  /** Whether the connection ends once everything is sent. */
  private boolean isEnding;
  private boolean isClosed;

  /** @param peer {@code ip:port} of the client's end */
  SocketClient(EventLoop loop, Backend backend, SocketChannel channel, SelectionKey key, String peer) {
    this.loop = loop;
    this.backend = backend;
    this.channel = channel;
    this.key = key;
    lastSeenMillis = backend.nowMillis();
    id = backend.server().open(peer, this);
  }

  long id() {
    return id;
  }

  boolean isClosed() {
    return isClosed;
  }

  boolean isBlocked() {
    return !isClosed && backend.isBlocked(id);
  }

  /** The socket has bytes for us, or its end. */
  void read(ByteBuffer buffer) {
    buffer.clear().limit(Math.min(buffer.capacity(), in.wanted()));
    int count;
    try {
      count = channel.read(buffer);
    } catch (IOException reset) {
      count = -1; // one of the ways in which clients go
    }
    if (count < 0) {
      loop.close(this);
    } else if (count > 0) {
      lastSeenMillis = backend.nowMillis();
      in.feed(buffer.flip());
      if (isTooLong(in.waiting())) {
        loop.close(this);
      } else {
        run();
      }
    }
  }

  private boolean isTooLong(int query) {
    return query > backend.limits().longestQuery()
        || query > NetworkLimits.LONGEST_QUERY_OF_STRANGERS && backend.mustAuthenticate(id);
  }

  /** Runs the commands that have arrived whole, until one of them blocks. */
  void run() {
    received = in.waiting();
    runAll();
    received = in.waiting();
  }

  private void runAll() {
    while (!isEnding && !isClosed && !backend.isBlocked(id)) {
      switch (in.take(backend.limitsOf(id))) {
        case Decoded.Complete<List<Bytes>>(var words) -> {
          send(backend.execute(id, words));
          if (!isClosed && backend.isEnded(id)) {
            close();
          }
        }
        case Decoded.Malformed<List<Bytes>>(var error) -> {
          send(error);
          close();
        }
        case Decoded.Incomplete<List<Bytes>> incomplete -> {
          return;
        }
      }
    }
  }

  @Override
  public void send(Reply reply) {
    if (isEnding || isClosed) {
      return;
    }
    out.write(reply, backend.protocolOf(id));
    if (isOverLimit()) {
      drop();
    } else {
      flushSoon();
    }
  }

  @Override
  public Buffers buffers(Buffers request) {
    return new Buffers(received, out.size(), request.argumentBytes(), request.arguments());
  }

  @Override
  public void resume() {
    loop.resumeSoon(this);
  }

  /** Nothing more is read; what was answered is still sent. */
  @Override
  public void close() {
    isEnding = true;
    flushSoon();
  }

  /** At the end of the round, for now the server may be busy telling others. <b>Source:</b> {@code freeClientAsync}. */
  @Override
  public void drop() {
    out.skip(out.size());
    close();
  }

  private void flushSoon() {
    if (!isWaitingForFlush) {
      isWaitingForFlush = true;
      loop.flushSoon(this);
    }
  }

  /** Whether more waits to be sent than the limits allow. <b>Source:</b> {@code checkClientOutputBufferLimits}. */
  boolean isOverLimit() {
    var limits = backend.limits();
    if (limits.alwaysAllows(out.size())) {
      return false;
    }
    var limit = backend.isSubscriber(id) ? limits.subscriber() : limits.normal();
    if (limit.hard() > 0 && out.size() >= limit.hard()) {
      return true;
    }
    if (limit.soft() == 0 || out.size() < limit.soft()) {
      softSinceMillis = ServerClock.NEVER;
      return false;
    }
    softSinceMillis = Math.min(softSinceMillis, backend.nowMillis());
    return (backend.nowMillis() - softSinceMillis) / 1000 > limit.softSeconds();
  }

  /** <b>Source:</b> {@code clientsCronHandleTimeout}. */
  boolean isIdle() {
    var most = backend.limits().idleSeconds();
    return most > 0 && !backend.isBlocked(id) && !backend.isSubscriber(id) && (backend.nowMillis() - lastSeenMillis) / 1000 > most;
  }

  /** Sends as much as the socket takes, and asks to be told when it takes more. */
  void flush(ByteBuffer buffer) {
    isWaitingForFlush = false;
    if (isClosed) {
      return;
    }
    try {
      write(buffer);
    } catch (IOException gone) {
      loop.close(this); // there is nobody left to tell
      return;
    }
    if (out.size() == 0 && isEnding) {
      loop.close(this);
    } else {
      listenFor(out.size() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  private void listenFor(int operations) {
    if (key.interestOps() != operations) {
      key.interestOps(operations);
    }
  }

  private void write(ByteBuffer buffer) throws IOException {
    for (var written = 0; out.size() > 0 && written < MOST_WRITTEN_AT_ONCE; ) {
      buffer.clear().limit(MOST_WRITTEN_AT_ONCE);
      out.copyTo(buffer);
      var count = channel.write(buffer.flip());
      out.skip(count);
      written += count;
      lastSeenMillis = count > 0 ? backend.nowMillis() : lastSeenMillis;
      if (buffer.hasRemaining()) {
        return;
      }
    }
  }

  /** Only the loop calls this. */
  void closeChannel() {
    isClosed = true;
    key.cancel();
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // closing is all we wanted
    }
  }
}

package dev.interlace.traces.oracle;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.resp.Decoded;
import dev.interlace.model.resp.ReplyReader;
import dev.interlace.model.resp.RespWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One blocking connection to a real server. Sending and receiving are separate, so commands can be pipelined.
 *
 * <p><b>Errors:</b> an error of the server is a {@link Reply.Error}; a lost connection is an {@link UncheckedIOException}. Not for use by
 * several threads.
 */
public final class OracleConnection implements AutoCloseable {
  /** How long {@link #receive()} waits. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String VERSION_FIELD = "redis_version:";

  private final Socket socket;
  private final ReplyReader reader = new ReplyReader();
  private final byte[] buffer = new byte[8192];

  private OracleConnection(Socket socket) {
    this.socket = socket;
  }

  /** Connects to the server at {@code address}. */
  public static OracleConnection open(InetSocketAddress address) {
    var socket = new Socket();
    try {
      socket.connect(address, (int) PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
      return new OracleConnection(socket);
    } catch (IOException e) {
      closeQuietly(socket);
      throw new UncheckedIOException("cannot connect to " + address, e);
    }
  }

  /** Sends a command without waiting for its reply. */
  public void send(List<Bytes> command) {
    try {
      socket.getOutputStream().write(RespWriter.command(command).toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next reply, or empty if none has arrived whole when {@code patience} is over; at least one millisecond. */
  public Optional<Reply> receive(Duration patience) {
    try {
      socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
      while (true) {
        switch (reader.take()) {
          case Decoded.Complete<Reply>(var reply) -> {
            return Optional.of(reply);
          }
          case Decoded.Malformed<Reply>(var error) -> throw new IOException("not a Redis server: " + error.text());
          case Decoded.Incomplete<Reply> more -> {
            if (!readMore()) {
              return Optional.empty();
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next reply if it has arrived whole by now. */
  public Optional<Reply> poll() {
    try {
      while (true) {
        switch (reader.take()) {
          case Decoded.Complete<Reply>(var reply) -> {
            return Optional.of(reply);
          }
          case Decoded.Malformed<Reply>(var error) -> throw new IOException("not a Redis server: " + error.text());
          case Decoded.Incomplete<Reply> more -> {
            if (socket.getInputStream().available() == 0) {
              return Optional.empty();
            }
            readMore();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next reply if it has begun to arrive by now, and arrives whole before {@code patience} is over. */
  public Optional<Reply> poll(Duration patience) {
    var whole = poll();
    return whole.isEmpty() && reader.isWithinReply() ? receive(patience) : whole;
  }

  /** The next reply; a server that stays silent for {@link #PATIENCE} counts as lost. */
  public Reply receive() {
    return receive(PATIENCE).orElseThrow(() -> new UncheckedIOException(new SocketTimeoutException("no reply within " + PATIENCE)));
  }

  /** Sends a command and waits for its reply. */
  public Reply call(List<Bytes> command) {
    send(command);
    return receive();
  }

  /** Sends a command given as text words and waits for its reply. */
  public Reply call(String... words) {
    return call(List.of(words).stream().map(Bytes::of).toList());
  }

  /** The version the server reports, such as {@code 7.0.15}. */
  public String serverVersion() {
    if (!(call("INFO", "server") instanceof Reply.Bulk(var info))) {
      throw new IllegalStateException("INFO gave no text");
    }
    return info.toLatin1().lines()
        .filter(line -> line.startsWith(VERSION_FIELD))
        .map(line -> line.substring(VERSION_FIELD.length()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("INFO names no version"));
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  /** False if nothing came in time. */
  private boolean readMore() throws IOException {
    try {
      var count = socket.getInputStream().read(buffer);
      if (count < 0) {
        throw new EOFException("the server closed the connection");
      }
      reader.feed(buffer, 0, count);
      return true;
    } catch (SocketTimeoutException silence) {
      return false;
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // A connection that fails to close is closed for our purpose.
    }
  }
}

package dev.interlace.properties.client;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.resp.CommandReader;
import dev.interlace.model.resp.Decoded;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.resp.RespWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A socket that ends in a channel: bytes written become commands sent, bytes read are replies received.
 *
 * <p>Nothing of the operating system stands behind it. Each method of {@link Socket} that Jedis calls is overridden, because the
 * inherited ones would open a file descriptor, and a search makes hundreds of thousands of these.
 *
 * <p>The suspension is an Error that {@link Channel#receive} throws through {@link InputStream#read} and through Jedis, which catches
 * none. What is written while it unwinds (UNWATCH or DISCARD out of a {@code close()}) the channel ignores.
 *
 * <p>A lost connection looks as it does on a real one: what is written vanishes, and reading meets the end of the stream, of which Jedis
 * makes a {@code JedisConnectionException}. The socket does not count as closed until Jedis closes it, so Jedis goes on refusing to read
 * from it until then.
 */
final class ChannelSocket extends Socket {
  private final Channel<Request, Reply> channel;
  private final CommandReader commands = new CommandReader();
  private final InputStream input = new Replies();
  private final OutputStream output = new Requests();
  /** Bytes of replies received and not read yet, from {@code position} on. */
  private Bytes unread = Bytes.EMPTY;
  private int position;
  /** Commands sent whose replies were not received, oldest first. */
  private final Deque<Command> outstanding = new ArrayDeque<>();
  private Protocol protocol = Protocol.RESP2;
  private int soTimeout;
  private boolean isUsed;
  private boolean isLost;
  private boolean isSuspended;
  private boolean isClosed;

  ChannelSocket(Channel<Request, Reply> channel) {
    this.channel = channel;
  }

  /** Requests sent whose replies were not received. */
  int outstanding() {
    return outstanding.size();
  }

  /** Whether the server has heard of this connection and still has. */
  boolean isUsed() {
    return isUsed && !isLost;
  }

  /** Whether it would be a second connection to open another. */
  boolean isInUse() {
    return isUsed() && !isClosed && !isSuspended;
  }

  /** Receives what is outstanding and throws it away. */
  void drain() {
    while (!outstanding.isEmpty()) {
      fill();
    }
  }

  /** Waits for one reply, or, if nothing was asked, for what the server sends unasked; false if the connection went down instead. */
  private boolean fill() {
    try {
      var reply = outstanding.isEmpty() ? channel.ask(new Request.Receive()) : channel.receive();
      agreeOn(reply);
      unread = RespWriter.reply(reply, protocol);
      position = 0;
      return true;
    } catch (ConnectionLost lost) {
      isLost = true;
      outstanding.clear();
      return false;
    } catch (Error suspension) {
      // Nothing more will come, and a finally block must not stumble over what is outstanding.
      outstanding.clear();
      isSuspended = true;
      throw suspension;
    }
  }

  /** HELLO's own answer is in the protocol that it asked for, and shows which that is: only RESP3 has maps. */
  private void agreeOn(Reply reply) {
    var asked = outstanding.pollFirst();
    if (asked == null) {
      return;
    }
    var name = asked.name().toLowerCase();
    if (name.equals("reset")) {
      protocol = Protocol.RESP2;
    } else if (name.equals("hello") && !(last(reply) instanceof Reply.Error)) {
      protocol = last(reply) instanceof Reply.MapReply ? Protocol.RESP3 : Protocol.RESP2;
    }
  }

  private static Reply last(Reply reply) {
    return reply instanceof Reply.Several(var items) && !items.isEmpty() ? items.getLast() : reply;
  }

  private final class Requests extends OutputStream {
    @Override
    public void write(int b) throws SocketException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws SocketException {
      if (isClosed) {
        throw new SocketException("Socket closed");
      }
      if (isLost) {
        return;
      }
      commands.feed(data, offset, offset + length);
      while (commands.take() instanceof Decoded.Complete<List<Bytes>>(var words)) {
        var command = new Command(words);
        channel.send(command);
        isUsed = true;
        outstanding.add(command);
      }
    }
  }

  private final class Replies extends InputStream {
    @Override
    public int read() {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == unread.length() && (isLost || isClosed || !fill())) {
        return -1;
      }
      var read = Math.min(length, available());
      unread.slice(position, position + read).copyTo(target, offset);
      position += read;
      return read;
    }

    @Override
    public int available() {
      return unread.length() - position;
    }
  }

  @Override
  public InputStream getInputStream() {
    return input;
  }

  @Override
  public OutputStream getOutputStream() {
    return output;
  }

  @Override
  public int getSoTimeout() {
    return soTimeout;
  }

  /** Remembered and without effect: a reply that never comes is a lost connection here. */
  @Override
  public void setSoTimeout(int millis) {
    soTimeout = millis;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isInputShutdown() {
    return false;
  }

  @Override
  public boolean isOutputShutdown() {
    return false;
  }

  @Override
  public boolean isClosed() {
    return isClosed;
  }

  @Override
  public void close() {
    isClosed = true;
  }

  @Override
  public String toString() {
    return "ChannelSocket";
  }
}

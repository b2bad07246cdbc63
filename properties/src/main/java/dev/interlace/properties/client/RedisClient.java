package dev.interlace.properties.client;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A connection in the words of the protocol: commands in, replies out.
 *
 * <p><b>Errors:</b> an error of the server is a reply and not an exception. A connection that goes down throws {@link ConnectionLost};
 * {@link #reconnect} opens another.
 */
public final class RedisClient implements ClientControl {
  private final Channel<Request, Reply> channel;
  private int outstanding;

  public RedisClient(Channel<Request, Reply> channel) {
    this.channel = channel;
  }

  /** A reply that does not hold what was asked of it. */
  public static final class UnexpectedReply extends RuntimeException {
    UnexpectedReply(String wanted, Reply reply) {
      super("not " + wanted + ": " + reply);
    }
  }

  /** Sends one command of UTF-8 words and waits for its reply; replies that are outstanding must have been received. */
  public Reply call(String... words) {
    return call(Command.of(words));
  }

  /** Sends one command of any bytes and waits for its reply. */
  public Reply call(Bytes... words) {
    return call(new Command(Arrays.asList(words)));
  }

  private Reply call(Command command) {
    if (outstanding > 0) {
      throw new IllegalStateException("receive() the replies to what was sent first: " + outstanding + " outstanding");
    }
    send(command);
    return receive();
  }

  /** Sends a command of UTF-8 words without waiting. */
  public void send(String... words) {
    send(Command.of(words));
  }

  /** Sends a command without waiting. */
  public void send(Command command) {
    channel.send(command);
    outstanding++;
  }

  /** The reply to the first command that has none yet. */
  public Reply receive() {
    try {
      var reply = channel.receive();
      outstanding--;
      return reply;
    } catch (ConnectionLost | Error gone) {
      // Lost, or suspended: nothing more will come, and a finally block must not stumble over what is outstanding.
      outstanding = 0;
      throw gone;
    }
  }

  /** Opens a connection in place of one that went down. */
  public void reconnect() {
    channel.reconnect();
  }

  /** The number that {@code reply} holds, as an integer or as the text of one. */
  public static long integer(Reply reply) {
    return switch (reply) {
      case Reply.Int(var value) -> value;
      case Reply.Bulk(var text) -> Long.parseLong(text.toUtf8());
      default -> throw new UnexpectedReply("an integer", reply);
    };
  }

  /** The UTF-8 text that {@code reply} holds; empty for a missing value. */
  public static Optional<String> text(Reply reply) {
    return switch (reply) {
      case Reply.Simple(var text) -> Optional.of(text.toUtf8());
      case Reply.Bulk(var text) -> Optional.of(text.toUtf8());
      case Reply.Nil nil -> Optional.empty();
      default -> throw new UnexpectedReply("a text", reply);
    };
  }

  /** The elements that {@code reply} holds; empty for a missing array, such as an aborted EXEC. */
  public static Optional<List<Reply>> items(Reply reply) {
    return switch (reply) {
      case Reply.Array(var items) -> Optional.of(items);
      case Reply.NilArray nil -> Optional.empty();
      case Reply.Nil nil -> Optional.empty();
      default -> throw new UnexpectedReply("an array", reply);
    };
  }

  @Override
  public Channel<Request, Reply> channel() {
    return channel;
  }

  @Override
  public int outstanding() {
    return outstanding;
  }
}

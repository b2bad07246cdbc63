package dev.interlace.properties.client;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.ConnectionLost;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connection in the words of the protocol: commands in, replies out.
 *
 * <p><b>Errors:</b> an error of the server is a reply and not an exception. A connection that goes down throws {@link ConnectionLost};
 * {@link #reconnect} opens another.
 */
public final class RedisClient implements ClientControl {
  private static final Set<String> UNASKED = Set.of("message", "pmessage", "smessage", "invalidate", "tracking-redir-broken");

  private final Channel<Request, Reply> channel;
  private int outstanding;

  /** What came unasked, beside a reply, and was not received so far; oldest first. */
  private final Deque<Reply> pushes = new ArrayDeque<>();

  /** What came beside and behind a reply, of the same command: the second confirmation of a SUBSCRIBE, say. */
  private final Deque<Reply> replies = new ArrayDeque<>();

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

  /**
   * The reply to the first command that has none yet. Of a command that is answered by several, such as SUBSCRIBE to two channels, it is the first, and
   * the next calls answer the others. What the server sent unasked before it is kept for {@link #receivePush}.
   */
  public Reply receive() {
    if (!replies.isEmpty()) {
      return replies.removeFirst();
    }
    take(fromChannel());
    if (replies.isEmpty()) {
      throw new UnexpectedReply("a reply", Reply.NOTHING);
    }
    return replies.removeFirst();
  }

  /**
   * What the server sent unasked, such as a published message, oldest first; waits for it. Confirmations of SUBSCRIBE that were not received yet
   * come first. Replies that were asked for must have been received.
   */
  public Reply receivePush() {
    if (outstanding > 0) {
      throw new IllegalStateException("receive() the replies to what was sent first: " + outstanding + " outstanding");
    }
    if (!replies.isEmpty()) {
      return replies.removeFirst();
    }
    return pushes.isEmpty() ? channel.ask(new Request.Receive()) : pushes.removeFirst();
  }

  /** What the server had sent unasked before the last reply, oldest first, and nobody has received; waits for nothing. */
  public List<Reply> takePushes() {
    var taken = List.copyOf(pushes);
    pushes.clear();
    return taken;
  }

  private void take(Reply arrived) {
    if (!(arrived instanceof Reply.Several(var items))) {
      replies.add(arrived);
      return;
    }
    for (var item : items) {
      (isUnasked(item) ? pushes : replies).add(item);
    }
  }

  /** Whether {@code reply}, which came with others, is no reply to a command: the protocol RESP2 leaves no other way to tell. */
  private static boolean isUnasked(Reply reply) {
    var items = switch (reply) {
      case Reply.Push(var all) -> all;
      case Reply.Array(var all) -> all;
      default -> List.<Reply>of();
    };
    return !items.isEmpty() && items.getFirst() instanceof Reply.Bulk(var kind) && UNASKED.contains(kind.toLatin1());
  }

  private Reply fromChannel() {
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

package dev.interlace.model.resp;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.reply.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The client's side of a connection: turns bytes, in pieces of any size, into replies of RESP2 and RESP3.
 *
 * <p>Out-of-band messages come as {@link Reply.Push} in the order of the wire. <b>Deviation:</b> attributes ({@code |}) and streamed
 * aggregates are refused, as {@code redis-cli} does; Redis 7.0 sends the former only for {@code DEBUG PROTOCOL ATTRIB}.
 */
public final class ReplyReader {
  private final ByteQueue in = new ByteQueue();
  /** Aggregates begun and not full yet, innermost first. */
  private final Deque<Frame> open = new ArrayDeque<>();
  /** Length of the bulk or verbatim string whose text is awaited, -1 if none is. */
  private int textLength = -1;
  private char textType;
  private Optional<Reply.Error> broken = Optional.empty();

  private record Frame(char type, int size, List<Reply> items) {
    boolean isFull() {
      return items.size() == size;
    }

    Reply close() {
      return switch (type) {
        case '~' -> new Reply.SetReply(items);
        case '>' -> new Reply.Push(items);
        case '%' -> new Reply.MapReply(pairs());
        default -> items.isEmpty() ? Reply.EMPTY_ARRAY : new Reply.Array(items);
      };
    }

    private List<Reply.Pair> pairs() {
      var pairs = new ArrayList<Reply.Pair>(size / 2);
      for (var i = 0; i < size; i += 2) {
        pairs.add(new Reply.Pair(items.get(i), items.get(i + 1)));
      }
      return pairs;
    }
  }

  /** Adds {@code data[from, to)}; the array is copied. */
  public void feed(byte[] data, int from, int to) {
    in.append(data, from, to);
  }

  /** Adds all of {@code data}. */
  public void feed(Bytes data) {
    feed(data.toByteArray(), 0, data.length());
  }

  /** The next reply. After {@code Malformed} every later call answers the same. */
  public Decoded<Reply> take() {
    while (broken.isEmpty() && isNextPartHere()) {
      var part = textLength < 0 ? readHeader() : Optional.of(readText());
      var whole = part.flatMap(this::place);
      if (whole.isPresent()) {
        return new Decoded.Complete<>(whole.get());
      }
    }
    return broken.<Decoded<Reply>>map(Decoded.Malformed::new).orElseGet(Decoded.Incomplete::new);
  }

  /** Whether part of a reply has arrived and the rest has not. */
  public boolean isWithinReply() {
    return !open.isEmpty() || textLength >= 0 || in.size() > 0;
  }

  private boolean isNextPartHere() {
    return textLength < 0 ? in.findLineEnd() >= 0 : in.size() >= textLength + 2;
  }

  /** Puts a finished value into the innermost open aggregate, closing those it fills; present if nothing is open any more. */
  private Optional<Reply> place(Reply value) {
    while (!open.isEmpty()) {
      var frame = open.getFirst();
      frame.items.add(value);
      if (!frame.isFull()) {
        return Optional.empty();
      }
      open.removeFirst();
      value = frame.close();
    }
    return Optional.of(value);
  }

  private Reply readText() {
    var text = in.take(textLength, 2);
    textLength = -1;
    return textType == '$' ? new Reply.Bulk(text) : new Reply.Verbatim(text.slice(0, 3).toLatin1(), text.slice(4, text.length()));
  }

  /** A value of one line; empty if the line opened an aggregate or announced a text, or broke the stream. */
  private Optional<Reply> readHeader() {
    var end = in.findLineEnd();
    if (end == 0) {
      return fail('\r');
    }
    var type = (char) (in.at(0) & 0xff);
    in.skip(1);
    var line = in.take(end - 1, 2);
    return switch (type) {
      case '+' -> Optional.of(new Reply.Simple(line));
      case '-' -> Optional.of(new Reply.Error(line));
      case ',' -> Optional.of(new Reply.Dbl(line));
      case '(' -> Optional.of(new Reply.BigNumber(line));
      case '_' -> Optional.of(Reply.NIL);
      case ':' -> integer(line);
      case '#' -> bool(line);
      case '$', '=' -> text(type, line);
      case '*', '~', '>', '%' -> aggregate(type, line);
      default -> fail(type);
    };
  }

  private Optional<Reply> integer(Bytes line) {
    var value = Numbers.parseLong(line);
    return value.isPresent() ? Optional.of(Reply.of(value.getAsLong())) : fail("bad integer", line);
  }

  private Optional<Reply> bool(Bytes line) {
    return switch (line.toLatin1()) {
      case "t" -> Optional.of(Reply.TRUE);
      case "f" -> Optional.of(Reply.FALSE);
      default -> fail("bad boolean", line);
    };
  }

  private Optional<Reply> text(char type, Bytes line) {
    var length = Numbers.parseLong(line).orElse(-2);
    if (length == -1 && type == '$') {
      return Optional.of(Reply.NIL);
    }
    // A verbatim string starts with its format and a colon: four bytes.
    if (length < (type == '=' ? 4 : 0) || length > Integer.MAX_VALUE - 2) {
      return fail("bad length", line);
    }
    textType = type;
    textLength = (int) length;
    return Optional.empty();
  }

  private Optional<Reply> aggregate(char type, Bytes line) {
    var count = Numbers.parseLong(line).orElse(-2);
    if (count == -1 && type == '*') {
      return Optional.of(Reply.NIL_ARRAY);
    }
    if (count < 0 || count > Integer.MAX_VALUE / 2) {
      return fail("bad length", line);
    }
    var frame = new Frame(type, (int) (type == '%' ? 2 * count : count), new ArrayList<>());
    if (frame.isFull()) {
      return Optional.of(frame.close());
    }
    open.addFirst(frame);
    return Optional.empty();
  }

  private Optional<Reply> fail(char type) {
    broken = Optional.of(new Reply.Error("Protocol error, got " + Bytes.latin1("" + type).toQuoted() + " as reply type byte"));
    return Optional.empty();
  }

  private Optional<Reply> fail(String what, Bytes line) {
    broken = Optional.of(new Reply.Error("Protocol error, " + what + " " + line.toQuoted()));
    return Optional.empty();
  }
}

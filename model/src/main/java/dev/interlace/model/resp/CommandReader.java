package dev.interlace.model.resp;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's side of a connection: turns bytes, in pieces of any size, into commands.
 *
 * <p><b>Shape:</b> a command has at least one word; empty lines and empty arrays are passed over in silence. <b>Errors:</b> the text the
 * server sends before it closes the connection, checked in its order and as early as it does. <b>Source:</b> Redis 7.0,
 * {@code networking.c}: {@code processInlineBuffer}, {@code processMultibulkBuffer}; compared with 7.0.15.
 */
public final class CommandReader {
  /** {@code PROTO_INLINE_MAX_SIZE}. */
  private static final int LONGEST_LINE = 64 * 1024;
  /** The default of {@code proto-max-bulk-len}. */
  private static final long LONGEST_BULK = 512L * 1024 * 1024;

  private final ByteQueue in = new ByteQueue();
  /** Words of the command being read. */
  private final List<Bytes> words = new ArrayList<>();
  /** Words still to come; 0 between commands. */
  private long missing;
  /** Length of the word being read, -1 until it is known. */
  private long wordLength = -1;
  private Optional<Reply.Error> broken = Optional.empty();

  /** Adds {@code data[from, to)}; the array is copied. */
  public void feed(byte[] data, int from, int to) {
    in.append(data, from, to);
  }

  /** Adds all of {@code data}. */
  public void feed(Bytes data) {
    feed(data.toByteArray(), 0, data.length());
  }

  /** The next command. After {@code Malformed} every later call answers the same. */
  public Decoded<List<Bytes>> take() {
    while (broken.isEmpty()) {
      if (missing == 0 && !startCommand()) {
        break;
      }
      while (missing > 0 && readWord()) {
        missing--;
      }
      if (missing > 0) {
        break;
      }
      if (!words.isEmpty()) {
        var command = List.copyOf(words);
        words.clear();
        return new Decoded.Complete<>(command);
      }
    }
    return broken.<Decoded<List<Bytes>>>map(Decoded.Malformed::new).orElseGet(Decoded.Incomplete::new);
  }

  /** Reads a whole inline command or the length of an array; false if more bytes are needed or the stream is broken. */
  private boolean startCommand() {
    if (in.size() == 0) {
      return false;
    }
    if (in.at(0) != '*') {
      return readInline();
    }
    var line = line("too big mbulk count string");
    if (line.isEmpty()) {
      return false;
    }
    var count = Numbers.parseLong(line.get());
    if (count.isEmpty() || count.getAsLong() > Integer.MAX_VALUE) {
      return fail("invalid multibulk length");
    }
    missing = Math.max(0, count.getAsLong());
    return true;
  }

  private boolean readInline() {
    var end = in.find('\n');
    if (end < 0) {
      return in.size() > LONGEST_LINE ? fail("too big inline request") : false;
    }
    var length = end > 0 && in.at(end - 1) == '\r' ? end - 1 : end;
    var parsed = CommandLine.parse(in.take(length, end + 1 - length));
    if (parsed.isEmpty()) {
      return fail("unbalanced quotes in request");
    }
    words.addAll(parsed.get());
    return true;
  }

  private boolean readWord() {
    if (wordLength < 0 && !readWordLength()) {
      return false;
    }
    // The two bytes after a word are dropped unseen: the server does not check that they are CR and LF.
    if (in.size() < wordLength + 2) {
      return false;
    }
    words.add(in.take((int) wordLength, 2));
    wordLength = -1;
    return true;
  }

  private boolean readWordLength() {
    var end = in.find('\r');
    if (end >= 0 && end + 1 < in.size() && in.at(0) != '$') {
      var shown = in.at(0) == '\r' || in.at(0) == '\n' ? ' ' : (char) (in.at(0) & 0xff);
      return fail("expected '$', got '" + shown + "'");
    }
    var line = line("too big bulk count string");
    if (line.isEmpty()) {
      return false;
    }
    var length = Numbers.parseLong(line.get());
    if (length.isEmpty() || length.getAsLong() < 0 || length.getAsLong() > LONGEST_BULK) {
      return fail("invalid bulk length");
    }
    wordLength = length.getAsLong();
    return true;
  }

  /** The line up to CR without its first byte; empty if it has not arrived whole. The byte after CR is not looked at. */
  private Optional<Bytes> line(String tooLong) {
    var end = in.find('\r');
    if (end < 0 && in.size() > LONGEST_LINE) {
      fail(tooLong);
      return Optional.empty();
    }
    if (end < 0 || end + 2 > in.size()) {
      return Optional.empty();
    }
    in.skip(1);
    return Optional.of(in.take(end - 1, 2));
  }

  private boolean fail(String what) {
    broken = Optional.of(new Reply.Error(Bytes.latin1("ERR Protocol error: " + what)));
    return false;
  }
}

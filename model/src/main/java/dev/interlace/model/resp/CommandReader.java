package dev.interlace.model.resp;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.Reply;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  private static final Decoded<List<Bytes>> INCOMPLETE = new Decoded.Incomplete<>();
  private static final Bytes[] NO_WORDS = new Bytes[0];
  /** Room for words made on a client's word that they will come. */
  private static final int WORDS_AT_ONCE = 1024;
  private static final int UNKNOWN = -1;
  /** {@code PROTO_IOBUF_LEN}. */
  private static final int USUAL_READ = 16 * 1024;
  /** {@code PROTO_MBULK_BIG_ARG}. */
  private static final int BIG_WORD = 32 * 1024;

  private final ByteQueue in = new ByteQueue();
  private Bytes[] words = NO_WORDS;
  private int wordCount;
  /** Words still to come; 0 between commands. */
  private int missing;
  /** Length of the word being read, or {@link #UNKNOWN}. */
  private int wordLength = UNKNOWN;
  private @Nullable Decoded<List<Bytes>> broken;

  /** Adds {@code data[from, to)}; the array is copied. */
  public void feed(byte[] data, int from, int to) {
    in.append(data, from, to);
  }

  /** Adds what remains in {@code data}, and leaves nothing there. */
  public void feed(ByteBuffer data) {
    in.append(data);
  }

  /** Adds all of {@code data}. */
  public void feed(Bytes data) {
    feed(data.toByteArray(), 0, data.length());
  }

  /** How many bytes wait to be taken. <b>Source:</b> {@code qbuf} of CLIENT LIST. */
  public int waiting() {
    return in.size();
  }

  /** How many bytes to read at once: usually 16 KB, but all the rest of a long word. <b>Source:</b> {@code readQueryFromClient}. */
  public int wanted() {
    return wordLength < BIG_WORD ? USUAL_READ : Math.max(USUAL_READ, wordLength + 2 - in.size());
  }

  /** How many more bytes would fit without asking for memory. <b>Source:</b> {@code qbuf-free} of CLIENT LIST. */
  public int free() {
    return in.free();
  }

  /** The next command of a trusted client. */
  public Decoded<List<Bytes>> take() {
    return take(ProtocolLimits.STANDARD);
  }

  /** The next command. After {@code Malformed} every later call answers the same. */
  public Decoded<List<Bytes>> take(ProtocolLimits limits) {
    while (broken == null) {
      if (missing == 0 && !startCommand(limits)) {
        break;
      }
      while (missing > 0 && readWord(limits)) {
        missing--;
      }
      if (missing > 0) {
        break;
      }
      if (wordCount > 0) {
        return new Decoded.Complete<>(command());
      }
    }
    return broken == null ? INCOMPLETE : broken;
  }

  private List<Bytes> command() {
    var command = List.of(words.length == wordCount ? words : Arrays.copyOf(words, wordCount));
    words = NO_WORDS;
    wordCount = 0;
    return command;
  }

  /** Reads a whole inline command or the length of an array; false if more bytes are needed or the stream is broken. */
  private boolean startCommand(ProtocolLimits limits) {
    if (in.size() == 0) {
      return false;
    }
    if (in.at(0) != '*') {
      return readInline();
    }
    var end = lineEnd("too big mbulk count string");
    if (end < 0) {
      return false;
    }
    var count = in.number(1, end);
    if (count.isEmpty() || count.getAsLong() > Integer.MAX_VALUE) {
      return fail("invalid multibulk length");
    }
    if (!limits.allowsCount(count.getAsLong())) {
      return fail("unauthenticated multibulk length");
    }
    in.skip(end + 2);
    missing = (int) Math.max(0, count.getAsLong());
    words = missing == 0 ? NO_WORDS : new Bytes[Math.min(missing, WORDS_AT_ONCE)];
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
    words = parsed.get().toArray(NO_WORDS);
    wordCount = words.length;
    return true;
  }

  private boolean readWord(ProtocolLimits limits) {
    if (wordLength == UNKNOWN && !readWordLength(limits)) {
      return false;
    }
    // The two bytes after a word are dropped unseen: the server does not check that they are CR and LF.
    if (in.size() - 2 < wordLength) {
      return false;
    }
    if (wordCount == words.length) {
      words = Arrays.copyOf(words, (int) Math.min(2L * wordCount, (long) wordCount + missing));
    }
    words[wordCount++] = in.take(wordLength, 2);
    wordLength = UNKNOWN;
    return true;
  }

  private boolean readWordLength(ProtocolLimits limits) {
    var end = lineEnd("too big bulk count string");
    if (end < 0) {
      return false;
    }
    if (in.at(0) != '$') {
      var shown = in.at(0) == '\r' || in.at(0) == '\n' ? ' ' : (char) (in.at(0) & 0xff);
      return fail("expected '$', got '" + shown + "'");
    }
    var length = in.number(1, end);
    if (length.isEmpty() || length.getAsLong() < 0 || length.getAsLong() > limits.longestBulk()) {
      return fail("invalid bulk length");
    }
    if (!limits.allowsLength(length.getAsLong())) {
      return fail("unauthenticated bulk length");
    }
    if (length.getAsLong() > Integer.MAX_VALUE - 2) {
      throw new OutOfMemoryError("an argument of " + length.getAsLong() + " bytes");
    }
    in.skip(end + 2);
    wordLength = (int) length.getAsLong();
    return true;
  }

  /** Where the line at hand ends, which is at a CR with one more byte behind it, whatever that is; -1 if it has not arrived whole. */
  private int lineEnd(String tooLong) {
    var end = in.find('\r');
    if (end < 0 && in.size() > LONGEST_LINE) {
      fail(tooLong);
    }
    return end + 2 > in.size() ? -1 : end;
  }

  private boolean fail(String what) {
    broken = new Decoded.Malformed<>(new Reply.Error(Bytes.latin1("ERR Protocol error: " + what)));
    return false;
  }
}

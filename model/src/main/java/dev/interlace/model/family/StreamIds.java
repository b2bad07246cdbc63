package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.value.StreamId;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** IDs as clients write them. <b>Source:</b> {@code streamGenericParseIDOrReply}, {@code string2ull} of Redis 7.0. */
final class StreamIds {
  private static final int LONGEST = 127;

  /** What strtoull reads beyond canonical integers. */
  private static final Pattern LENIENT = Pattern.compile("[ \\t\\n\\x0b\\f\\r]*([+-]?)([0-9]+)");

  private static final BigInteger MOST = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);

  private StreamIds() {}

  /** The word at {@code index}, which must be a number or two; without the second it is the first of its millisecond. */
  static StreamId strict(Call call, int index) {
    return find(call.word(index)).orElseThrow(StreamIds::invalid);
  }

  static Optional<StreamId> find(Bytes word) {
    return isEdge(word) ? Optional.empty() : numbers(text(word), 0);
  }

  /** The word at {@code index}, which may also be {@code -} or {@code +}. */
  static StreamId lenient(Call call, int index) {
    return lenient(call.word(index), 0);
  }

  private static StreamId lenient(Bytes word, long missingSeq) {
    if (isEdge(word)) {
      return word.at(0) == '-' ? StreamId.MIN : StreamId.MAX;
    }
    return numbers(text(word), missingSeq).orElseThrow(StreamIds::invalid);
  }

  /** The lower end of an interval, as the first ID within. */
  static StreamId start(Call call, int index) {
    var word = call.word(index);
    return isExclusive(word)
        ? end(word, 0).next().orElseThrow(() -> new CommandFault(Errors.INVALID_START_ID))
        : lenient(word, 0);
  }

  /** The upper end of an interval, as the last ID within. */
  static StreamId end(Call call, int index) {
    var word = call.word(index);
    return isExclusive(word)
        ? end(word, StreamId.MAX.seq()).previous().orElseThrow(() -> new CommandFault(Errors.INVALID_END_ID))
        : lenient(word, StreamId.MAX.seq());
  }

  private static boolean isExclusive(Bytes word) {
    return word.length() > 1 && word.at(0) == '(';
  }

  private static StreamId end(Bytes word, long missingSeq) {
    var bare = word.slice(1, word.length());
    return (isEdge(bare) ? Optional.<StreamId>empty() : numbers(text(bare), missingSeq)).orElseThrow(StreamIds::invalid);
  }

  /** The word as {@code ms-*}: the millisecond. */
  static OptionalLong milliseconds(Bytes word) {
    var text = text(word);
    var dash = text.indexOf('-');
    return dash >= 0 && text.substring(dash + 1).equals("*") ? number(text.substring(0, dash)) : OptionalLong.empty();
  }

  static CommandFault invalid() {
    return new CommandFault(Errors.INVALID_STREAM_ID);
  }

  /** As a C string; too long a word is none at all. */
  private static String text(Bytes word) {
    var text = word.length() > LONGEST ? "" : word.toLatin1();
    var zero = text.indexOf(0);
    return zero < 0 ? text : text.substring(0, zero);
  }

  private static boolean isEdge(Bytes word) {
    var text = text(word);
    return text.equals("-") || text.equals("+");
  }

  private static Optional<StreamId> numbers(String text, long missingSeq) {
    var dash = text.indexOf('-');
    var ms = number(dash < 0 ? text : text.substring(0, dash));
    var seq = dash < 0 ? OptionalLong.of(missingSeq) : number(text.substring(dash + 1));
    return ms.isPresent() && seq.isPresent() ? Optional.of(new StreamId(ms.getAsLong(), seq.getAsLong())) : Optional.empty();
  }

  /** Unsigned. A minus is refused only in front of a canonical number, else it counts down from 2^64. */
  private static OptionalLong number(String text) {
    var canonical = Numbers.parseLong(Bytes.latin1(text));
    if (canonical.isPresent()) {
      return canonical.getAsLong() < 0 ? OptionalLong.empty() : canonical;
    }
    var match = LENIENT.matcher(text);
    if (!match.matches()) {
      return OptionalLong.empty();
    }
    var value = new BigInteger(match.group(2));
    if (value.compareTo(MOST) > 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(match.group(1).equals("-") ? -value.longValue() : value.longValue());
  }
}

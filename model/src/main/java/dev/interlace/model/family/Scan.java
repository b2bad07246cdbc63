package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Glob;
import dev.interlace.model.bytes.Keyed;
import dev.interlace.model.collection.HashTrie;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/**
 * What SCAN, HSCAN, SSCAN and ZSCAN share: a cursor and options.
 *
 * <p><b>Order:</b> elements go by a hash of their bytes, see {@link HashTrie}, and the cursor is the hash of the next one. So whatever is
 * there from the first call to the last is answered, and answered once, whatever else comes and goes. A call costs what it answers.
 * <b>Deviation:</b> Redis may answer an element twice, and its cursors are other numbers.
 *
 * @param count how many elements a call looks at; those that share the hash of the last one come with it
 */
record Scan(long cursor, long count, Optional<Bytes> pattern, Optional<Bytes> type) {
  private static final Pattern CURSOR = Pattern.compile("([+-]?[0-9]+)?");
  private static final BigInteger CURSORS = BigInteger.TWO.pow(64);
  private static final long DEFAULT_COUNT = 10;

  /**
   * Some elements and where to go on.
   *
   * @param next 0 if nothing is left
   */
  record Page<E>(long next, List<E> elements) {
    /** A compact encoding answers all at once, whatever the cursor. */
    static <E> Page<E> all(List<E> elements) {
      return new Page<>(0, elements);
    }
  }

  /** <b>Source:</b> {@code parseScanCursorOrReply}: what strtoul reads, so a sign is allowed, and nothing at all is 0. */
  static long cursor(Call call, int index) {
    var text = call.word(index).toLatin1();
    if (!CURSOR.matcher(text).matches()) {
      throw Call.fail(Errors.INVALID_CURSOR);
    }
    var number = text.isEmpty() ? BigInteger.ZERO : new BigInteger(text);
    if (number.abs().compareTo(CURSORS) >= 0) {
      throw Call.fail(Errors.INVALID_CURSOR);
    }
    return number.longValue();
  }

  /** @param from where the options begin */
  static Scan parse(Call call, long cursor, int from, boolean takesType) {
    var count = DEFAULT_COUNT;
    var pattern = Optional.<Bytes>empty();
    var type = Optional.<Bytes>empty();
    for (var i = from; i < call.size(); i += 2) {
      if (i + 1 == call.size()) {
        throw Call.fail(Errors.SYNTAX);
      }
      switch (call.word(i).toLowerCase()) {
        case "count" -> count = count(call, i + 1);
        case "match" -> pattern = Optional.of(call.word(i + 1));
        case "type" -> {
          if (!takesType) {
            throw Call.fail(Errors.SYNTAX);
          }
          type = Optional.of(call.word(i + 1));
        }
        default -> throw Call.fail(Errors.SYNTAX);
      }
    }
    return new Scan(cursor, count, pattern, type);
  }

  private static long count(Call call, int index) {
    var count = call.integer(index);
    if (count < 1) {
      throw new CommandFault(Errors.SYNTAX);
    }
    return count;
  }

  /** @param walk the elements from a cursor on, see {@link HashTrie#from} */
  <E extends Keyed> Page<E> page(LongFunction<Iterator<E>> walk) {
    var found = new ArrayList<E>();
    var left = walk.apply(cursor);
    var last = -1L;
    while (left.hasNext()) {
      var element = left.next();
      var place = HashTrie.hash(element.key());
      if (found.size() >= count && place != last) {
        return new Page<>(place, found);
      }
      found.add(element);
      last = place;
    }
    return new Page<>(0, found);
  }

  /** Whether MATCH lets {@code element} pass. */
  boolean selects(Bytes element) {
    return pattern.isEmpty() || Glob.selects(pattern.get(), element);
  }

  static Reply reply(long next, List<? extends Reply> items) {
    return new Reply.Array(List.of(Reply.of(Bytes.of(next)), Reply.array(items)));
  }
}

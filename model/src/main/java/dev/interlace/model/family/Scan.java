package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Glob;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What SCAN, HSCAN, SSCAN and ZSCAN share: a cursor and options.
 *
 * <p><b>Order:</b> elements go by a hash of their bytes, and the cursor is the hash of the next one. So whatever is there from the
 * first call to the last is answered, and answered once, whatever else comes and goes. <b>Deviation:</b> Redis may answer an element
 * twice, and its cursors are other numbers.
 *
 * @param count how many elements a call looks at; those that share the hash of the last one come with it
 */
record Scan(long cursor, long count, Optional<Bytes> pattern, Optional<Bytes> type) {
  private static final Pattern CURSOR = Pattern.compile("([+-]?[0-9]+)?");
  private static final BigInteger CURSORS = BigInteger.TWO.pow(64);
  private static final long DEFAULT_COUNT = 10;
  /** Small enough that a client may keep a cursor in a double. */
  private static final long HASHES = 1L << 48;

  /**
   * A reply and where to go on.
   *
   * @param next 0 if nothing is left
   */
  record Page(long next, List<Bytes> elements) {}

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

  /** @param all without repetition */
  Page page(Collection<Bytes> all) {
    var order = Comparator.<Hashed>comparingLong(Hashed::hash).thenComparing(Hashed::element);
    var left = all.stream()
        .map(element -> new Hashed(hash(element), element))
        .filter(each -> Long.compareUnsigned(each.hash, cursor) >= 0)
        .sorted(order)
        .toList();
    var found = new ArrayList<Bytes>();
    for (var each : left) {
      if (found.size() >= count && each.hash != hash(found.getLast())) {
        return new Page(each.hash, found);
      }
      found.add(each.element);
    }
    return new Page(0, found);
  }

  private record Hashed(long hash, Bytes element) {}

  /** Never 0, which begins and ends a scan. <b>Source:</b> FNV-1a of 64 bits, folded. */
  private static long hash(Bytes element) {
    var hash = 0xcbf29ce484222325L;
    for (var i = 0; i < element.length(); i++) {
      hash = (hash ^ element.at(i) & 0xff) * 0x100000001b3L;
    }
    return Math.floorMod(hash ^ hash >>> 48, HASHES - 1) + 1;
  }

  /** Whether MATCH lets {@code element} pass. */
  boolean selects(Bytes element) {
    return pattern.isEmpty() || Glob.selects(pattern.get(), element);
  }

  /** The elements that MATCH lets pass. */
  List<Bytes> selected(Collection<Bytes> elements) {
    return elements.stream().filter((Predicate<Bytes>) this::selects).toList();
  }

  static Reply reply(long next, List<? extends Reply> items) {
    return new Reply.Array(List.of(Reply.of(Bytes.of(next)), Reply.array(items)));
  }
}

package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.family.BitfieldOptions.Kind;
import dev.interlace.model.family.BitfieldOptions.Operation;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.Bitmap;
import dev.interlace.model.value.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The commands that see a string as bits. <b>Source:</b> {@code bitops.c} of Redis 7.0. */
public final class BitmapCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("setbit", BitmapCommands::setBit),
          command("getbit", BitmapCommands::getBit),
          command("bitcount", BitmapCommands::bitCount),
          command("bitpos", BitmapCommands::bitPos),
          command("bitop", BitmapCommands::bitOp),
          command("bitfield", BitmapCommands::bitField),
          command("bitfield_ro", BitmapCommands::bitField));

  /** <b>Source:</b> default of {@code proto-max-bulk-len}. */
  private static final long LONGEST = 512L * 1024 * 1024;

  private BitmapCommands() {}

  /**
   * An offset in bits.
   *
   * @param width what {@code #} in front multiplies by, or 0 if it may not stand there
   */
  static long offset(Bytes word, int width) {
    var isCounted = width > 0 && !word.isEmpty() && word.at(0) == '#';
    var number = Numbers.parseLong(isCounted ? word.slice(1, word.length()) : word);
    var offset = number.orElse(-1) * (isCounted ? width : 1); // may wrap round, as it does there
    if (number.isEmpty() || offset < 0 || offset >> 3 >= LONGEST) {
      throw Call.fail(Errors.BIT_OFFSET);
    }
    return offset;
  }

  private static Reply setBit(Call call) {
    var offset = offset(call.word(2), 0);
    var bit = (int) call.integer(3, 0, 1, Errors.NOT_A_BIT);
    var found = call.string(call.key());
    var bits = Bitmap.of(found.orElse(Bytes.EMPTY));
    var isLonger = bits.growTo(offset);
    var before = bits.get(offset);
    bits.set(offset, bit);
    store(call, bits, isLonger || before != bit ? 1 : 0, isLonger);
    return Reply.of(before);
  }

  private static Reply getBit(Call call) {
    var offset = offset(call.word(2), 0);
    return Reply.of(bitmap(call).get(offset));
  }

  private static Bitmap bitmap(Call call) {
    return Bitmap.of(call.string(call.key()).orElse(Bytes.EMPTY));
  }

  /** A missing key is looked at before the arguments. */
  private static Reply bitCount(Call call) {
    if (call.string(call.key()).isEmpty()) {
      return Reply.ZERO;
    }
    var bits = bitmap(call);
    if (call.size() == 2) {
      return Reply.of(bits.count(0, bits.size() - 1));
    }
    if (call.size() == 3 || call.size() > 5) {
      throw Call.fail(Errors.SYNTAX);
    }
    var start = call.integer(2);
    var end = call.integer(3);
    if (start < 0 && end < 0 && start > end) {
      return Reply.ZERO;
    }
    var range = BitRange.of(start, end, call.size() == 5 && isInBits(call, 4), bits.size());
    return Reply.of(bits.count(range.first, range.last));
  }

  private static boolean isInBits(Call call, int index) {
    if (!call.isOption(index, "bit") && !call.isOption(index, "byte")) {
      throw Call.fail(Errors.SYNTAX);
    }
    return call.isOption(index, "bit");
  }

  /** Bits from {@code first} to {@code last}, both inclusive; none if {@code first > last}. */
  private record BitRange(long first, long last) {
    /** Ends as clients give them: in bits or bytes, negative ones from the end. */
    static BitRange of(long start, long end, boolean isInBits, long size) {
      var length = isInBits ? size : size >> 3;
      var from = Math.max(0, start < 0 ? start + length : start);
      var to = Math.min(length - 1, Math.max(0, end < 0 ? end + length : end));
      if (from > to) {
        return new BitRange(0, -1);
      }
      return isInBits ? new BitRange(from, to) : new BitRange(from << 3, (to << 3) + 7);
    }

    boolean isEmpty() {
      return first > last;
    }
  }

  /** Behind a string zeros go on for ever, unless the client said where to stop. */
  private static Reply bitPos(Call call) {
    var bit = (int) call.integer(2);
    if (call.integer(2) != bit || bit != 0 && bit != 1) {
      throw Call.fail(Errors.BIT_NOT_0_OR_1);
    }
    if (call.string(call.key()).isEmpty()) {
      return Reply.of(-bit);
    }
    if (call.size() > 6) {
      throw Call.fail(Errors.SYNTAX);
    }
    var bits = bitmap(call);
    var start = call.size() > 3 ? call.integer(3) : 0;
    var isInBits = call.size() == 6 && isInBits(call, 5);
    var end = call.size() > 4 ? call.integer(4) : -1;
    var range = BitRange.of(start, end, isInBits, bits.size());
    if (range.isEmpty()) {
      return Reply.of(-1);
    }
    var position = bits.position(bit, range.first, range.last);
    return Reply.of(position < 0 && bit == 0 && call.size() <= 4 ? bits.size() : position);
  }

  private static Reply bitOp(Call call) {
    var operation = call.word(1).toLowerCase();
    if (!List.of("and", "or", "xor", "not").contains(operation)) {
      throw Call.fail(Errors.SYNTAX);
    }
    if (operation.equals("not") && call.size() != 4) {
      throw Call.fail(Errors.BITOP_NOT_OF_MANY);
    }
    var sources = call.words().subList(3, call.size()).stream().map(key -> call.reading().string(key).orElse(Bytes.EMPTY)).toList();
    var result = combined(operation, sources);
    if (result.length == 0) {
      call.deleteStored(call.word(2));
    } else {
      call.database().set(call.word(2), StringValue.changed(Bytes.wrap(result)));
      call.notify(EventClass.STRING, "set", call.word(2));
    }
    return Reply.of(result.length);
  }

  private static byte[] combined(String operation, List<Bytes> sources) {
    var length = sources.stream().mapToInt(Bytes::length).max().orElse(0);
    var result = Arrays.copyOf(sources.getFirst().toByteArray(), length);
    for (var source : sources.subList(1, sources.size())) {
      for (var i = 0; i < length; i++) {
        var other = i < source.length() ? source.at(i) : 0;
        result[i] = (byte) switch (operation) {
          case "and" -> result[i] & other;
          case "or" -> result[i] | other;
          default -> result[i] ^ other;
        };
      }
    }
    for (var i = 0; i < length && operation.equals("not"); i++) {
      result[i] = (byte) ~result[i];
    }
    return result;
  }

  private static Reply bitField(Call call) {
    var options = BitfieldOptions.parse(call);
    if (options.onlyReads()) {
      var bits = bitmap(call.reading());
      return Reply.array(options.operations().stream().map(each -> Reply.of(get(bits, each))).toList());
    }
    if (call.name().equals("bitfield_ro")) {
      throw Call.fail(Errors.BITFIELD_RO_WRITES);
    }
    var bits = bitmap(call);
    var isLonger = bits.growTo(options.lastWrittenBit());
    var replies = new ArrayList<Reply>();
    var changes = 0;
    for (var each : options.operations()) {
      var before = get(bits, each);
      var after = after(each, before);
      if (each.kind() == Kind.GET) {
        replies.add(Reply.of(before));
      } else if (after.isPresent()) {
        bits.setField(each.offset(), each.type().bits(), after.getAsLong());
        changes += isLonger || before != after.getAsLong() ? 1 : 0;
        replies.add(Reply.of(each.kind() == Kind.SET ? before : after.getAsLong()));
      } else {
        replies.add(Reply.NIL);
      }
    }
    store(call, bits, changes, isLonger);
    return Reply.array(replies);
  }

  /**
   * Of a string that is the same as before no watcher is told, though it has become one that can be changed in place; nor of one that has
   * grown because every operation failed.
   */
  private static void store(Call call, Bitmap bits, int changes, boolean isLonger) {
    var value = StringValue.changed(bits.toBytes());
    if (changes > 0) {
      call.database().replace(call.key(), value);
      call.counts(changes);
      if (call.name().equals("bitfield")) {
        call.answered(); // SETBIT replies last
      }
      call.notify(EventClass.STRING, "setbit", call.key());
    } else if (isLonger || !call.database().find(call.key()).equals(Optional.of(value))) {
      call.database().represent(call.key(), value);
    }
  }

  private static long get(Bitmap bits, Operation operation) {
    return operation.type().of(bits.field(operation.offset(), operation.type().bits()));
  }

  private static OptionalLong after(Operation operation, long before) {
    var isIncrement = operation.kind() == Kind.INCRBY;
    return operation.type().sum(isIncrement ? before : operation.operand(), isIncrement ? operation.operand() : 0, operation.overflow());
  }
}

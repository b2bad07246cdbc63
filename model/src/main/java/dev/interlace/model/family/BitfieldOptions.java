package dev.interlace.model.family;

import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import java.util.ArrayList;
import java.util.List;

/** The operations of BITFIELD, in order. <b>Source:</b> {@code bitfieldGeneric} in {@code bitops.c} of Redis 7.0. */
record BitfieldOptions(List<Operation> operations) {
  enum Kind {
    GET,
    SET,
    INCRBY
  }

  /**
   * One of them.
   *
   * @param offset of the first bit
   * @param operand the value to be stored or added; 0 for GET
   */
  record Operation(Kind kind, BitfieldType type, long offset, long operand, BitfieldType.Overflow overflow) {
    long lastBit() {
      return offset + type.bits() - 1;
    }
  }

  static BitfieldOptions parse(Call call) {
    var operations = new ArrayList<Operation>();
    var overflow = BitfieldType.Overflow.WRAP;
    var at = 2;
    while (at < call.size()) {
      var word = call.word(at).toLowerCase();
      var operands = operands(word);
      if (operands == 0 || at + operands >= call.size()) {
        throw Call.fail(Errors.SYNTAX);
      }
      switch (word) {
        case "get" -> operations.add(operation(call, at, Kind.GET, overflow));
        case "set" -> operations.add(operation(call, at, Kind.SET, overflow));
        case "incrby" -> operations.add(operation(call, at, Kind.INCRBY, overflow));
        default -> overflow = overflow(call, at + 1);
      }
      at += operands + 1;
    }
    return new BitfieldOptions(operations);
  }

  /** How many words must follow; 0 for what is no subcommand. */
  private static int operands(String word) {
    return switch (word) {
      case "get" -> 2;
      case "set", "incrby" -> 3;
      case "overflow" -> 1;
      default -> 0;
    };
  }

  private static Operation operation(Call call, int at, Kind kind, BitfieldType.Overflow overflow) {
    var type = BitfieldType.parse(call.word(at + 1));
    var offset = BitmapCommands.offset(call.word(at + 2), type.bits());
    return new Operation(kind, type, offset, kind == Kind.GET ? 0 : call.integer(at + 3), overflow);
  }

  private static BitfieldType.Overflow overflow(Call call, int index) {
    return switch (call.word(index).toLowerCase()) {
      case "wrap" -> BitfieldType.Overflow.WRAP;
      case "sat" -> BitfieldType.Overflow.SATURATE;
      case "fail" -> BitfieldType.Overflow.FAIL;
      default -> throw Call.fail(Errors.BITFIELD_OVERFLOW);
    };
  }

  boolean onlyReads() {
    return operations.stream().allMatch(each -> each.kind == Kind.GET);
  }

  /** The farthest bit that may be written. */
  long lastWrittenBit() {
    return operations.stream().filter(each -> each.kind != Kind.GET).mapToLong(Operation::lastBit).max().orElse(0);
  }
}

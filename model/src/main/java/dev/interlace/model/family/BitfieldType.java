package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import java.util.OptionalLong;

/**
 * The integer that an operation of BITFIELD sees. <b>Source:</b> {@code getBitfieldTypeFromArgument}, {@code
 * checkSignedBitfieldOverflow}, {@code checkUnsignedBitfieldOverflow} in {@code bitops.c} of Redis 7.0.
 *
 * @param bits 1 to 64 if signed, else 1 to 63
 */
record BitfieldType(boolean isSigned, int bits) {
  /** What becomes of a value that does not fit. */
  enum Overflow {
    WRAP,
    SATURATE,
    FAIL
  }

  static BitfieldType parse(Bytes word) {
    var text = word.toLatin1();
    var sign = text.isEmpty() ? ' ' : text.charAt(0);
    // Redis measures what follows the sign as C does.
    var end = text.indexOf(0) > 0 ? text.indexOf(0) : text.length();
    var bits = sign == 'i' || sign == 'u' ? Numbers.parseLong(word.slice(1, end)) : OptionalLong.empty();
    if (bits.isEmpty() || bits.getAsLong() < 1 || bits.getAsLong() > (sign == 'i' ? 64 : 63)) {
      throw Call.fail(Errors.BITFIELD_TYPE);
    }
    return new BitfieldType(sign == 'i', (int) bits.getAsLong());
  }

  /** The number that the low {@link #bits} of {@code raw} are. */
  long of(long raw) {
    var spare = Long.SIZE - bits;
    return isSigned ? raw << spare >> spare : raw << spare >>> spare;
  }

  /** {@code value + by} as it is to be stored, or empty if it does not fit and must fail. */
  OptionalLong sum(long value, long by, Overflow overflow) {
    var side = isSigned ? signedOverflow(value, by) : unsignedOverflow(value, by);
    if (side == 0) {
      return OptionalLong.of(value + by);
    }
    return switch (overflow) {
      case WRAP -> OptionalLong.of(of(value + by));
      case SATURATE -> OptionalLong.of(side > 0 ? largest() : isSigned ? -largest() - 1 : 0);
      case FAIL -> OptionalLong.empty();
    };
  }

  private long largest() {
    return isSigned ? Long.MAX_VALUE >> (Long.SIZE - bits) : -1L >>> (Long.SIZE - bits);
  }

  /**
   * Below zero if the sum is too small, above if it is too large. The distances overflow for a value far out of range, so that one
   * near -2^63 counts as too large: so it does in Redis.
   */
  private int signedOverflow(long value, long by) {
    var toLargest = largest() - value;
    var toSmallest = -largest() - 1 - value;
    if (value > largest() || bits != Long.SIZE && by > toLargest || value >= 0 && by > 0 && by > toLargest) {
      return 1;
    }
    var isTooSmall = value < -largest() - 1 || bits != Long.SIZE && by < toSmallest || value < 0 && by < 0 && by < toSmallest;
    return isTooSmall ? -1 : 0;
  }

  private int unsignedOverflow(long value, long by) {
    if (Long.compareUnsigned(value, largest()) > 0 || by > 0 && by > largest() - value) {
      return 1;
    }
    return by < 0 && by < -value ? -1 : 0;
  }
}

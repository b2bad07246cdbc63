package dev.interlace.model.value;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The registers of a {@link HyperLogLog} as runs of equal ones, to the byte as Redis has them.
 *
 * <p>{@code 00llllll} is a run of l+1 zeros, {@code 01llllll llllllll} a longer one, {@code 1vvvvvll} one of l+1 registers with value v+1.
 *
 * <p><b>Errors:</b> runs that do not come to 16384 registers raise {@link HyperLogLog.Corrupted}, where Redis notices.
 *
 * <p><b>Deviation:</b> of a string cut in the middle of a code Redis reads, and writes, the byte behind its end; here that is a zero.
 *
 * <p><b>Source:</b> {@code hyperloglog.c} of Redis 7.0.
 */
final class SparseRegisters {
  static final int LARGEST_VALUE = 32;
  private static final int LONGEST_ZEROS = 64;
  private static final int LONGEST_VALUES = 4;

  /** How many runs after a change are looked at to join equal ones. */
  private static final int JOINED_RUNS = 5;

  private byte[] codes;

  SparseRegisters(byte[] codes) {
    this.codes = codes;
  }

  /** All zero. */
  static SparseRegisters empty() {
    var all = new SparseRegisters(new byte[2]);
    all.zeros(all.codes, 0, HyperLogLog.REGISTERS);
    return all;
  }

  byte[] codes() {
    return codes;
  }

  /** What an attempt to raise a register came to. */
  enum Raise {
    NOT_NEEDED,
    DONE,
    /** There is no room here, or for this value. */
    TOO_LARGE
  }

  /** Sees each run in order. */
  interface Visitor {
    void run(int first, int length, int value);
  }

  /** Answers how many registers there are in all runs. */
  int visit(Visitor visitor) {
    var first = 0;
    for (var at = 0; at < codes.length; at += codeLength(at)) {
      visitor.run(first, runLength(at), value(at));
      first += runLength(at);
    }
    return first;
  }

  /** All registers, one a byte. */
  byte[] expanded() {
    var registers = new byte[HyperLogLog.REGISTERS];
    var total = visit((first, length, value) -> {
      if (value > 0 && first + length <= registers.length) {
        Arrays.fill(registers, first, first + length, (byte) value);
      }
    });
    if (total != registers.length) {
      throw new HyperLogLog.Corrupted();
    }
    return registers;
  }

  /**
   * Makes the register {@code index} at least {@code value}.
   *
   * @param most how many bytes the text may have, its header included, if it grows
   */
  Raise raise(int index, int value, long most) {
    if (value > LARGEST_VALUE) {
      return Raise.TOO_LARGE;
    }
    var before = OptionalInt.empty();
    var at = 0;
    var first = 0;
    while (at < codes.length && index >= first + runLength(at)) {
      before = OptionalInt.of(at);
      first += runLength(at);
      at += codeLength(at);
    }
    if (at >= codes.length) {
      throw new HyperLogLog.Corrupted();
    }
    if (value(at) >= value) {
      return Raise.NOT_NEEDED;
    }
    if (!split(at, index - first, value, most)) {
      return Raise.TOO_LARGE;
    }
    joinFrom(before.orElse(0));
    return Raise.DONE;
  }

  /** Replaces the run at {@code at} by what is before the register, the register and what is behind it; false if that is too long. */
  private boolean split(int at, int before, int value, long most) {
    var after = runLength(at) - before - 1;
    var parts = new byte[5];
    var length = run(parts, 0, before, value(at));
    length = run(parts, length, 1, value);
    length = run(parts, length, after, value(at));
    var more = length - codeLength(at);
    if (more > 0 && HyperLogLog.HEADER_LENGTH + codes.length + more > most) {
      return false;
    }
    var rest = at + codeLength(at);
    var changed = new byte[Math.max(codes.length, rest) + more];
    System.arraycopy(codes, 0, changed, 0, at);
    System.arraycopy(parts, 0, changed, at, length);
    System.arraycopy(codes, Math.min(rest, codes.length), changed, at + length, Math.max(0, codes.length - rest));
    codes = changed;
    return true;
  }

  private void joinFrom(int start) {
    var at = start;
    for (var runs = 0; at < codes.length && runs < JOINED_RUNS; runs++) {
      var next = at + 1;
      var isJoined = isValue(at) && next < codes.length && isValue(next) && value(at) == value(next)
          && runLength(at) + runLength(next) <= LONGEST_VALUES;
      if (isJoined) {
        run(codes, next, runLength(at) + runLength(next), value(at));
        System.arraycopy(codes, next, codes, at, codes.length - next);
        codes = Arrays.copyOf(codes, codes.length - 1);
      } else {
        at += codeLength(at);
      }
    }
  }

  /** Writes a run, or nothing if it has no length, and answers where the next one goes. */
  private int run(byte[] target, int at, int length, int value) {
    if (length == 0) {
      return at;
    }
    if (value == 0) {
      return zeros(target, at, length);
    }
    target[at] = (byte) (0x80 | (value - 1) << 2 | length - 1);
    return at + 1;
  }

  private int zeros(byte[] target, int at, int length) {
    if (length <= LONGEST_ZEROS) {
      target[at] = (byte) (length - 1);
      return at + 1;
    }
    target[at] = (byte) (0x40 | (length - 1) >> 8);
    target[at + 1] = (byte) (length - 1);
    return at + 2;
  }

  private boolean isValue(int at) {
    return codes[at] < 0;
  }

  private boolean isLongZeros(int at) {
    return (codes[at] & 0xc0) == 0x40;
  }

  private int codeLength(int at) {
    return isLongZeros(at) ? 2 : 1;
  }

  private int runLength(int at) {
    if (isValue(at)) {
      return (codes[at] & 3) + 1;
    }
    var low = at + 1 < codes.length ? codes[at + 1] & 0xff : 0;
    return isLongZeros(at) ? ((codes[at] & 0x3f) << 8 | low) + 1 : (codes[at] & 0x3f) + 1;
  }

  private int value(int at) {
    return isValue(at) ? (codes[at] >> 2 & 0x1f) + 1 : 0;
  }

  /** The runs as PFDEBUG DECODE shows them. */
  @Override
  public String toString() {
    var shown = new StringBuilder();
    for (var at = 0; at < codes.length; at += codeLength(at)) {
      shown.append(shown.isEmpty() ? "" : " ");
      if (isValue(at)) {
        shown.append("v:").append(value(at)).append(',').append(runLength(at));
      } else {
        shown.append(isLongZeros(at) ? "Z:" : "z:").append(runLength(at));
      }
    }
    return shown.toString();
  }
}

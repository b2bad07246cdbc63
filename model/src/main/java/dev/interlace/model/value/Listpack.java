package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;

/**
 * What texts and numbers occupy in a listpack, in bytes. A text that is a number in its one spelling is kept as a number.
 * <b>Source:</b> {@code listpack.c} of Redis 7.0.
 */
public final class Listpack {
  /** Of one without entries: its header and its end. */
  public static final int FRAME = 7;

  private static final int SHORT_TEXT = 64;
  private static final int MEDIUM_TEXT = 4096;

  private Listpack() {}

  public static long room(Bytes text) {
    var number = Numbers.parseLong(text);
    if (number.isPresent()) {
      return room(number.getAsLong());
    }
    var length = (long) text.length();
    return framed(length + (length < SHORT_TEXT ? 1 : length < MEDIUM_TEXT ? 2 : 5));
  }

  public static long room(long number) {
    return framed(numberLength(number));
  }

  /** Without the length behind it. */
  public static int numberLength(long number) {
    if (number >= 0 && number <= 127) {
      return 1;
    }
    if (number >= -4096 && number <= 4095) {
      return 2;
    }
    if (number == (short) number) {
      return 3;
    }
    if (number >= -(1 << 23) && number < 1 << 23) {
      return 4;
    }
    return number == (int) number ? 5 : 9;
  }

  private static long framed(long length) {
    return length + lengthOfLength(length);
  }

  /** Of the number of bytes behind an entry, by which a listpack is read backwards. */
  public static int lengthOfLength(long length) {
    return length <= 127 ? 1 : length < 16_383 ? 2 : length < 2_097_151 ? 3 : length < 268_435_455 ? 4 : 5;
  }
}

package dev.interlace.model.settings;

import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalLong;

/** An amount of memory as {@code redis.conf} writes it: {@code 1k} is 1000 bytes, {@code 1kb} 1024. <b>Source:</b> {@code memtoull} in {@code util.c}. */
public final class MemoryAmount {
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
  private static final int MOST_DIGITS = 127;

  private MemoryAmount() {}

  /** In bytes, unsigned; what is too large for that is the largest, and a unit then wraps around. */
  public static OptionalLong parse(String text) {
    var end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    var unit = unit(text.substring(end).toLowerCase(Locale.ROOT));
    if (unit == 0 || end > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    var digits = end == 0 ? BigInteger.ZERO : new BigInteger(text.substring(0, end)).min(MOST);
    return OptionalLong.of(digits.longValue() * unit);
  }

  /** 0 for what is no unit. */
  private static long unit(String name) {
    return switch (name) {
      case "", "b" -> 1;
      case "k" -> 1_000L;
      case "kb" -> 1L << 10;
      case "m" -> 1_000_000L;
      case "mb" -> 1L << 20;
      case "g" -> 1_000_000_000L;
      case "gb" -> 1L << 30;
      default -> 0;
    };
  }
}

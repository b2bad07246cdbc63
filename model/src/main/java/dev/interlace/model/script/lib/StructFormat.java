package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Call;

/** A format of {@code struct}, read one option at a time. Sizes are those of C on x86-64. */
final class StructFormat {
  private static final int MAX_INTEGER = 32;
  private static final int NATIVE_ALIGNMENT = 8;

  private final Call call;
  private final String format;
  private int at;
  private char option;
  private int size;
  private boolean isBigEndian;
  private int alignment = 1;

  StructFormat(Call call, String format) {
    this.call = call;
    this.format = format;
  }

  /** Goes on to the next option and reads its size. */
  boolean next() {
    if (at >= format.length()) {
      return false;
    }
    call.charge(1);
    option = format.charAt(at++);
    size = switch (option) {
      case 'b', 'B', 'x' -> 1;
      case 'h', 'H' -> 2;
      case 'f' -> 4;
      case 'l', 'L', 'T', 'd' -> 8;
      case 'c' -> number(1);
      case 'i', 'I' -> integerSize();
      default -> 0;
    };
    return true;
  }

  char option() {
    return option;
  }

  int size() {
    return size;
  }

  boolean isBigEndian() {
    return isBigEndian;
  }

  boolean isSigned() {
    return option >= 'a' && option <= 'z';
  }

  /** Bytes to skip before this option at {@code position}. */
  int padding(long position) {
    if (size == 0 || option == 'c') {
      return 0;
    }
    var unit = Math.min(size, alignment);
    return (int) (unit - (position & unit - 1)) & unit - 1;
  }

  private int integerSize() {
    var bytes = number(4);
    if (bytes > MAX_INTEGER) {
      throw call.error("integral size " + bytes + " is larger than limit of " + MAX_INTEGER);
    }
    return bytes;
  }

  private int number(int otherwise) {
    if (!isDigit()) {
      return otherwise;
    }
    var value = 0L;
    while (isDigit()) {
      value = 10 * value + format.charAt(at++) - '0';
      if (value > Integer.MAX_VALUE) {
        throw call.error("integral size overflow");
      }
    }
    return (int) value;
  }

  private boolean isDigit() {
    return at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9';
  }

  /** Options that only change how the others are read. */
  void control() {
    switch (option) {
      case ' ' -> { }
      case '>' -> isBigEndian = true;
      case '<' -> isBigEndian = false;
      case '!' -> {
        alignment = number(NATIVE_ALIGNMENT);
        if (Integer.bitCount(alignment) != 1) {
          throw call.error("alignment " + alignment + " is not a power of 2");
        }
      }
      default -> throw call.argumentError(1, "invalid format option '" + option + "'");
    }
  }
}

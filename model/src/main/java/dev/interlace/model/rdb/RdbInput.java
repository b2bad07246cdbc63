package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import java.util.Arrays;

/** A way through a serialization. <b>Errors:</b> {@link Malformed} where it ends too soon or makes no sense. */
final class RdbInput {
  private static final int COMPRESSED = 3;

  private final byte[] data;
  private int at;
  private boolean isTooShort;

  RdbInput(byte[] data) {
    this.data = data;
  }

  /** How many bytes were read. */
  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == data.length;
  }

  /** Whether more was asked for than there is. */
  boolean isTooShort() {
    return isTooShort;
  }

  private void need(long count) {
    isTooShort |= count > data.length - at;
    Malformed.unless(!isTooShort);
  }

  int raw() {
    need(1);
    return data[at++] & 0xff;
  }

  /** @param count unsigned */
  byte[] raw(long count) {
    need(count < 0 ? Long.MAX_VALUE : count);
    at += (int) count;
    return Arrays.copyOfRange(data, at - (int) count, at);
  }

  long littleEndian(int bytes) {
    var value = 0L;
    for (var i = 0; i < bytes; i++) {
      value |= (long) raw() << Byte.SIZE * i;
    }
    return value;
  }

  long signed(int bytes) {
    var unused = Long.SIZE - Byte.SIZE * bytes;
    return littleEndian(bytes) << unused >> unused;
  }

  long bigEndian(int bytes) {
    var value = 0L;
    for (var i = 0; i < bytes; i++) {
      value = value << Byte.SIZE | raw();
    }
    return value;
  }

  /** How much follows; unsigned. */
  long length() {
    var length = number();
    Malformed.unless(length != -1); // what Redis takes for its own mark of an error
    return length;
  }

  /** A number as lengths are written; unsigned. A mark that announces an encoded text counts as its number, as in Redis. */
  long number() {
    var first = raw();
    return switch (first >> 6) {
      case 0, 3 -> first & 0x3f;
      case 1 -> (first & 0x3f) << 8 | raw();
      default -> longNumber(first);
    };
  }

  private long longNumber(int first) {
    Malformed.unless(first == 0x80 || first == 0x81);
    return bigEndian(first == 0x80 ? 4 : 8);
  }

  /** A number of things that take at least a byte each. */
  int count() {
    var count = length();
    need(count < 0 ? Long.MAX_VALUE : count);
    return (int) count;
  }

  Bytes text() {
    return Bytes.wrap(blob());
  }

  byte[] blob() {
    need(1);
    var first = data[at] & 0xff;
    if (first >> 6 != 3) {
      return raw(length());
    }
    at++;
    var encoding = first & 0x3f;
    if (encoding < COMPRESSED) {
      return Bytes.of(signed(1 << encoding)).toByteArray();
    }
    Malformed.unless(encoding == COMPRESSED);
    var compressed = length();
    var length = length();
    // Each byte of a compressed text stands for less than 264 bytes.
    Malformed.unless(length >= 0 && length <= 264L * data.length);
    return Lzf.expand(raw(compressed), (int) length);
  }
}

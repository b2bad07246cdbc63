package dev.interlace.engine.disk;

import java.util.Arrays;

/** Bytes that do not change, equal to any that are the same. */
final class Content {
  static final Content EMPTY = new Content(new byte[0]);

  private final byte[] bytes;
  private int hash;

  /** @param bytes given away */
  Content(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  byte[] toByteArray() {
    return bytes.clone();
  }

  Content cut(int length) {
    return length == bytes.length ? this : new Content(Arrays.copyOf(bytes, length));
  }

  /** The first {@code count} bytes of {@code data} in place of what is at {@code at}. */
  Content with(int at, Content data, int count) {
    var longer = Arrays.copyOf(bytes, Math.max(bytes.length, at + count));
    System.arraycopy(data.bytes, 0, longer, at, count);
    return new Content(longer);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Content that && hashCode() == that.hashCode() && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(bytes);
    }
    return hash;
  }
}

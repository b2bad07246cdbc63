package dev.interlace.model.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable byte string: keys, values, arguments and reply texts.
 *
 * <p><b>Order:</b> unsigned bytes, a prefix before its extensions, as {@code memcmp} in Redis orders members of a sorted set.
 */
public final class Bytes implements Comparable<Bytes>, Keyed {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final byte[] data;
  /** Zero until computed; a racing second computation stores the same value. */
  private long hash;

  private Bytes(byte[] data) {
    this.data = data;
  }

  /** The UTF-8 bytes of {@code text}. */
  public static Bytes of(String text) {
    return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of {@code data}. */
  public static Bytes copyOf(byte[] data) {
    return data.length == 0 ? EMPTY : new Bytes(data.clone());
  }

  /** A copy of {@code data[from, to)}. */
  public static Bytes copyOf(byte[] data, int from, int to) {
    return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(data, from, to));
  }

  /** Takes {@code data} over without a copy; the caller must never change it again. */
  public static Bytes wrap(byte[] data) {
    return data.length == 0 ? EMPTY : new Bytes(data);
  }

  /** Each character U+0000 to U+00FF becomes one byte. */
  public static Bytes latin1(String text) {
    return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The decimal text of {@code value}. */
  public static Bytes of(long value) {
    return latin1(Long.toString(value));
  }

  public int length() {
    return data.length;
  }

  public boolean isEmpty() {
    return data.length == 0;
  }

  /** The byte at {@code index}, signed as Java has it. */
  public byte at(int index) {
    return data[index];
  }

  /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    return from == 0 && to == data.length ? this : copyOf(data, from, to);
  }

  public Bytes concat(Bytes other) {
    if (other.isEmpty()) {
      return this;
    }
    var joined = Arrays.copyOf(data, data.length + other.data.length);
    System.arraycopy(other.data, 0, joined, data.length, other.data.length);
    return wrap(joined);
  }

  /** A copy of the content. */
  public byte[] toByteArray() {
    return data.clone();
  }

  /** Copies the content into {@code target} from {@code offset} on. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(data, 0, target, offset, data.length);
  }

  /** Whether both hold the same bytes but for the case of ASCII letters. */
  public boolean equalsIgnoreCase(String ascii) {
    if (ascii.length() != data.length) {
      return false;
    }
    for (var i = 0; i < data.length; i++) {
      if (lower(data[i]) != lower((byte) ascii.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The content with ASCII letters in lower case, as text of one character a byte. */
  public String toLowerCase() {
    var chars = new byte[data.length];
    for (var i = 0; i < data.length; i++) {
      chars[i] = lower(data[i]);
    }
    return new String(chars, StandardCharsets.ISO_8859_1);
  }

  /** One character a byte: loses nothing, means nothing beyond ASCII. */
  public String toLatin1() {
    return new String(data, StandardCharsets.ISO_8859_1);
  }

  /** The content read as UTF-8; bytes that are not UTF-8 become U+FFFD. */
  public String toUtf8() {
    return new String(data, StandardCharsets.UTF_8);
  }

  /** Whether the first bytes are those of {@code prefix}. */
  public boolean startsWith(Bytes prefix) {
    return length() >= prefix.length() && slice(0, prefix.length()).equals(prefix);
  }

  /** The text between double quotes, escaped as {@code sdscatrepr} does for {@code redis-cli} and error texts. */
  public String toQuoted() {
    var out = new StringBuilder(data.length + 2).append('"');
    for (byte b : data) {
      switch (b) {
        case '\\', '"' -> out.append('\\').append((char) b);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case 7 -> out.append("\\a");
        case '\b' -> out.append("\\b");
        default -> {
          if (b >= 0x20 && b < 0x7f) {
            out.append((char) b);
          } else {
            out.append("\\x").append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(data, other.data);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Bytes that && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash64());
  }

  /** A hash of the content that is the same at every start and on every machine. <b>Source:</b> {@link Murmur} with seed 0. */
  public long hash64() {
    if (hash == 0) {
      hash = Murmur.hash64(data, 0);
    }
    return hash;
  }

  long hash64(long seed) {
    return Murmur.hash64(data, seed);
  }

  @Override
  public Bytes key() {
    return this;
  }

  /** For people and debuggers: the content as UTF-8. */
  @Override
  public String toString() {
    return toUtf8();
  }
}

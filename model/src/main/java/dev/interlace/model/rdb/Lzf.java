package dev.interlace.model.rdb;

import java.util.Arrays;
import java.util.Optional;

/**
 * Marc Lehmann's LZF: literal runs and references to at most 8192 bytes before.
 *
 * <p>A control byte below 32 announces one literal byte more than it says. Else its upper three bits are the length of a reference less 2,
 * where 7 says that a byte with more follows; its lower five bits and the next byte are the distance less 1.
 *
 * <p>The compressor finds the references that liblzf 3.6 finds as Redis configures it (a table of 2^16 places, {@code VERY_FAST}), so the
 * result is the same to the byte. <b>Deviation:</b> Redis leaves the table uninitialized, so that in rare cases it finds a match that
 * belongs to what it compressed before.
 */
final class Lzf {
  private static final int TABLE_BITS = 16;
  private static final int LONGEST_LITERAL = 32;
  private static final int FARTHEST = 1 << 13;
  private static final int LONGEST_REFERENCE = 264;
  private static final int SHORTEST_REFERENCE = 3;
  private static final int LONG_FORM = 7;
  /** Compared without looking at the end of the input. */
  private static final int UNCHECKED = 16;

  private final byte[] in;
  private final byte[] out;
  private final int[] table = new int[1 << TABLE_BITS];
  private int at;
  /** Where the next byte goes; the place before a literal run is kept for its length. */
  private int to = 1;
  private int literals;

  private Lzf(byte[] in, int most) {
    this.in = in;
    this.out = new byte[most + LONGEST_LITERAL];
  }

  /** @return empty if more than {@code most} bytes would be needed */
  static Optional<byte[]> compress(byte[] data, int most) {
    return data.length == 0 || most <= 0 ? Optional.empty() : new Lzf(data, most).compress(data.length, most);
  }

  private Optional<byte[]> compress(int end, int most) {
    while (at < end - 2) {
      var place = place(at);
      var candidate = table[place];
      table[place] = at;
      if (isMatch(candidate)) {
        if (to - (literals == 0 ? 1 : 0) + SHORTEST_REFERENCE + 1 >= most) {
          return Optional.empty();
        }
        refer(candidate, end);
      } else if (to >= most) {
        return Optional.empty();
      } else {
        copy();
      }
    }
    if (to + SHORTEST_REFERENCE > most) {
      return Optional.empty();
    }
    while (at < end) {
      copy();
    }
    endRun();
    return Optional.of(Arrays.copyOf(out, to));
  }

  private int place(int index) {
    var three = (in[index] & 0xff) << 16 | (in[index + 1] & 0xff) << 8 | in[index + 2] & 0xff;
    return (three >>> 24 - TABLE_BITS) - three * 5 & (1 << TABLE_BITS) - 1;
  }

  /** The first byte of the input is never referred to: its place is that of an empty entry. */
  private boolean isMatch(int candidate) {
    return candidate > 0
        && at - candidate - 1 < FARTHEST
        && in[candidate] == in[at]
        && in[candidate + 1] == in[at + 1]
        && in[candidate + 2] == in[at + 2];
  }

  private void copy() {
    out[to++] = in[at++];
    if (++literals == LONGEST_LITERAL) {
      endRun();
      to++;
    }
  }

  /** Writes the length of the literal run before its bytes, or takes the place for it back. */
  private void endRun() {
    if (literals == 0) {
      to--;
    } else {
      out[to - literals - 1] = (byte) (literals - 1);
      literals = 0;
    }
  }

  private void refer(int candidate, int end) {
    endRun();
    var length = matchLength(candidate, end);
    var distance = at - candidate - 1;
    var code = length - 2;
    if (code < LONG_FORM) {
      out[to++] = (byte) ((distance >> 8) + (code << 5));
    } else {
      out[to++] = (byte) ((distance >> 8) + (LONG_FORM << 5));
      out[to++] = (byte) (code - LONG_FORM);
    }
    out[to++] = (byte) distance;
    to++;
    at += length;
    if (at < end - 2) {
      table[place(at - 2)] = at - 2;
      table[place(at - 1)] = at - 1;
    }
  }

  private int matchLength(int candidate, int end) {
    var most = Math.min(end - at - 2, LONGEST_REFERENCE);
    var length = SHORTEST_REFERENCE;
    if (most > UNCHECKED) {
      while (length < SHORTEST_REFERENCE + UNCHECKED && in[candidate + length] == in[at + length]) {
        length++;
      }
      if (length < SHORTEST_REFERENCE + UNCHECKED) {
        return length;
      }
    }
    while (length < most && in[candidate + length] == in[at + length]) {
      length++;
    }
    return length;
  }

  /** @throws Malformed if {@code data} is not the compressed form of {@code length} bytes */
  static byte[] expand(byte[] data, int length) {
    var result = new byte[length];
    var from = 0;
    var to = 0;
    while (from < data.length) {
      var control = data[from++] & 0xff;
      if (control < LONGEST_LITERAL) {
        var count = control + 1;
        Malformed.unless(count <= data.length - from && count <= length - to);
        System.arraycopy(data, from, result, to, count);
        from += count;
        to += count;
      } else {
        var count = control >> 5;
        Malformed.unless(from < data.length);
        if (count == LONG_FORM) {
          count += data[from++] & 0xff;
          Malformed.unless(from < data.length);
        }
        count += 2;
        var source = to - ((control & 0x1f) << 8) - 1 - (data[from++] & 0xff);
        Malformed.unless(source >= 0 && count <= length - to);
        for (var i = 0; i < count; i++) { // byte by byte: what is read may just have been written
          result[to++] = result[source++];
        }
      }
    }
    Malformed.unless(to == length);
    return result;
  }
}

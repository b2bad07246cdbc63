package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.value.Listpack;
import java.util.ArrayList;
import java.util.List;

/**
 * A listpack as bytes: its length, how many entries, the entries each followed by its length backwards, and 255.
 * <b>Source:</b> {@code listpack.c} of Redis 7.0.
 */
final class ListpackBytes {
  private static final int HEADER = 6;
  private static final int END = 0xff;
  /** Stands for a number of entries that has to be counted. */
  private static final int MANY = 65_535;

  private final RdbOutput entries = new RdbOutput(false);
  private int count;

  void add(Bytes text) {
    var number = Numbers.parseLong(text);
    if (number.isPresent()) {
      add(number.getAsLong());
      return;
    }
    var length = text.length();
    var prefix = 5;
    if (length < 64) {
      entries.raw(0x80 | length);
      prefix = 1;
    } else if (length < 4096) {
      entries.bigEndian(0xe000 | length, 2);
      prefix = 2;
    } else {
      entries.raw(0xf0);
      entries.littleEndian(length, 4);
    }
    entries.raw(text.toByteArray());
    endEntry(prefix + length);
  }

  void add(long number) {
    var length = Listpack.numberLength(number);
    switch (length) {
      case 1 -> entries.raw((int) number);
      case 2 -> entries.bigEndian(0xc000 | number & 0x1fff, 2);
      default -> {
        entries.raw(0xf0 + Math.min(length, 6) - 2);
        entries.littleEndian(number, length - 1);
      }
    }
    endEntry(length);
  }

  /** The length in digits of base 128, the highest first, all but that one marked: so it can be read backwards. */
  private void endEntry(int length) {
    var digits = Listpack.lengthOfLength(length);
    for (var i = digits - 1; i >= 0; i--) {
      entries.raw(length >>> 7 * i & 0x7f | (i == digits - 1 ? 0 : 0x80));
    }
    count++;
  }

  byte[] toByteArray() {
    var body = entries.toByteArray();
    var whole = new RdbOutput(false);
    whole.littleEndian(HEADER + body.length + 1L, 4);
    whole.littleEndian(Math.min(count, MANY), 2);
    whole.raw(body);
    whole.raw(END);
    return whole.toByteArray();
  }

  /** The entries of a listpack as texts. @throws Malformed if it is none */
  static List<Bytes> read(byte[] data) {
    Malformed.unless(data.length > HEADER && (data[data.length - 1] & 0xff) == END);
    var in = new RdbInput(data);
    Malformed.unless(in.littleEndian(4) == data.length);
    var count = (int) in.littleEndian(2);
    var all = new ArrayList<Bytes>();
    while (in.at() < data.length - 1) {
      var start = in.at();
      all.add(entry(in));
      var length = in.at() - start;
      var digits = Listpack.lengthOfLength(length);
      for (var i = digits - 1; i >= 0; i--) {
        Malformed.unless(in.raw() == (length >>> 7 * i & 0x7f | (i == digits - 1 ? 0 : 0x80)));
      }
    }
    Malformed.unless(in.at() == data.length - 1 && (count == MANY || count == all.size()));
    return all;
  }

  private static Bytes entry(RdbInput in) {
    var first = in.raw();
    if (first < 0x80) {
      return Bytes.of(first);
    }
    if (first < 0xc0) {
      return Bytes.wrap(in.raw(first & 0x3f));
    }
    if (first < 0xe0) {
      return Bytes.of((long) ((first & 0x1f) << 8 | in.raw()) << 51 >> 51);
    }
    if (first < 0xf0) {
      return Bytes.wrap(in.raw((first & 0x0f) << 8 | in.raw()));
    }
    return switch (first) {
      case 0xf0 -> Bytes.wrap(in.raw(in.littleEndian(4)));
      case 0xf1 -> Bytes.of(in.signed(2));
      case 0xf2 -> Bytes.of(in.signed(3));
      case 0xf3 -> Bytes.of(in.signed(4));
      case 0xf4 -> Bytes.of(in.signed(8));
      default -> throw new Malformed();
    };
  }
}

package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * What compact values were kept in before Redis 7: length, place of the last entry, number of entries, the entries each led by the length of
 * the one before, and 255. <b>Source:</b> {@code ziplist.c} of Redis 7.0.
 */
final class Ziplist {
  private static final int HEADER = 10;
  private static final int END = 0xff;
  private static final int LONG_PREVIOUS = 0xfe;
  private static final int MANY = 65_535;

  private Ziplist() {}

  /** The entries as texts. @throws Malformed if it is none */
  static List<Bytes> read(byte[] data) {
    Malformed.unless(data.length > HEADER && (data[data.length - 1] & 0xff) == END);
    var in = new RdbInput(data);
    Malformed.unless(in.littleEndian(4) == data.length);
    var last = in.littleEndian(4);
    var count = in.littleEndian(2);
    var all = new ArrayList<Bytes>();
    var start = HEADER;
    var previous = 0;
    while (in.at() < data.length - 1) {
      previous = in.at() - start;
      start = in.at();
      var first = in.raw();
      Malformed.unless(previous == (first == LONG_PREVIOUS ? in.littleEndian(4) : first));
      all.add(entry(in));
    }
    Malformed.unless(in.at() == data.length - 1 && last == start && (count == MANY || count == all.size()));
    return all;
  }

  private static Bytes entry(RdbInput in) {
    var first = in.raw();
    return switch (first >> 6) {
      case 0 -> Bytes.wrap(in.raw(first & 0x3f));
      case 1 -> Bytes.wrap(in.raw((first & 0x3f) << 8 | in.raw()));
      case 2 -> {
        Malformed.unless(first == 0x80);
        yield Bytes.wrap(in.raw(in.bigEndian(4)));
      }
      default -> Bytes.of(number(in, first));
    };
  }

  private static long number(RdbInput in, int first) {
    return switch (first) {
      case 0xc0 -> in.signed(2);
      case 0xd0 -> in.signed(4);
      case 0xe0 -> in.signed(8);
      case 0xf0 -> in.signed(3);
      case 0xfe -> in.signed(1);
      default -> {
        Malformed.unless(first >= 0xf1 && first <= 0xfd);
        yield first - 0xf1;
      }
    };
  }
}

package dev.interlace.model.rdb;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * What small hashes were kept in before Redis 2.6: the number of fields, then names and values each led by its length, a value also by how
 * many unused bytes follow it, and 255. <b>Source:</b> {@code zipmap.c} of Redis 7.0.
 */
final class Zipmap {
  private static final int END = 0xff;
  private static final int LONG = 0xfe;

  private Zipmap() {}

  /** Names and values in turn. @throws Malformed if it is none */
  static List<Bytes> read(byte[] data) {
    Malformed.unless(data.length >= 2 && (data[data.length - 1] & 0xff) == END);
    var in = new RdbInput(data);
    var count = in.raw();
    var all = new ArrayList<Bytes>();
    while (in.at() < data.length - 1) {
      all.add(Bytes.wrap(in.raw(length(in))));
      var length = length(in);
      var unused = in.raw();
      all.add(Bytes.wrap(in.raw(length)));
      in.raw(unused);
    }
    Malformed.unless(in.at() == data.length - 1 && (count >= LONG || count == all.size() / 2));
    return all;
  }

  private static long length(RdbInput in) {
    var first = in.raw();
    Malformed.unless(first != END);
    return first == LONG ? in.littleEndian(4) : first;
  }
}

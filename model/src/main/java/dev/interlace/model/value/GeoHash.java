package dev.interlace.model.value;

import dev.interlace.model.value.MemberRange.ByScore;

/**
 * A cell of the earth: the bits of latitude and longitude interleaved, latitude lowest.
 *
 * <p><b>Source:</b> {@code geohash.c} of Redis 7.0, after Gustavo Niemeyer's geohash.
 *
 * @param step how many bits there are of each; 0 for no cell at all
 */
record GeoHash(long bits, int step) {
  static final GeoHash NONE = new GeoHash(0, 0);
  static final int FINEST = 26;

  private static final long LATITUDE_BITS = 0x5555555555555555L;
  private static final long LONGITUDE_BITS = ~LATITUDE_BITS;

  /** Coordinates between two bounds, in degrees. */
  record Range(double min, double max) {
    static final Range LONGITUDE = new Range(-180, 180);

    /** What the Mercator projection shows. */
    static final Range LATITUDE = new Range(-85.05112878, 85.05112878);

    /** From pole to pole, as geohashes in texts have it. */
    static final Range WHOLE_LATITUDE = new Range(-90, 90);

    boolean contains(double degrees) {
      return degrees >= min && degrees <= max;
    }

    private long index(double degrees, int step) {
      return (long) ((degrees - min) / (max - min) * (1L << step));
    }

    private Range part(long index, int step) {
      var parts = (double) (1L << step);
      var next = index + 1 & 0xffffffffL; // an index has 32 bits
      return new Range(min + index / parts * (max - min), min + next / parts * (max - min));
    }
  }

  /** The ground that a cell covers. */
  record Area(Range longitude, Range latitude) {}

  static GeoHash of(GeoPoint point, Range latitudes, int step) {
    var latitude = latitudes.index(point.latitude(), step);
    return new GeoHash(spread(latitude) | spread(Range.LONGITUDE.index(point.longitude(), step)) << 1, step);
  }

  static GeoHash of(GeoPoint point, int step) {
    return of(point, Range.LATITUDE, step);
  }

  Area area() {
    return new Area(Range.LONGITUDE.part(gathered(bits >>> 1), step), Range.LATITUDE.part(gathered(bits), step));
  }

  /** Puts a zero before each of the low 32 bits. */
  private static long spread(long value) {
    var spread = 0L;
    for (var i = 0; i < Integer.SIZE; i++) {
      spread |= (value >>> i & 1) << 2 * i;
    }
    return spread;
  }

  private static long gathered(long value) {
    var gathered = 0L;
    for (var i = 0; i < Integer.SIZE; i++) {
      gathered |= (value >>> 2 * i & 1) << i;
    }
    return gathered;
  }

  /** The cell so many cells to the east and to the north (-1, 0 or 1); at the rim it goes on at the opposite one. */
  GeoHash neighbour(int east, int north) {
    var unused = Long.SIZE - 2 * step;
    var longitude = moved(bits & LONGITUDE_BITS, LATITUDE_BITS, unused, east);
    var latitude = moved(bits & LATITUDE_BITS, LONGITUDE_BITS, unused, north);
    return new GeoHash(longitude | latitude, step);
  }

  /** Counts in every other bit: the bits between are set, or clear, for the carry to run through. */
  private static long moved(long value, long others, int unused, int by) {
    var between = others >>> unused;
    return switch (by) {
      case 0 -> value;
      case 1 -> value + between + 1 & ~others >>> unused;
      default -> (value | between) - (between + 1) & ~others >>> unused;
    };
  }

  /** The scores of the members in this cell. */
  ByScore scores() {
    return new ByScore(score(bits), true, score(bits + 1), false);
  }

  /** The number a cell is known by in a sorted set. */
  double score() {
    return score(bits);
  }

  private double score(long cell) {
    return cell << 2 * (FINEST - step);
  }
}

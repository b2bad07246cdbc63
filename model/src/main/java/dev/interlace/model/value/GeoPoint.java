package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Trigonometry;

/**
 * A place, in degrees. In a sorted set it is the score that a cell of about 60 cm has.
 *
 * <p><b>Source:</b> {@code geo.c}, {@code geohash_helper.c} of Redis 7.0.
 */
public record GeoPoint(double longitude, double latitude) {
  /** As Redis has it, in metres. */
  static final double EARTH_RADIUS = 6372797.560856;

  private static final double RADIANS_PER_DEGREE = Math.PI / 180;
  private static final String ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";
  private static final int LETTERS = 10;
  private static final int LETTER_BITS = 5;
  private static final double TWO_TO_63 = 0x1p63;

  /** Whether Redis can keep it. */
  public boolean isOnTheMap() {
    return GeoHash.Range.LONGITUDE.contains(longitude) && GeoHash.Range.LATITUDE.contains(latitude);
  }

  /** The middle of the cell with this score; any score is one. */
  public static GeoPoint of(double score) {
    var area = new GeoHash(unsigned(score), GeoHash.FINEST).area();
    return new GeoPoint(middle(area.longitude(), GeoHash.Range.LONGITUDE), middle(area.latitude(), GeoHash.Range.LATITUDE));
  }

  private static double middle(GeoHash.Range part, GeoHash.Range whole) {
    return Math.max(whole.min(), Math.min(whole.max(), (part.min() + part.max()) / 2));
  }

  /** What x86-64 makes of a double as an unsigned number of 64 bits, for those that have none too. */
  private static long unsigned(double value) {
    if (value < TWO_TO_63) {
      return (long) value;
    }
    return value - TWO_TO_63 < TWO_TO_63 ? (long) (value - TWO_TO_63) ^ Long.MIN_VALUE : 0;
  }

  public double score() {
    return GeoHash.of(this, GeoHash.FINEST).score();
  }

  /** The score exactly: at the edges of the map it has more bits than a double. */
  public long hash() {
    return GeoHash.of(this, GeoHash.FINEST).bits();
  }

  /** Along a great circle, in metres. */
  public double distanceTo(GeoPoint other) {
    var u = Trigonometry.sin((radians(other.latitude) - radians(latitude)) / 2);
    var v = Trigonometry.sin((radians(other.longitude) - radians(longitude)) / 2);
    var haversine = u * u + Trigonometry.cos(radians(latitude)) * Trigonometry.cos(radians(other.latitude)) * v * v;
    return 2.0 * EARTH_RADIUS * Trigonometry.asin(Math.sqrt(haversine));
  }

  static double radians(double degrees) {
    return degrees * RADIANS_PER_DEGREE;
  }

  static double degrees(double radians) {
    return radians / RADIANS_PER_DEGREE;
  }

  /** The geohash that other programs understand: eleven letters, of which the last is always 0. */
  public Bytes text() {
    var bits = GeoHash.of(this, GeoHash.Range.WHOLE_LATITUDE, GeoHash.FINEST).bits();
    var text = new StringBuilder();
    for (var i = 1; i <= LETTERS; i++) {
      text.append(ALPHABET.charAt((int) (bits >>> 2 * GeoHash.FINEST - i * LETTER_BITS) & 31));
    }
    return Bytes.latin1(text.append('0').toString());
  }
}

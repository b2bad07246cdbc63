package dev.interlace.model.value;

import dev.interlace.model.bytes.Trigonometry;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells that a search looks into. They may leave out a place inside the shape, where Redis does: over the poles and the date line.
 *
 * <p><b>Source:</b> {@code geohashCalculateAreasByShapeWGS84} in {@code geohash_helper.c} of Redis 7.0.
 */
final class GeoCover {
  /** Half the way round the equator, as Redis has it, in metres. */
  private static final double FARTHEST = 20037726.37;

  /** How far each neighbour is to the east and to the north, in the order of searching. */
  private static final int[][] DIRECTIONS = {{0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}};

  private GeoCover() {}

  /** Degrees. */
  private record Bounds(double west, double south, double east, double north) {
    static Bounds of(GeoShape shape) {
      var halfHeight = switch (shape) {
        case GeoShape.Circle circle -> circle.radius();
        case GeoShape.Box box -> box.height() / 2;
      };
      var halfWidth = switch (shape) {
        case GeoShape.Circle circle -> circle.radius();
        case GeoShape.Box box -> box.width() / 2;
      };
      var longitude = shape.center().longitude();
      var latitude = shape.center().latitude();
      var up = GeoPoint.degrees(halfHeight / GeoPoint.EARTH_RADIUS);
      // A degree is shortest on the side of the nearer pole.
      var narrow = latitude < 0 ? latitude - up : latitude + up;
      var side = GeoPoint.degrees(halfWidth / GeoPoint.EARTH_RADIUS / Trigonometry.cos(GeoPoint.radians(narrow)));
      return new Bounds(longitude - side, latitude - up, longitude + side, latitude + up);
    }
  }

  /** {@link GeoHash#NONE} stands where a neighbour is not needed. */
  static List<GeoHash> of(GeoShape shape) {
    var bounds = Bounds.of(shape);
    var step = step(reach(shape), shape.center().latitude());
    var middle = GeoHash.of(shape.center(), step);
    if (step > 1 && isTooFine(middle, bounds)) {
      step--;
      middle = GeoHash.of(shape.center(), step);
    }
    var area = middle.area();
    var cells = new ArrayList<GeoHash>();
    for (var direction : DIRECTIONS) {
      var east = direction[0];
      var north = direction[1];
      var isUseless = north < 0 && area.latitude().min() < bounds.south || north > 0 && area.latitude().max() > bounds.north
          || east < 0 && area.longitude().min() < bounds.west || east > 0 && area.longitude().max() > bounds.east;
      cells.add(step >= 2 && isUseless ? GeoHash.NONE : middle.neighbour(east, north));
    }
    return cells;
  }

  /** From the centre to the farthest point, in metres. */
  private static double reach(GeoShape shape) {
    return switch (shape) {
      case GeoShape.Circle circle -> circle.radius();
      case GeoShape.Box box -> Math.sqrt(box.width() / 2 * (box.width() / 2) + box.height() / 2 * (box.height() / 2));
    };
  }

  /** The finest cells of which three side by side should cover the shape. */
  private static int step(double reach, double latitude) {
    if (reach == 0) {
      return GeoHash.FINEST;
    }
    var step = -1;
    for (var metres = reach; metres < FARTHEST; metres *= 2) {
      step++;
    }
    step -= Math.abs(latitude) > 80 ? 2 : Math.abs(latitude) > 66 ? 1 : 0;
    return Math.max(1, Math.min(GeoHash.FINEST, step));
  }

  private static boolean isTooFine(GeoHash middle, Bounds bounds) {
    return middle.neighbour(0, 1).area().latitude().max() < bounds.north
        || middle.neighbour(0, -1).area().latitude().min() > bounds.south
        || middle.neighbour(1, 0).area().longitude().max() < bounds.east
        || middle.neighbour(-1, 0).area().longitude().min() > bounds.west;
  }
}

package dev.interlace.model.value;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.value.SortedSetValue.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where a search looks: a circle or a box around a place, in metres.
 *
 * <p><b>Source:</b> {@code geohash_helper.c} and {@code membersOfAllNeighbors} in {@code geo.c} of Redis 7.0.
 */
public sealed interface GeoShape {
  GeoPoint center();

  record Circle(GeoPoint center, double radius) implements GeoShape {}

  record Box(GeoPoint center, double width, double height) implements GeoShape {}

  /** A member that was found. */
  record Found(Bytes member, GeoPoint place, double score, double distance) {}

  /**
   * The members inside, cell by cell: the centre's first, then its neighbours'. At the largest cells one may be found twice.
   *
   * @param enough how many are, or 0 for all of them
   */
  default List<Found> search(SortedSetValue set, long enough) {
    var found = new ArrayList<Found>();
    var last = 0;
    var cells = GeoCover.of(this);
    for (var i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      if (cell.equals(GeoHash.NONE) || last > 0 && cell.equals(cells.get(last))) {
        continue;
      }
      if (enough > 0 && found.size() >= enough) {
        break;
      }
      collect(set.members(set.span(cell.scores(), false)), enough, found);
      last = i;
    }
    return found;
  }

  private void collect(List<Scored> members, long enough, List<Found> found) {
    for (var each : members) {
      var place = GeoPoint.of(each.score());
      var distance = distanceInside(place);
      if (distance.isPresent()) {
        found.add(new Found(each.member(), place, each.score(), distance.getAsDouble()));
        if (enough > 0 && found.size() >= enough) {
          return;
        }
      }
    }
  }

  /** How far the place is from the centre, or empty if it is outside. */
  private OptionalDouble distanceInside(GeoPoint place) {
    var isInside = switch (this) {
      case Circle circle -> circle.center.distanceTo(place) <= circle.radius;
      case Box box ->
          place.distanceTo(new GeoPoint(box.center.longitude(), place.latitude())) <= box.width / 2
              && place.distanceTo(new GeoPoint(place.longitude(), box.center.latitude())) <= box.height / 2;
    };
    return isInside ? OptionalDouble.of(center().distanceTo(place)) : OptionalDouble.empty();
  }
}

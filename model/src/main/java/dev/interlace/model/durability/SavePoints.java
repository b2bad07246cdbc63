package dev.interlace.model.durability;

import dev.interlace.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** The rule by which a server saves without being told: so many changes in so many seconds. <b>Source:</b> {@code serverCron} of Redis 7.0. */
record SavePoints(List<Point> points) {
  /** @param seconds more of them must have passed since the last time */
  record Point(long seconds, long changes) {}

  static SavePoints of(Settings settings) {
    var points = new ArrayList<Point>();
    var words = settings.text("save").strip().split("\\s+");
    for (var i = 0; i + 1 < words.length; i += 2) {
      points.add(new Point(Long.parseLong(words[i]), Long.parseLong(words[i + 1])));
    }
    return new SavePoints(points);
  }

  boolean areNone() {
    return points.isEmpty();
  }

  /** Fewer of them make no save due; 0 if there are no points. */
  long fewestChanges() {
    return points.stream().mapToLong(Point::changes).min().orElse(0);
  }

  boolean areReached(long secondsSinceSave, long changes) {
    return points.stream().anyMatch(point -> changes >= point.changes && secondsSinceSave > point.seconds);
  }
}

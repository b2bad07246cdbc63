package dev.interlace.model.family;

import dev.interlace.model.command.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Random members, as the server picks them: every pick is a choice to be explored. */
final class Sampling {
  private Sampling() {}

  /** A count as SRANDMEMBER reads it: if positive of different members, if negative of members that may repeat. */
  static List<Integer> of(Call call, int size, long count) {
    if (size == 0) {
      return List.of();
    }
    return count >= 0 ? distinct(call, size, count) : repeated(call, size, -count);
  }

  /**
   * {@code count} different indices below {@code size} in the order of picking.
   *
   * <p>If that many are wanted, all of them in order, and nothing is left to choose.
   */
  static List<Integer> distinct(Call call, int size, long count) {
    if (count >= size) {
      return IntStream.range(0, size).boxed().toList();
    }
    if (count == 1) {
      return List.of(call.choose(size));
    }
    var moved = new HashMap<Integer, Integer>(); // where it says nothing, every place has its own number
    var picked = new ArrayList<Integer>();
    for (var left = size; picked.size() < count; left--) {
      // The last takes the place of the one picked: no time at all however many there are, and still every one is as likely.
      var index = call.choose(left);
      picked.add(moved.getOrDefault(index, index));
      moved.put(index, moved.getOrDefault(left - 1, left - 1));
    }
    return picked;
  }

  private static List<Integer> repeated(Call call, int size, long count) {
    var picked = new ArrayList<Integer>();
    for (var i = 0L; i < count; i++) {
      picked.add(call.choose(size));
    }
    return picked;
  }
}

package dev.interlace.engine.disk;

import dev.interlace.engine.random.Prng;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Every disk that one power loss may leave: how many of the changes of names that were not synced have survived, and how much of each file.
 *
 * <p><b>Order:</b> the first disk has lost all that was not synced, the last nothing. Two of them may be equal where two ways to lose come to the
 * same.
 */
public final class PowerLoss {
  private final DiskState before;
  private final SortedMap<Integer, List<Content>> survivors = new TreeMap<>();
  /** How many disks there are that have so many or fewer changes of names. */
  private final List<Long> counts = new ArrayList<>();

  /** Where a write may be torn. */
  public enum Tear {
    /** Between two writes, and in the middle of each. */
    RECORDS,
    /** At every byte. */
    BYTES;

    /** The numbers of bytes that may survive of a write of which not all do. */
    List<Integer> within(int length) {
      return switch (this) {
        case RECORDS -> length < 2 ? List.of() : List.of(length / 2);
        case BYTES -> IntStream.range(1, length).boxed().toList();
      };
    }
  }

  PowerLoss(DiskState before, Tear tear) {
    this.before = before;
    before.files().forEach((number, file) -> survivors.put(number, file.survivors(tear)));
    var count = 0L;
    for (var names = 0; names <= before.unsyncedNameCount(); names++) {
      count = sum(count, count(before.durableNames(names)));
      counts.add(count);
    }
  }

  private long count(SortedMap<String, Integer> names) {
    var count = 1L;
    for (var file : names.values()) {
      count = file == DiskState.DIRECTORY ? count : product(count, survivors.get(file).size());
    }
    return count;
  }

  private static long product(long left, long right) {
    return Math.multiplyHigh(left, right) == 0 && left * right >= 0 ? left * right : Long.MAX_VALUE;
  }

  private static long sum(long left, long right) {
    return left > Long.MAX_VALUE - right ? Long.MAX_VALUE : left + right;
  }

  /** How many, {@link Long#MAX_VALUE} standing for that many or more. */
  public long size() {
    return counts.getLast();
  }

  /** All of them if they are at most {@code most}; else so many, drawn at random, and the two ends among them. */
  public List<DiskState> some(int most, long seed) {
    var all = new ArrayList<DiskState>();
    if (size() <= most) {
      for (var i = 0L; i < size(); i++) {
        all.add(get(i));
      }
      return all;
    }
    all.add(get(0));
    all.add(survivor(before.unsyncedNameCount(), file -> survivors.get(file).size() - 1));
    var random = new Prng(seed);
    while (all.size() < most) {
      all.add(survivor(random.nextInt(before.unsyncedNameCount() + 1), file -> random.nextInt(survivors.get(file).size())));
    }
    return all;
  }

  private DiskState get(long index) {
    var names = 0;
    while (counts.get(names) <= index) {
      names++;
    }
    var rest = new long[] {names == 0 ? index : index - counts.get(names - 1)};
    return survivor(names, file -> {
      var possible = survivors.get(file).size();
      var chosen = rest[0] % possible;
      rest[0] /= possible;
      return (int) chosen;
    });
  }

  private DiskState survivor(int names, IntUnaryOperator choose) {
    var surviving = before.durableNames(names);
    var contents = new TreeMap<Integer, Content>();
    for (var file : surviving.values()) {
      if (file != DiskState.DIRECTORY) {
        contents.put(file, survivors.get(file).get(choose.applyAsInt(file)));
      }
    }
    return DiskState.durable(surviving, contents, before);
  }
}

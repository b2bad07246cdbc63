package dev.interlace.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.random.Prng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TablesTest {
  @Test
  void a_long_int_map_agrees_with_a_hash_map() {
    var prng = new Prng(1);
    var map = new LongIntMap();
    var truth = new HashMap<Long, Integer>();
    for (var i = 0; i < 50_000; i++) {
      var key = LongIntMap.key(prng.nextInt(200), prng.nextInt(200));
      assertThat(map.get(key)).isEqualTo(truth.getOrDefault(key, LongIntMap.ABSENT));
      map.put(key, i);
      truth.put(key, i);
    }
  }

  @Test
  void visited_sets_agree_with_a_list_of_tuples() {
    var prng = new Prng(2);
    var exact = VisitedSet.of(true, 3);
    var fingerprints = VisitedSet.of(false, 3);
    var truth = new HashMap<List<Integer>, Boolean>();
    for (var i = 0; i < 50_000; i++) {
      var data = new int[] {-1, prng.nextInt(20), prng.nextInt(20), prng.nextInt(20), -1};
      var isNew = truth.put(List.of(data[1], data[2], data[3]), true) == null;
      var fingerprint = Hashing.fingerprint(data, 1, 3);
      assertThat(exact.add(data, 1, fingerprint)).isEqualTo(isNew);
      assertThat(fingerprints.add(data, 1, fingerprint)).isEqualTo(isNew);
    }
    assertThat(exact.size()).isEqualTo(truth.size()).isEqualTo(fingerprints.size());
  }

  @Test
  void a_fingerprint_takes_at_most_thirteen_bytes_however_many_there_are() {
    var table = new FingerprintTable();
    for (var i = 1; i <= 1_000_000; i++) {
      assertThat(table.add(Hashing.mix(i))).isTrue();
      if (i > 50_000 && i % 10_000 == 0) {
        assertThat((double) table.bytes() / i).isLessThan(13.5);
      }
    }
    assertThat(table.size()).isEqualTo(1_000_000);
  }

  @Test
  void a_fingerprint_table_loses_nothing_while_it_grows() {
    assertThat(lost(new FingerprintTable())).isZero();
  }

  @Test
  void a_fingerprint_that_is_lost_when_a_table_grows_is_noticed() {
    assertThat(lost(new FingerprintTable(true))).isPositive();
  }

  private static int lost(FingerprintTable table) {
    var prng = new Prng(3);
    var lost = 0;
    for (var i = 1; i <= 1_000_000; i++) {
      lost += table.add(Hashing.mix(i)) ? 0 : 1;
      lost += table.add(Hashing.mix(1 + prng.nextInt(i))) ? 1 : 0;
    }
    return lost + Math.abs(table.size() - 1_000_000);
  }

  @Test
  void a_queue_gives_back_small_and_large_tuples_in_order() {
    var queue = new TupleQueue(3);
    var prng = new Prng(4);
    var target = new int[3];
    var added = 0;
    var removed = 0;
    for (var i = 0; i < 200_000; i++) {
      if (prng.nextInt(3) > 0) {
        queue.add(new int[] {-1, added, added % 7, added % 70_000 == 0 ? Integer.MAX_VALUE : 65_535}, 1);
        added++;
      } else if (queue.size() > 0) {
        queue.remove(target);
        assertThat(target).containsExactly(removed, removed % 7, removed % 70_000 == 0 ? Integer.MAX_VALUE : 65_535);
        removed++;
      }
    }
    assertThat(queue.size()).isEqualTo(added - removed);
    assertThat(queue.bytes()).isLessThan(queue.size() * 12 + 200_000);
  }

  @Test
  void a_narrow_log_gives_back_small_and_large_numbers() {
    var log = new NarrowLog();
    for (var i = 0; i < 200_000; i++) {
      log.add(i);
    }
    for (var i = 0; i < 200_000; i++) {
      assertThat(log.get(i)).isEqualTo(i);
    }
    var small = new NarrowLog();
    for (var i = 0; i < 200_000; i++) {
      small.add(i % 256);
    }
    assertThat(small.bytes()).isLessThan(240_000);
    assertThat(small.get(100_000)).isEqualTo(100_000 % 256);
  }

  @Test
  void a_tuple_table_numbers_tuples_as_they_come_and_gives_them_back() {
    var table = new TupleTable(2);
    var tuples = new ArrayList<int[]>();
    for (var i = 0; i < 1_000; i++) {
      tuples.add(new int[] {i, i * 7 % 13});
      assertThat(table.idOf(tuples.getLast(), 0)).isEqualTo(i);
    }
    for (var i = 0; i < 1_000; i++) {
      assertThat(table.find(tuples.get(i), 0)).isEqualTo(i);
      assertThat(Arrays.equals(table.tuple(i), tuples.get(i))).isTrue();
    }
    assertThat(table.find(new int[] {5_000, 0}, 0)).isNegative();
  }

  @Test
  void similar_states_have_different_fingerprints() {
    var seen = new HashMap<Long, String>();
    for (var a = 0; a < 64; a++) {
      for (var b = 0; b < 64; b++) {
        for (var c = 0; c < 64; c++) {
          assertThat(seen.put(Hashing.fingerprint(new int[] {a, b, c}, 0, 3), a + " " + b + " " + c)).isNull();
        }
      }
    }
  }

  @Test
  void the_collision_probability_is_that_of_the_birthday_bound() {
    assertThat(VisitedSet.collisionProbability(1L << 20, 64)).isCloseTo(Math.pow(2, -25), Percentage.withPercentage(0.01));
    assertThat(VisitedSet.collisionProbability(1_000_000, 0)).isZero();
    assertThat(VisitedSet.collisionProbability(1, 64)).isZero();
  }
}

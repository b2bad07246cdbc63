package dev.interlace.model.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private static final int STEPS = 4_000;

  @Test
  void random_changes_come_to_the_same_as_on_an_array_list() {
    for (var seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var list = new ArrayList<Integer>();
      var sequence = Sequence.<Integer>empty();
      for (var step = 0; step < STEPS; step++) {
        var before = sequence;
        var wasBefore = step % 100 == 0 ? List.copyOf(list) : null;
        sequence = change(sequence, list, random, step);
        if (wasBefore != null) {
          assertThat(before.toList()).as("an old sequence stays as it was").isEqualTo(wasBefore);
          assertThat(sequence.toList()).isEqualTo(list);
          assertThat(sequence).isEqualTo(Sequence.of(list)).hasSameHashCodeAs(Sequence.of(list));
        }
        assertThat(sequence.size()).isEqualTo(list.size());
        assertThat(sequence.isBalanced()).as("balanced after step %d of seed %d", step, seed).isTrue();
      }
    }
  }

  private static Sequence<Integer> change(Sequence<Integer> sequence, List<Integer> list, Random random, int element) {
    var at = random.nextInt(list.size() + 1);
    if (at == list.size() || random.nextInt(5) < 2) {
      list.add(at, element);
      return sequence.inserted(at, element);
    }
    assertThat(sequence.get(at)).isEqualTo(list.get(at));
    var to = Math.min(list.size(), at + random.nextInt(1 + random.nextInt(20)));
    switch (random.nextInt(12)) {
      case 0 -> {
        var kept = List.copyOf(list.subList(at, to));
        if (random.nextInt(10) > 0) {
          assertThat(sequence.slice(at, to).toList()).isEqualTo(kept);
          return sequence;
        }
        list.clear();
        list.addAll(kept);
        return sequence.slice(at, to);
      }
      case 1 -> {
        list.subList(at, to).clear();
        return sequence.without(at, to);
      }
      case 2, 3, 4, 5 -> {
        list.remove(at);
        return sequence.removed(at);
      }
      default -> {
        list.set(at, element);
        return sequence.with(at, element);
      }
    }
  }

  @Test
  void growing_at_one_end_keeps_it_balanced() {
    var first = Sequence.<Integer>empty();
    var last = Sequence.<Integer>empty();
    for (var i = 0; i < 2_000; i++) {
      first = first.inserted(0, i);
      last = last.inserted(i, i);
      assertThat(first.isBalanced() && last.isBalanced()).isTrue();
    }
    assertThat(last.toList()).isEqualTo(IntStream.range(0, 2_000).boxed().toList());
    assertThat(first.toList()).isEqualTo(last.toList().reversed());
  }

  @Test
  void it_counts_the_leading_elements_that_satisfy_a_condition() {
    var sequence = Sequence.of(IntStream.range(0, 100).boxed().toList());
    for (var limit = 0; limit <= 100; limit++) {
      var below = limit;
      assertThat(sequence.countWhile(each -> each < below)).isEqualTo(limit);
    }
    assertThat(Sequence.<Integer>empty().countWhile(each -> true)).isZero();
  }

  @Test
  void there_is_nothing_beyond_its_ends() {
    var sequence = Sequence.of(List.of(1, 2));
    assertThatThrownBy(() -> sequence.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sequence.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}

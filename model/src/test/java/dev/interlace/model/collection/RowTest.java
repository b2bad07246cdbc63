package dev.interlace.model.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowTest {
  private static final int STEPS = 20_000;

  @Test
  void random_changes_come_to_the_same_as_on_an_array_list_and_leave_copies_alone() {
    for (var seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var list = new ArrayList<Integer>();
      var row = new Row<Integer>(Sequence.empty());
      var growing = true;
      for (var step = 0; step < STEPS; step++) {
        growing = list.isEmpty() || (random.nextInt(400) == 0 ? !growing : growing);
        var copy = row.copy();
        var before = step % 100 == 0 ? List.copyOf(list) : null;
        change(row, list, random, growing);
        assertThat(row.size()).isEqualTo(list.size());
        if (before != null) {
          assertThat(copy.whole().toList()).as("a copy stays as it was").isEqualTo(before);
          assertThat(row.whole().toList()).isEqualTo(list);
          assertThat(row).isEqualTo(new Row<>(Sequence.of(list))).hasSameHashCodeAs(new Row<>(Sequence.of(list)));
          assertThat(row.equals(copy)).isEqualTo(list.equals(before));
        }
        if (!list.isEmpty()) {
          var at = random.nextInt(list.size());
          assertThat(row.get(at)).isEqualTo(list.get(at));
        }
      }
    }
  }

  private static void change(Row<Integer> row, List<Integer> list, Random random, boolean growing) {
    var element = random.nextInt(3);
    switch (random.nextInt(60)) {
      case 0 -> {
        var at = random.nextInt(list.size() + 1);
        list.add(at, element);
        row.insert(at, element);
      }
      case 1 -> {
        var n = random.nextInt(Math.min(list.size(), 70) + 1);
        list.subList(0, n).clear();
        row.dropFirst(n);
      }
      case 2 -> {
        var n = random.nextInt(Math.min(list.size(), 70) + 1);
        list.subList(list.size() - n, list.size()).clear();
        row.dropLast(n);
      }
      default -> {
        if (growing) {
          grow(row, list, random.nextInt(5) < 3, element);
        } else if (!list.isEmpty()) {
          shrink(row, list, random, element);
        }
      }
    }
  }

  private static void grow(Row<Integer> row, List<Integer> list, boolean atFront, int element) {
    if (atFront) {
      list.addFirst(element);
      row.addFirst(element);
    } else {
      list.addLast(element);
      row.addLast(element);
    }
  }

  private static void shrink(Row<Integer> row, List<Integer> list, Random random, int element) {
    var at = random.nextInt(list.size());
    switch (random.nextInt(6)) {
      case 0 -> {
        list.set(at, element);
        row.set(at, element);
      }
      case 1 -> {
        list.remove(at);
        row.remove(at);
      }
      case 2, 3 -> {
        list.removeFirst();
        row.dropFirst(1);
      }
      default -> {
        list.removeLast();
        row.dropLast(1);
      }
    }
  }

  @Test
  void there_is_nothing_past_the_ends() {
    var row = new Row<>(Sequence.of(IntStream.range(0, 100).boxed().toList()));
    row.addLast(100);
    row.addFirst(-1);
    assertThat(row.get(0)).isEqualTo(-1);
    assertThat(row.get(101)).isEqualTo(100);
    assertThatThrownBy(() -> row.get(102)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> row.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}

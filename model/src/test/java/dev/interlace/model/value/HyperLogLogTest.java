package dev.interlace.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.model.bytes.Bytes;
import org.junit.jupiter.api.Test;

class HyperLogLogTest {
  private static final int MANY = 100_000;

  @Test
  void the_estimate_stays_within_three_standard_errors_from_sparse_to_dense() {
    var counter = HyperLogLog.empty();
    var added = 0;
    for (var most : new int[] {10, 500, 5_000, MANY}) {
      for (; added < most; added++) {
        counter.add(Bytes.of(added), 3000);
      }
      assertThat((double) counter.count()).isBetween(most * (1 - 3 * 0.0081), most * (1 + 3 * 0.0081));
    }
    assertThat(counter.isDense()).isTrue();
  }

  @Test
  void both_forms_survive_the_way_through_bytes() {
    var counter = HyperLogLog.empty();
    for (var i = 0; i < 300; i++) {
      counter.add(Bytes.of(i), 3000);
    }
    var sparse = HyperLogLog.of(counter.toBytes()).orElseThrow();
    counter.becomeDense();
    var dense = HyperLogLog.of(counter.toBytes()).orElseThrow();
    assertThat(sparse.isDense()).isFalse();
    assertThat(dense.isDense()).isTrue();
    assertThat(sparse.registers()).isEqualTo(dense.registers());
    assertThat(dense.toBytes()).isEqualTo(counter.toBytes());
    assertThat(sparse.count()).isEqualTo(dense.count());
  }

  @Test
  void adding_twice_changes_nothing() {
    var counter = HyperLogLog.empty();
    assertThat(counter.add(Bytes.of("a"), 3000)).isTrue();
    var before = counter.toBytes();
    assertThat(counter.add(Bytes.of("a"), 3000)).isFalse();
    assertThat(counter.toBytes()).isEqualTo(before);
  }

  @Test
  void runs_of_the_wrong_length_are_noticed() {
    var cut = HyperLogLog.empty().toBytes().slice(0, 17);
    assertThatThrownBy(() -> HyperLogLog.of(cut).orElseThrow().registers()).isInstanceOf(HyperLogLog.Corrupted.class);
    assertThat(HyperLogLog.of(Bytes.of("HYLL"))).isEmpty();
  }
}

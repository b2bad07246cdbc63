package dev.interlace.engine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PrngTest {
  @Test
  void the_sequence_is_the_published_one() {
    var prng = new Prng(1234567);
    assertThat(Long.toUnsignedString(prng.nextLong())).isEqualTo("6457827717110365317");
    assertThat(Long.toUnsignedString(prng.nextLong())).isEqualTo("3203168211198807973");
    assertThat(Long.toUnsignedString(prng.nextLong())).isEqualTo("9817491932198370423");
    assertThat(Long.toUnsignedString(prng.nextLong())).isEqualTo("4593380528125082431");
    assertThat(Long.toUnsignedString(prng.nextLong())).isEqualTo("16408922859458223821");
  }

  @Test
  void a_bounded_number_is_spread_evenly() {
    var prng = new Prng(42);
    var counts = new int[7];
    for (var i = 0; i < 70_000; i++) {
      counts[prng.nextInt(7)]++;
    }
    for (var count : counts) {
      assertThat(count).isBetween(9_500, 10_500);
    }
  }

  @Test
  void a_bound_is_at_least_one() {
    assertThatThrownBy(() -> new Prng(1).nextInt(0)).isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.interlace.model.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewritesTest {
  /** When rewrites begin that all fail, if it is asked ten times a second whether one may. */
  @Test
  void after_three_failures_in_a_row_the_next_waits_a_minute_and_then_twice_as_long_up_to_an_hour() {
    var rewrites = Rewrites.NONE;
    var begun = new ArrayList<Long>();
    for (var second = 1L; begun.size() < 13; second++) {
      var may = rewrites.mayBegin(second);
      rewrites = rewrites.asked(second);
      if (may) {
        begun.add(second);
        rewrites = rewrites.begun().ended(false);
      }
    }
    var waited = new ArrayList<Long>();
    for (var i = 1; i < begun.size(); i++) {
      waited.add(begun.get(i) - begun.get(i - 1) - 1);
    }
    assertThat(waited).isEqualTo(List.of(0L, 0L, 60L, 120L, 240L, 480L, 960L, 1_920L, 3_600L, 3_600L, 3_600L, 3_600L));
    assertThat(rewrites.ended(true).mayBegin(1)).isTrue();
    assertThat(rewrites.forgiven().mayBegin(1)).isTrue();
  }
}

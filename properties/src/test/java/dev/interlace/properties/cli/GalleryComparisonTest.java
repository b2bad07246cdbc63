package dev.interlace.properties.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.search.Budget;
import dev.interlace.properties.gallery.Gallery;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class GalleryComparisonTest {
  private static String print(Budget budget) {
    var out = new StringWriter();
    assertThat(new GalleryComparison(Checker.REDUCED.with(budget), new PrintWriter(out)).print(Gallery.room("P4"))).isTrue();
    return out.toString();
  }

  @Test
  void a_room_is_smaller_with_reductions_than_without_and_found_guilty_of_the_same() {
    var row = print(Budget.DEFAULT).lines().filter(line -> line.startsWith("P4")).findFirst().orElseThrow().trim().split("\\s+");
    assertThat(Integer.parseInt(row[1])).as("states").isPositive().isLessThan(Integer.parseInt(row[5]));
    assertThat(Integer.parseInt(row[2])).as("transitions").isPositive().isLessThan(Integer.parseInt(row[6]));
  }

  @Test
  void what_was_not_searched_to_the_end_says_so() {
    assertThat(print(Budget.DEFAULT.withTransitions(5))).contains(">");
  }
}

package dev.interlace.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.traces.format.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TracesTest {
  private static Path fileName(String scenario, String property) {
    return Traces.fileName(new Trace(scenario, property, "", Trace.Start.at(0), OptionalLong.empty(), List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void a_file_is_called_what_people_call_the_property() {
    assertThat(fileName("P2/as-written", "stock is never negative")).isEqualTo(Path.of("P2/as-written/stock-is-never-negative.json"));
    assertThat(fileName("flash sale", "stock + sold is constant")).isEqualTo(Path.of("flash-sale/stock-sold-is-constant.json"));
  }

  @Test
  void properties_that_differ_in_signs_have_files_of_their_own() {
    var names = List.of("stock >= 0", "stock > 0", "stock == 0", "stock ~= 0", "stock = 0", "库存", "売り切れ", "", "..", "/", "\u001b[31m");
    assertThat(names.stream().map(name -> fileName("s", name)).distinct()).hasSameSizeAs(names)
        .allSatisfy(file -> assertThat(file.toString()).matches("s/[A-Za-z0-9-]+\\.json"));
    assertThat(names.stream().map(name -> fileName(name, "p")).distinct().count()).isGreaterThanOrEqualTo(names.size() - 1); // "" and "/" are none
  }

  @Test
  void a_long_condition_is_no_longer_than_a_name_may_be() {
    var first = fileName("s", "redis.call('GET', 'k') ".repeat(50) + "1").getFileName().toString();
    assertThat(first).hasSizeLessThan(120).isNotEqualTo(fileName("s", "redis.call('GET', 'k') ".repeat(50) + "2").getFileName().toString());
  }
}

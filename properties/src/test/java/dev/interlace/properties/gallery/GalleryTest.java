package dev.interlace.properties.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.check.Checker;
import dev.interlace.engine.property.Property;
import dev.interlace.engine.property.SelfCheck;
import dev.interlace.engine.property.Verdict;
import dev.interlace.properties.Interlace;
import dev.interlace.properties.RedisReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GalleryTest {
  @TestFactory
  Stream<DynamicTest> every_exhibit_is_judged_as_it_is_labelled() {
    return Gallery.exhibits().stream().map(exhibit -> DynamicTest.dynamicTest(exhibit.name(), () -> judge(exhibit)));
  }

  private static void judge(Exhibit exhibit) {
    var report = Interlace.check(exhibit.scenario(), Checker.REDUCED.withoutShrinking());
    assertThat(names(report, Verdict.Undecided.class)).as("undecided").isEmpty();
    assertThat(names(report, Verdict.Violated.class)).as("violated").isEqualTo(exhibit.violated());
    assertThat(report.verdicts()).as("seen to be able to fail, or reached").allMatch(judged -> !(judged.verdict() instanceof Verdict.Holds<?>(var certificate))
        || certificate.selfCheck() instanceof SelfCheck.Caught || certificate.selfCheck() instanceof SelfCheck.Witnessed);
  }

  private static List<String> names(RedisReport report, Class<?> verdict) {
    return report.verdicts().stream().filter(each -> verdict.isInstance(each.verdict())).map(judged -> judged.property()).toList();
  }

  @Test
  void every_room_is_there() {
    assertThat(Gallery.rooms()).containsExactly(
        "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "P14", "P15", "P16", "P17", "P18", "L1", "L2", "Q1", "Q2", "M1",
        "M2", "M3",
        "D1", "I1");
  }

  @Test
  void every_room_has_something_sound() {
    for (var room : Gallery.rooms()) {
      assertThat(Gallery.room(room)).as(room).anyMatch(Exhibit::isSound);
    }
  }

  @Test
  void nothing_is_sound_by_doing_nothing() {
    assertThat(Gallery.exhibits().stream().filter(Exhibit::isSound))
        .allSatisfy(exhibit -> assertThat(exhibit.scenario().properties()).as(exhibit.name())
            .anyMatch(property -> property instanceof Property.Sometimes || property instanceof Property.SometimesAtEnd));
  }

  @Test
  void names_are_unique() {
    assertThat(Gallery.exhibits().stream().map(Exhibit::name)).doesNotHaveDuplicates();
  }
}

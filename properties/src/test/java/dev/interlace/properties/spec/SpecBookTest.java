package dev.interlace.properties.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SpecBookTest {
  @TestFactory
  Stream<DynamicNode> every_chapter_is_true_of_the_real_server() {
    return OracleTarget.find().stream().flatMap(SpecBookTest::files);
  }

  private static Stream<DynamicNode> files(SpecTarget target) {
    return SpecBook.files().stream().map(file -> DynamicContainer.dynamicContainer(target.name() + ", " + file,
        SpecBook.chapters(file).stream().map(chapter -> DynamicTest.dynamicTest(chapter.heading(), () -> check(target, chapter)))));
  }

  private static void check(SpecTarget target, Chapter chapter) {
    var result = new SpecRunner(target).run(chapter);
    result.mismatch().ifPresent(mismatch -> fail("\n" + mismatch));
    assertThat(result.compared() + result.skipped()).isPositive();
  }

  @Test
  void chapters_are_told_apart_by_their_headings() {
    for (var file : SpecBook.files()) {
      assertThat(SpecBook.chapters(file)).extracting(Chapter::heading).doesNotHaveDuplicates().isNotEmpty();
    }
    assertThat(new HashSet<>(SpecBook.files())).hasSameSizeAs(SpecBook.files());
  }
}

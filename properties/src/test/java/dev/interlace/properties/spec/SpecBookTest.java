package dev.interlace.properties.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SpecBookTest {
  @TestFactory
  Stream<DynamicNode> every_chapter_is_true_of_the_real_server() {
    return OracleTarget.find().stream().flatMap(target -> files(target, SpecBookTest::check));
  }

  @TestFactory
  Stream<DynamicNode> every_chapter_is_true_of_the_model() {
    return files(new ModelTarget(), SpecBookTest::check);
  }

  private static Stream<DynamicNode> files(SpecTarget target, BiConsumer<SpecTarget, Chapter> check) {
    return SpecBook.files().stream().map(file -> DynamicContainer.dynamicContainer(target.name() + ", " + file,
        SpecBook.chapters(file).stream().map(chapter -> DynamicTest.dynamicTest(chapter.heading(), () -> check.accept(target, chapter)))));
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
  }

  @Test
  void nearly_every_block_runs_on_the_model_too() {
    var chapters = SpecBook.files().stream().flatMap(file -> SpecBook.chapters(file).stream());
    var blocks = chapters.flatMap(chapter -> chapter.blocks().stream()).toList();
    assertThat(blocks.stream().filter(Chapter.Block::isOracleOnly).count()).isLessThan(blocks.size() / 10);
  }
}

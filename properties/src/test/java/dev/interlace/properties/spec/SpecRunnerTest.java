package dev.interlace.properties.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpecRunnerTest {
  @Test
  void a_wrong_line_is_shown_as_a_difference_with_its_place() {
    var result = run("""
        alice> WATCH k
        OK
        bob> SET k v
        OK
        alice> MULTI
        OK
        alice> PING
        QUEUED
        alice> EXEC
        1) PONG
        bob> GET k
        "v"
        """);
    assertThat(result.compared()).isEqualTo(4);
    assertThat(result.mismatch()).map(ChapterResult.Mismatch::toString).hasValue("""
        a.md:11: the model answers otherwise
          alice> EXEC
        - 1) PONG
        + (nil)
        """);
  }

  @Test
  void virtual_time_moves_without_waiting() {
    var result = run("""
        > SET k v EX 1000
        OK
        -- 999 s pass
        > GET k
        "v"
        -- 2 s pass
        > GET k
        (nil)
        """);
    assertThat(result.mismatch()).isEmpty();
    assertThat(result.compared()).isEqualTo(3);
  }

  @Test
  void a_transcript_that_expects_silence_is_not_content_with_a_reply() {
    assertThat(run("> PING\n(no reply yet)\n").mismatch()).map(ChapterResult.Mismatch::actual).hasValue("PONG");
    assertThat(run("> PING\nPONG\n-- alice receives\nPONG\n").mismatch()).map(ChapterResult.Mismatch::actual).hasValue("(no reply yet)");
  }

  @Test
  void each_chapter_has_a_server_of_its_own() {
    var chapters = SpecReader.read("a.md", "# One\n```redis\n> SET k v\nOK\n```\n# Two\n```redis\n> GET k\n(nil)\n```\n");
    assertThat(chapters).hasSize(2).allSatisfy(chapter -> assertThat(new SpecRunner(new ModelTarget()).run(chapter).mismatch()).isEmpty());
  }

  @Test
  void blocks_for_real_servers_are_left_out_and_counted() {
    var chapter = SpecReader.read("a.md", "# T\n```redis oracle\n> NOSUCHTHING\nOK\n```\n").getFirst();
    var result = new SpecRunner(new ModelTarget()).run(chapter);
    assertThat(result.skipped()).isEqualTo(1);
    assertThat(result.mismatch()).isEmpty();
  }

  private static ChapterResult run(String transcript) {
    return new SpecRunner(new ModelTarget()).run(SpecReader.read("a.md", "# T\n```redis\n" + transcript + "```\n").getFirst());
  }
}

package dev.interlace.properties.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.model.bytes.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {
  @Test
  void a_chapter_is_what_stands_under_a_heading() {
    var chapters = SpecReader.read("a.md", """
        # Title
        Only words.
        ## The `first`
        ```redis
        > PING
        PONG
        ```
        ```java
        > not for us
        ```
        ```redis oracle
        > PING
        PONG
        ```
        ## No transcript
        ## The second
        ```redis
        > PING
        PONG
        ```
        """);
    assertThat(chapters).extracting(Chapter::heading).containsExactly("The first", "The second");
    assertThat(chapters).extracting(Chapter::line).containsExactly(3, 16);
    assertThat(chapters.getFirst().blocks()).extracting(Chapter.Block::isOracleOnly).containsExactly(false, true);
  }

  @Test
  void every_kind_of_line_becomes_a_step() {
    var steps = steps("""
        alice> SET "a b" 1
        OK
        > EVAL "
        ...   return 1
        ... " 0
        (integer) 1

        -- 100 ms pass
        -- 2 s pass
        -- alice receives
        1) "x"
        2) "y"
        -- alice disconnects
        """);
    assertThat(steps).containsExactly(
        new Step.Command(3, "alice> SET \"a b\" 1", "alice", words("SET", "a b", "1"), new Expectation(List.of("OK"))),
        new Step.Command(5, "> EVAL \"\n  return 1\n\" 0", "", words("EVAL", "\n  return 1\n", "0"), new Expectation(List.of("(integer) 1"))),
        new Step.Pass(10, "-- 100 ms pass", Duration.ofMillis(100)),
        new Step.Pass(11, "-- 2 s pass", Duration.ofSeconds(2)),
        new Step.Receive(12, "-- alice receives", "alice", new Expectation(List.of("1) \"x\"", "2) \"y\""))),
        new Step.Disconnect(15, "-- alice disconnects", "alice"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "> PING;> PING;PONG        | a.md:3: no expected reply",
      "> GET \"a;OK              | a.md:3: a quote is not closed",
      "> PING;PONG;-- 5 min pass | a.md:5: neither a prompt nor a known",
      "OK                        | a.md:3: neither a prompt nor a known",
      ";                         | a.md:3: an empty transcript",
      ">;OK                      | a.md:3: no command",
  })
  void what_cannot_be_read_is_told_with_its_line(String transcript, String message) {
    assertThatThrownBy(() -> steps(transcript.replace(";", "\n"))).isInstanceOf(MalformedSpec.class).hasMessageStartingWith(message);
  }

  @Test
  void an_unknown_kind_of_transcript_is_refused() {
    assertThatThrownBy(() -> SpecReader.read("a.md", "# T\n```redis orcale\n> PING\nPONG\n```\n"))
        .isInstanceOf(MalformedSpec.class).hasMessage("a.md:2: unknown kind of transcript: redis orcale");
  }

  private static List<Step> steps(String transcript) {
    return SpecReader.read("a.md", "# T\n```redis\n" + transcript + "\n```\n").getFirst().blocks().getFirst().steps();
  }

  private static List<Bytes> words(String... words) {
    return List.of(words).stream().map(Bytes::of).toList();
  }
}

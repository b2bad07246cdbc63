package dev.interlace.model.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expectations were taken from inline commands to redis-server 7.0.15. */
class CommandLineTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "SET k v                | SET,k,v",
      "ECHO \"a\\x41b\"       | ECHO,aAb",
      "ECHO \"\\x4\\xzz\\q\"  | ECHO,x4xzzq",
      "ECHO foo\"bar baz\"    | ECHO,foobar baz",
      "ECHO 'a\\'b\\n'        | ECHO,a'b\\n",
      "ECHO \"it's\"          | ECHO,it's",
      "ECHO a\\nb             | ECHO,a\\nb",
      "ECHO \"\"              | ECHO,",
  })
  void words_are_split_and_unquoted_as_the_server_does(String line, String words) {
    var expected = List.of(words.split(",", -1)).stream().map(Bytes::latin1).toList();
    assertThat(CommandLine.parse(line)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECHO \"a", "ECHO 'a", "ECHO \"a\"b", "ECHO 'a'b", "ECHO \"a\\\"", "ECHO 'a\\'"})
  void a_quote_that_does_not_end_its_word_is_refused(String line) {
    assertThat(CommandLine.parse(line)).isEmpty();
  }

  @Test
  void blanks_alone_are_no_words_and_a_nul_ends_the_line() {
    assertThat(CommandLine.parse(" \t\u000b\r\n")).hasValue(List.of());
    assertThat(CommandLine.parse("a\0 b")).hasValue(List.of(Bytes.of("a")));
  }

  @Test
  void escapes_stand_for_their_bytes() {
    assertThat(CommandLine.parse("\"\\n\\r\\t\\b\\a\\x00\\xFf\\\\\"")).hasValue(List.of(Bytes.latin1("\n\r\t\b\u0007\0\u00ff\\")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "plain:key{1}   | plain:key{1}",
      "a\\b           | a\\b",
      "it's           | \"it's\"",
      "two words      | \"two words\"",
      "{\"a\":\"b\"}  | '{\"a\":\"b\"}'",
      "ends \"\"\"\\  | \"ends \\\"\\\"\\\"\\\\\"",
      "~~             | \"\"",
  })
  void the_shortest_quoting_is_chosen(String word, String quoted) {
    assertThat(CommandLine.quote(Bytes.latin1(word))).isEqualTo(quoted);
  }

  @Test
  void every_word_of_two_awkward_bytes_comes_back_from_its_quoted_form() {
    var awkward = "\0\n\r\t\u0007\b\u000b \"'\\xaA0\u007f\u0080\u00ff";
    for (var first : awkward.toCharArray()) {
      for (var second : awkward.toCharArray()) {
        var words = List.of(Bytes.latin1("" + first + second), Bytes.latin1("" + second), Bytes.EMPTY);
        assertThat(CommandLine.parse(CommandLine.format(words))).as("%s", words).isEqualTo(Optional.of(words));
      }
    }
  }
}

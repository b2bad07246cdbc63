package dev.interlace.model.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(delimiter = ' ', value = {
    "h?llo hello",
    "h*llo heeeello",
    "h*llo hllo",
    "h[ae]llo hallo",
    "h[^e]llo hallo",
    "h[a-c]llo hbllo",
    "h[c-a]llo hbllo",
    "\\*a *a",
    "a*b*c axxbxxc",
    "*a*a*a aaa",
    "[abc b",
    "[a-] ]",
    "[^ x",
    "[\\]] ]",
    "a\\ a\\",
    "x** xyz"
  })
  void a_text_of_the_form_matches(String pattern, String text) {
    assertThat(Glob.matches(Bytes.of(pattern), Bytes.of(text))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ' ', value = {"h?llo hllo", "h[^a]llo hallo", "h[a-c]llo hdllo", "[ [", "[] ]", "a* b", "*a b", "? ab", "\\? a", "a*b*c axxc", "abc ab", "A a"})
  void any_other_text_does_not(String pattern, String text) {
    assertThat(Glob.matches(Bytes.of(pattern), Bytes.of(text))).isFalse();
  }

  @Test
  void only_selection_lets_a_star_take_the_empty_text() {
    assertThat(Glob.matches(Bytes.of("*"), Bytes.EMPTY)).isFalse();
    assertThat(Glob.selects(Bytes.of("*"), Bytes.EMPTY)).isTrue();
    assertThat(Glob.matches(Bytes.EMPTY, Bytes.EMPTY)).isTrue();
  }
}

package dev.interlace.model.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Redis 7.0.15 on x86-64 answers to SET k a, INCRBYFLOAT k b. */
class LongDoubleTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.2, 0.3",
    "10.5, 0.1, 10.6",
    "5.0e3, 2.0e2, 5200",
    "3, 1.000000000000000005, 4.00000000000000001",
    "18446744073709551615, 1, 18446744073709551616",
    "18446744073709551616, 1, 18446744073709551616",
    "18446744073709551616, 3, 18446744073709551620",
    "1e-20, 0, 0",
    "-0.000000000000000001, 0, 0",
    "0x1.8p3, 0, 12",
    ".5, 1., 1.5"
  })
  void it_reckons_with_sixty_four_bits(String first, String second, String sum) {
    assertThat(parse(first).plus(parse(second)).toBytes()).isEqualTo(Bytes.of(sum));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1", "1 ", "nan", "1e5000", "1e-5000", "1e99999999999999999999", "0x", "1e", "1..2", "+-1", "infinit", "1\0"})
  void what_strtold_does_not_read_to_the_end_is_no_number(String text) {
    assertThat(LongDouble.parse(Bytes.latin1(text))).isEmpty();
  }

  @Test
  void infinity_is_read_and_never_becomes_finite() {
    assertThat(parse("-Infinity").isFinite()).isFalse();
    assertThat(parse("inf").plus(parse("-inf")).isFinite()).isFalse();
    assertThat(parse("1.18e4932").plus(parse("1.18e4932")).isFinite()).isFalse();
  }

  @Test
  void the_smallest_number_is_kept() {
    assertThat(LongDouble.parse(Bytes.of("3.6e-4951"))).isPresent();
    assertThat(LongDouble.parse(Bytes.of("1.8e-4951"))).isEmpty();
  }

  private static LongDouble parse(String text) {
    return LongDouble.parse(Bytes.of(text)).orElseThrow();
  }
}

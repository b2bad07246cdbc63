package dev.interlace.properties.conformance;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the open places of a {@link Template} may hold: few and colliding, with the limits and mistakes that Redis treats specially. Texts are one byte a character. */
final class Places {
  /** Few, so that commands meet; k:n are what SORT's patterns lead to. */
  static final List<String> KEYS = List.of("k1", "k2", "k3", "k4");

  private static final Map<String, List<String>> CHOICES =
      Map.ofEntries(
          Map.entry("value", List.of("a", "b", "1", "2", "10", "hello", "", "3.5", "-7", "9223372036854775807", "x y", "\u0000\u00ff", "007", "1e2")),
          Map.entry("int", List.of("0", "1", "2", "3", "-1", "-2", "5", "10", "100", "-100", "9223372036854775807", "-9223372036854775808", "9223372036854775806")),
          Map.entry("small", List.of("0", "1", "2", "3", "4", "-1", "-2", "-3")),
          Map.entry("count", List.of("0", "1", "2", "3", "-1", "-2", "5")),
          Map.entry("float", List.of("0", "1", "-1", "0.1", "0.5", "-2.25", "1e3", "3.0e-2", "1.7e308", "inf", "-inf", "100", "0.3", "1e-20", "123456789.987654321", "5e-324", "1e4931", "-1.2e4932", "3.6e-4951", "1e-4952", "0x1.8p3", "18446744073709551617", ".5", "-1.e1", "2.000000000000000006", "Infinity", "0.00000000000000001")),
          Map.entry("field", List.of("f1", "f2", "f3", "1", "")),
          Map.entry("member", List.of("a", "b", "c", "1", "2", "3", "10", "")),
          Map.entry("bound", List.of("0", "1", "-1", "(0", "(1", "(0.5", "0.1", "-inf", "+inf", "inf", "(inf", "(-inf", "1e3", "100", "(", "", " 1", "1e400", "nan", "x")),
          Map.entry("lex", List.of("-", "+", "[a", "[b", "[c", "(a", "(b", "[1", "(3", "[10", "[", "(", "a", "", "-x")),
          Map.entry("db", List.of("0", "1", "1", "0", "15", "16", "-1", "x")),
          // Far enough that nothing expires while a sequence is played, or long past.
          Map.entry("ttl", List.of("1000", "2000", "5000", "100000", "0", "-1", "9223372036854775807", "9223372036854775", "-9223372036854775808")),
          Map.entry("pttl", List.of("1000000", "2000000", "100000000", "0", "-1", "9223372036854775807", "-9223372036854775808")),
          Map.entry("at", List.of("33000000000", "34000000000", "1", "1000000", "0", "-1", "9223372036854775807", "9223372036854775")),
          Map.entry("pat", List.of("33000000000000", "34000000000000", "1", "1000000", "0", "-1", "9223372036854775807")),
          Map.entry("pattern", List.of("*", "k*", "?1", "k[12]", "k[^1]", "f?", "[a-c]", "\\*", "k1", "*1*", "h?llo", "[", "k[2-", "")));

  /** What no place expects. */
  private static final List<String> JUNK =
      List.of("", "abc", "1x", " 1", "1 ", "+1", "-0", "01", "1.5", "nan", "inf", "0x10", "1e400", "99999999999999999999", "NX", "EX", "GET", "k1", "-", "\n", "3.0", "1e5", "--1");

  private Places() {}

  static String fill(String place, Random random) {
    return switch (place) {
      case "key" -> pick(KEYS, random);
      case "junk" -> pick(JUNK, random);
      default -> {
        var choices = CHOICES.get(place);
        if (choices == null) {
          throw new IllegalArgumentException("no place is called " + place);
        }
        yield pick(choices, random);
      }
    };
  }

  static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}

package dev.interlace.properties.conformance;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The HyperLogLog commands, small and sparse, and large and dense. */
class HyperLogLogConformanceTest {
  /** Of the count nothing but the last byte. */
  private static final String HEADER = "HYLL\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000";

  static final List<String> TEMPLATES =
      List.of(
          "PFADD <key>",
          "PFADD <key> <member>...",
          "PFADD <key> <member>... <value>... <pattern>... <int>...",
          "PFADD (k1|k2) <value>...",
          "PFADD <key> <ttl> <pttl> <ttl> <pttl> <ttl> <pttl> <ttl> <pttl>",
          "PFADD (k1|k2) <ttl> <pttl> <ttl> <pttl> <ttl> <pttl> <float> <float> <float>",
          "PFADD (k1|k2) e5 e12 e1e3 this_is_longer_than_eight_bytes abcdefgh abcdefghi",
          "PFADD k1 " + words("e", 0, 60),
          "PFADD k2 " + words("f", 0, 30),
          "PFADD k3 " + words("g", 0, 120),
          "PFCOUNT <key>",
          "PFCOUNT (k1|k2|k3)",
          "PFCOUNT <key> <key>...",
          "PFCOUNT (k1 k2|k2 k3|k1 k2 k3)",
          "PFMERGE <key>",
          "PFMERGE <key> <key>...",
          "PFMERGE k4 (k1|k2 k3)",
          "GET <key>",
          "STRLEN <key>",
          "PFDEBUG (ENCODING|decode|<junk>) <key>",
          "PFDEBUG (ENCODING|decode) (k1|k2)",
          // Runs that come to too few registers, too many, or none.
          "SETRANGE <key> (0|4|8|14|15|16|17|18) (\u0000|\u0001|\u0002|\u0080|\u00ff|H|\u0080\u0080|\u00ff\u00ff|\u0040\u0001)",
          "SET <key> (" + sparse("", "\u007f\u00ff", "\u007f\u00f0", "\u007f\u00ff\u0080", "\u0084\u007f\u00fe", "\u0083\u007f\u0000") + ")",
          "SET <key> (" + sparse("\u003f\u007f\u00bf", "\u0080\u0080\u007f\u00fd", "\u00ff\u0000\u007f\u00fa", "\u0040\u0000\u007f\u00fe") + ")",
          "SET <key> (HYLL|HYLL\u0002\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u007f\u00ff)",
          "SETBIT <key> (127|130|133|136|150) (0|1)");

  private static final List<String> LARGE =
      List.of(
          "PFADD (k1|k2) " + words("e", 0, 1000),
          "PFADD (k1|k2) " + words("e", 1000, 2000),
          "PFADD (k1|k3) " + words("f", 0, 1200),
          "PFADD k3 " + words("g", 0, 3000),
          "PFADD k4 " + words("h", 0, 200),
          "PFADD <key> <member>... <value>...",
          "PFCOUNT <key>",
          "PFCOUNT (k1|k2|k3)",
          "PFCOUNT <key> <key>...",
          "PFMERGE <key> <key>",
          "PFMERGE <key> <key>...",
          "PFDEBUG (ENCODING|TODENSE) <key>",
          "PFDEBUG (TODENSE|ENCODING|DECODE) (k1|k4)",
          "STRLEN <key>");

  /** Alternatives: sparse ones with these runs, counted or not. */
  private static String sparse(String... runs) {
    return Stream.of(runs).flatMap(each -> Stream.of(HEADER + "\u0000" + each, HEADER + "\u0080" + each)).collect(Collectors.joining("|"));
  }

  private static String words(String prefix, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> prefix + i).collect(Collectors.joining(" "));
  }

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("hyperloglogs", Source.templates(TEMPLATES), 60).check();
  }

  @Test
  void the_model_answers_as_the_real_server_does_for_many_elements() {
    new Conformance("hyperloglogs-large", Source.templates(LARGE), 2).check();
  }
}

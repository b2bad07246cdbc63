package dev.interlace.properties.conformance;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The geo commands. */
class GeoConformanceTest {
  /** Six, so that sorting stays stable: see {@code GeoCommands}. */
  private static final String MEMBER = "(a|b|c|1|2|)";

  private static final String UNIT = "(m|km|ft|mi|KM)";
  private static final String CENTER = "(FROMLONLAT <lon> <lat>|FROMMEMBER (a|b|c|1))";
  private static final String EXTENT = "(BYRADIUS <radius> " + UNIT + "|BYBOX <radius> <radius> " + UNIT + ")";
  private static final String WITH = "[WITHDIST] [WITHCOORD] [WITHHASH]";
  private static final String LIMIT = "[COUNT (1|2|3) [ANY]] [ASC|DESC]";

  static final List<String> TEMPLATES =
      List.of(
          "GEOADD <key> (<lon> <lat> " + MEMBER + ")... (<lon> <lat> " + MEMBER + ")...",
          "GEOADD <key> <lon> <lat> a <lon> <lat> b <lon> <lat> c <lon> <lat> 1",
          "GEOADD (k1|k2) <lon> <lat> a <lon> <lat> b <lon> <lat> c <lon> <lat> 1",
          "GEOADD <key> 13.361389 38.115556 a 15.087269 37.502669 b 13.583333 37.316667 c 15.0 37.0 1",
          "GEOADD <key> (NX|XX|CH|nx)... <lon> <lat> " + MEMBER,
          "GEOADD <key> [NX|XX|CH|<junk>]... (<lon>|<float>|<junk>|180.1) (<lat>|<float>|<junk>|86|-85.06) " + MEMBER,
          "GEOADD <key> (NX|XX|CH)... (NX|XX|CH)... [<lon> <lat>]",
          "ZADD <key> (<float>|1e19|3479447370796909|2251799813685248|-5) (a|b|c|1)",
          "GEOPOS <key> " + MEMBER + "...",
          "GEODIST <key> (a|b|c) (a|b|c|1) [" + UNIT + "]",
          "GEODIST <key> " + MEMBER + " " + MEMBER + " [m|<junk>] [<junk>]",
          "GEOHASH <key> " + MEMBER + "...",
          "GEOPOS <key>",
          "GEOSEARCH <key> " + CENTER + " " + EXTENT + " " + LIMIT + " " + WITH,
          "GEOSEARCH (k1|k2) FROMLONLAT <lon> <lat> BYRADIUS <radius> km " + LIMIT + " " + WITH,
          "GEOSEARCH (k1|k2) FROMLONLAT <lon> <lat> BYBOX <radius> <radius> km " + LIMIT + " " + WITH,
          "GEOSEARCH <key> FROMLONLAT 15 37 (BYRADIUS (100|200|300) km|BYBOX (200|400) (200|400) km) " + LIMIT + " " + WITH,
          "GEOSEARCH <key> [" + EXTENT + "|" + CENTER + "|COUNT <count>|ANY|STORE|STOREDIST|<junk>]... " + EXTENT + " [" + CENTER + "|" + EXTENT + "]...",
          "GEOSEARCHSTORE <key> <key> " + CENTER + " " + EXTENT + " " + LIMIT + " [STOREDIST]",
          "GEOSEARCHSTORE <key> <key> [" + EXTENT + "|" + CENTER + "|COUNT <count>|ANY|STOREDIST|WITHDIST|<junk>]... " + EXTENT + " [" + CENTER + "]...",
          "(GEORADIUS|GEORADIUS_RO) <key> <lon> <lat> <radius> " + UNIT + " " + LIMIT + " " + WITH,
          "GEORADIUS <key> <lon> <lat> <radius> " + UNIT + " " + LIMIT + " (STORE|STOREDIST) <key>",
          "(GEORADIUS|GEORADIUS_RO) <key> (<lon>|<junk>) (<lat>|<float>) (<radius>|<float>) (m|<junk>) [COUNT <int>|ANY|STORE <key>|WITHDIST|<junk>]...",
          "(GEORADIUSBYMEMBER|GEORADIUSBYMEMBER_RO) <key> (a|b|c) <radius> " + UNIT + " " + LIMIT + " " + WITH,
          "GEORADIUSBYMEMBER <key> (a|b|c) <radius> " + UNIT + " " + LIMIT + " (STORE|STOREDIST) <key>",
          "(GEORADIUSBYMEMBER|GEORADIUSBYMEMBER_RO) <key> " + MEMBER + " (<radius>|<float>) (km|<junk>) [COUNT <int>|ANY|STORE <key>|WITHHASH|<junk>]...");

  @Test
  void the_model_answers_as_the_real_server_does() {
    new Conformance("geo", Source.templates(TEMPLATES), 70).check();
  }
}

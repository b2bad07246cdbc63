package dev.interlace.engine.property;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Interlace this is. */
public final class Release {
  /** Maven puts it into the jar. */
  private static final String PACKAGED = "/META-INF/maven/dev.interlace/interlace-engine/pom.properties";

  private Release() {}

  /** The version of the jar. */
  public static String version() {
    try (var packaged = Release.class.getResourceAsStream(PACKAGED)) {
      if (packaged == null) {
        return "(not packaged)";
      }
      var properties = new Properties();
      properties.load(packaged);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

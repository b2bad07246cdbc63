package dev.interlace.engine.property;

import java.util.Optional;

/** Which Interlace this is. */
public final class Release {
  private Release() {}

  /** The version as the jar's manifest has it. */
  public static String version() {
    return Optional.ofNullable(Release.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
  }
}

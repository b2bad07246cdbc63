package dev.interlace.properties.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest has it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    var version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
    return new String[] {"interlace " + version, "models Redis 7.0.15"};
  }
}

package dev.interlace.properties.cli;

import dev.interlace.engine.property.Release;
import dev.interlace.model.version.RedisVersion;
import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest has it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"interlace " + Release.version(), "models Redis " + RedisVersion.MODELLED.text()};
  }
}

package dev.interlace.model.command;

import dev.interlace.model.settings.Settings;
import java.io.IOException;

/** The file that a running server was configured by. */
public interface ConfigurationFile {
  /** Where it is, as INFO tells it. */
  String path();

  /**
   * Writes what the settings are now into it, and keeps what else it says.
   *
   * @param tellsAll also what is as it is by default
   */
  void rewrite(Settings settings, boolean tellsAll) throws IOException;
}

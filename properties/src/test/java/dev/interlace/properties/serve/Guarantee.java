package dev.interlace.properties.serve;

import java.io.IOException;
import java.util.List;

/**
 * Something that clients may rely on.
 *
 * @param sentence what it is
 * @param settings pairs of a parameter's name and its value as CONFIG GET shows it, with which it can be tried
 */
record Guarantee(String sentence, List<String> settings, Trial trial) {
  private static final int PATIENCE_MILLIS = 10_000;

  /** Fails on a server that does not keep it. */
  interface Trial {
    void on(Port port) throws IOException;
  }

  /** Tries our server and, where there is one, the real one. */
  void holds() throws IOException {
    BothServers.play(settings, address -> trial.on(new Port(address, PATIENCE_MILLIS)));
  }

  boolean isKeptBy(Port port) {
    try {
      trial.on(port);
      return true;
    } catch (AssertionError | IOException broken) {
      return false;
    }
  }
}

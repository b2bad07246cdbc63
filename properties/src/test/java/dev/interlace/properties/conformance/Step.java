package dev.interlace.properties.conformance;

import dev.interlace.model.request.Command;

/**
 * A command of one client, or a pause in which time goes by.
 *
 * @param client from 0; negative for a pause
 */
record Step(int client, Command command) {
  private static final int NOBODY = -1;

  static Step pause(int millis) {
    return new Step(NOBODY, Command.of("PAUSE", Integer.toString(millis)));
  }

  boolean isPause() {
    return client == NOBODY;
  }

  int pauseMillis() {
    return Integer.parseInt(command.words().getLast().toLatin1());
  }
}

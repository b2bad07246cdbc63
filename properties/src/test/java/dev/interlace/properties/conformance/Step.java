package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;
import java.util.function.IntFunction;

/**
 * A command of one client, the end of its connection (a fresh one takes its place), or a pause in which time goes by.
 *
 * @param client from 0; negative for a pause
 * @param command a word {@code id:1} in it stands for the id of client 1
 */
record Step(int client, Command command) {
  private static final int NOBODY = -1;
  private static final Command HANG_UP = Command.of("HANGUP");
  private static final String ID = "id:";

  static Step pause(int millis) {
    return new Step(NOBODY, Command.of("PAUSE", Integer.toString(millis)));
  }

  boolean isPause() {
    return client == NOBODY;
  }

  int pauseMillis() {
    return Integer.parseInt(command.words().getLast().toLatin1());
  }

  boolean isHangUp() {
    return command.equals(HANG_UP);
  }

  boolean mayBlock() {
    var name = command.name().toLowerCase();
    return name.startsWith("bl") || name.startsWith("br") || name.startsWith("bz") || name.startsWith("xread");
  }

  Step by(int other) {
    return new Step(other, command);
  }

  /** The command as it is sent. */
  Command sent(IntFunction<String> ids) {
    return namesIds() ? new Command(command.words().stream().map(word -> sent(word, ids)).toList()) : command;
  }

  boolean namesIds() {
    return command.words().stream().anyMatch(Step::isId);
  }

  private static boolean isId(Bytes word) {
    return word.length() == ID.length() + 1 && word.toLatin1().startsWith(ID);
  }

  private static Bytes sent(Bytes word, IntFunction<String> ids) {
    return isId(word) ? Bytes.latin1(ids.apply(word.at(ID.length()) - '0')) : word;
  }
}

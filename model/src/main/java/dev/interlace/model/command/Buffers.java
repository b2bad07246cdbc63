package dev.interlace.model.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.request.Command;

/**
 * What lies in the buffers of a connection, in bytes.
 *
 * @param received of its requests, those of the commands at hand included
 * @param unsent of replies to it
 * @param argumentBytes of the words of the command that it runs or that waits; 0 if there is none
 * @param arguments how many words that has
 */
public record Buffers(int received, int unsent, int argumentBytes, int arguments) {
  public static final Buffers NONE = new Buffers(0, 0, 0, 0);

  /** Of one that runs {@code command}, as far as that tells. */
  public static Buffers of(Command command) {
    return new Buffers(0, 0, command.words().stream().mapToInt(Bytes::length).sum(), command.words().size());
  }

  /** Of a connection whose command, if any, is over. */
  public Buffers atRest() {
    return new Buffers(received, unsent, 0, 0);
  }
}

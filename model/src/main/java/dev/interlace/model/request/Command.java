package dev.interlace.model.request;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import java.util.Arrays;
import java.util.List;

/**
 * A command as sent: its name and its arguments. Pure data, so that it can be queued, saved, printed and replayed.
 *
 * @param words the name first; never empty
 */
public record Command(List<Bytes> words) implements Request {
  public Command {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command has at least a name");
    }
  }

  /** A command of UTF-8 words. */
  public static Command of(String... words) {
    return new Command(Arrays.stream(words).map(Bytes::of).toList());
  }

  public Bytes name() {
    return words.getFirst();
  }

  /** The words as a person types them into {@code redis-cli}: quoted where they must be. */
  @Override
  public String toString() {
    return CommandLine.format(words);
  }
}

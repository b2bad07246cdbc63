package dev.interlace.model.request;

import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
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
    var shown = new ArrayList<String>();
    for (var word : words) {
      shown.add(isPlain(word) ? word.toLatin1() : word.toQuoted());
    }
    return String.join(" ", shown);
  }

  private static boolean isPlain(Bytes word) {
    for (var i = 0; i < word.length(); i++) {
      var b = word.at(i);
      if (b <= ' ' || b >= 0x7f || b == '"' || b == '\'' || b == '\\') {
        return false;
      }
    }
    return !word.isEmpty();
  }
}

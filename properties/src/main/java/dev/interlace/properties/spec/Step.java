package dev.interlace.properties.spec;

import dev.interlace.model.bytes.Bytes;
import java.time.Duration;
import java.util.List;

/** One line of a transcript with what is expected of it. */
public sealed interface Step {
  /** The line in the file, from 1. */
  int line();

  /** The line as written, for messages. */
  String text();

  /** A client sends a command. */
  record Command(int line, String text, String client, List<Bytes> words, Expectation expected) implements Step {
    public Command {
      words = List.copyOf(words);
    }
  }

  /** A reply comes that an earlier command of the client has not had. */
  record Receive(int line, String text, String client, Expectation expected) implements Step {}

  /** Time goes by and nothing is sent. */
  record Pass(int line, String text, Duration duration) implements Step {}

  /** A client closes its connection. */
  record Disconnect(int line, String text, String client) implements Step {}
}

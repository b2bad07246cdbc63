package dev.interlace.model.command;

import dev.interlace.model.bytes.Bytes;
import java.util.List;
import java.util.Optional;

/** Other servers, as one that runs can reach them. */
@FunctionalInterface
public interface Neighbours {
  /** Nobody listens anywhere. */
  Neighbours NONE = (host, port, timeoutMillis, requests) -> new Answers(List.of(), Optional.of(Trouble.WRITING));

  /** What a conversation broke off at. */
  enum Trouble {
    CONNECTING("connecting to the client"),
    WRITING("writing to target instance"),
    READING("reading to target instance");

    private final String text;

    Trouble(String text) {
      this.text = text;
    }

    /** As the server words it. */
    public String text() {
      return text;
    }
  }

  /**
   * What somebody answered.
   *
   * @param lines the first line of each answer, without its end; fewer than requests if there was trouble
   */
  record Answers(List<Bytes> lines, Optional<Trouble> trouble) {
    public Answers {
      lines = List.copyOf(lines);
    }
  }

  /** Sends all requests at once, and waits for the answers; each of these is one line. */
  Answers ask(String host, int port, int timeoutMillis, List<List<Bytes>> requests);
}

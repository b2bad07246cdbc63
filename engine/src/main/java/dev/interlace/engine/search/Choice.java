package dev.interlace.engine.search;

/**
 * One enabled step, or one outcome inside a step. Its text form is stable and can be read back: {@code alice}, {@code alice#2}
 * (the third outcome), {@code alice!lost}, {@code alice!lost#1}, {@code alice!dropped}, {@code time +500 ms}.
 */
public sealed interface Choice {
  /**
   * The client's pending request is executed. <b>Range:</b> {@code outcome} counts from 0, in lexicographic order of what the
   * system chose.
   */
  record Run(String client, int outcome) implements Choice {
    @Override
    public String toString() {
      return client + suffix(outcome);
    }
  }

  /** The client's pending request is executed, and the connection goes down before the reply arrives. */
  record LoseReply(String client, int outcome) implements Choice {
    @Override
    public String toString() {
      return client + LOST + suffix(outcome);
    }
  }

  /** The connection goes down before the client's pending request is executed. */
  record DropConnection(String client) implements Choice {
    @Override
    public String toString() {
      return client + DROPPED;
    }
  }

  /** A step that no client takes. <b>Range:</b> the label has a blank in it, so it is never taken for a client. */
  record Environment(String label) implements Choice {
    public Environment {
      if (label.indexOf(' ') < 0) {
        throw new IllegalArgumentException("the label of an environment step needs a blank: \"" + label + "\"");
      }
    }

    @Override
    public String toString() {
      return label;
    }
  }

  String LOST = "!lost";
  String DROPPED = "!dropped";

  /** Reads the text form back. Throws {@link IllegalArgumentException} on anything else. */
  static Choice parse(String text) {
    if (text.indexOf(' ') >= 0) {
      return new Environment(text);
    }
    var hash = text.indexOf('#');
    var who = hash < 0 ? text : text.substring(0, hash);
    var outcome = hash < 0 ? 0 : outcome(text, text.substring(hash + 1));
    if (who.endsWith(DROPPED) && hash < 0) {
      return new DropConnection(client(text, who.substring(0, who.length() - DROPPED.length())));
    }
    if (who.endsWith(LOST)) {
      return new LoseReply(client(text, who.substring(0, who.length() - LOST.length())), outcome);
    }
    return new Run(client(text, who), outcome);
  }

  private static String client(String text, String name) {
    if (name.isEmpty() || name.indexOf('!') >= 0) {
      throw new IllegalArgumentException("not a choice: \"" + text + "\"");
    }
    return name;
  }

  private static int outcome(String text, String digits) {
    if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("not a choice: \"" + text + "\"");
    }
    return Integer.parseInt(digits);
  }

  private static String suffix(int outcome) {
    return outcome == 0 ? "" : "#" + outcome;
  }
}

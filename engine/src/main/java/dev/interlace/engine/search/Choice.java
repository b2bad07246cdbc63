package dev.interlace.engine.search;

import dev.interlace.engine.fault.Outage;
import java.util.Arrays;
import java.util.Optional;

/**
 * One enabled step, or one outcome inside a step. Its text form is stable and can be read back: {@code alice}, {@code alice#2}
 * (the third outcome), {@code alice!lost}, {@code alice!lost#1}, {@code alice!dropped}, {@code alice!in-flight}, {@code time +500 ms}, {@code
 * power loss, 1 of 2 unsynced writes left}.
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

  /** The client's pending request is executed while the system goes down: it is not answered any more. */
  record InFlight(String client, int outcome) implements Choice {
    @Override
    public String toString() {
      return client + IN_FLIGHT + suffix(outcome);
    }
  }

  /** The system has gone down and comes up again. @param left what of it, in the system's words; may be empty */
  record GoDown(Outage outage, String left) implements Choice {
    @Override
    public String toString() {
      return left.isEmpty() ? outage.toString() : outage + BUT + left;
    }

    private static Optional<Choice> parse(Outage outage, String text) {
      if (text.equals(outage.toString())) {
        return Optional.of(new GoDown(outage, ""));
      }
      return text.startsWith(outage + BUT) ? Optional.of(new GoDown(outage, text.substring((outage + BUT).length()))) : Optional.empty();
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
  String IN_FLIGHT = "!in-flight";
  String BUT = ", ";

  /** Reads the text form back. Throws {@link IllegalArgumentException} on anything else. */
  static Choice parse(String text) {
    if (text.indexOf(' ') >= 0) {
      return Arrays.stream(Outage.values()).flatMap(outage -> GoDown.parse(outage, text).stream()).findFirst().orElseGet(() -> new Environment(text));
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
    if (who.endsWith(IN_FLIGHT)) {
      return new InFlight(client(text, who.substring(0, who.length() - IN_FLIGHT.length())), outcome);
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

package dev.interlace.engine.history;

import dev.interlace.engine.search.Choice;
import java.util.List;

/** A schedule does not fit a scenario: a choice it names is not enabled. */
public final class NotApplicable extends RuntimeException {
  private final int step;
  private final Choice expected;
  private final List<Choice> enabled;

  NotApplicable(int step, Choice expected, List<Choice> enabled) {
    super("step " + step + ": the schedule says \"" + expected + "\", but enabled is "
        + (enabled.isEmpty() ? "nothing" : String.join(", ", enabled.stream().map(choice -> "\"" + choice + "\"").toList())));
    this.step = step;
    this.expected = expected;
    this.enabled = List.copyOf(enabled);
  }

  /** Counted from 1. */
  public int step() {
    return step;
  }

  public Choice expected() {
    return expected;
  }

  public List<Choice> enabled() {
    return enabled;
  }
}

package dev.interlace.engine.property;

/** How it is known that a search that found nothing would have found something. */
public sealed interface SelfCheck {
  /** The same search finds the property violated in a scenario that differs by {@code mutant}, and the way there can be taken. */
  record Caught(String mutant) implements SelfCheck {
    @Override
    public String toString() {
      return "found when " + mutant;
    }
  }

  /** The property asks that something is reachable, and it was reached. */
  record Witnessed() implements SelfCheck {
    @Override
    public String toString() {
      return "reached";
    }
  }

  /**
   * None of the mutants violates the property: it may be one that nothing can violate. At least the same search finds {@code seeded}.
   *
   * @param tried how many mutants were searched
   */
  record Vacuous(int tried, String seeded) implements SelfCheck {
    @Override
    public String toString() {
      return "VACUOUS? none of " + tried + " mutants violates it" + (seeded.isEmpty() ? "" : "; the search finds " + seeded);
    }
  }

  /** None was asked for. */
  record NotMade() implements SelfCheck {
    @Override
    public String toString() {
      return "not made";
    }
  }
}

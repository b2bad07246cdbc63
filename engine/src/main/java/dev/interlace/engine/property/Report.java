package dev.interlace.engine.property;

import dev.interlace.engine.search.Coverage;
import java.util.List;
import java.util.Optional;

/**
 * Every verdict on a scenario.
 *
 * @param verdicts the scenario's own properties in their order, then the built-in ones
 * @param <X> counterexample
 */
public record Report<X>(String scenario, List<Judged<X>> verdicts, Coverage coverage, List<SwitchedOff> switchedOff) {
  /** A property and the verdict on it. */
  public record Judged<X>(String property, Verdict<X> verdict) {}

  public Report {
    verdicts = List.copyOf(verdicts);
    switchedOff = List.copyOf(switchedOff);
  }

  /** Whether every property holds. */
  public boolean holds() {
    return verdicts.stream().allMatch(judged -> judged.verdict() instanceof Verdict.Holds<X>);
  }

  /** The verdict on {@code property}, empty if it was not judged. */
  public Optional<Verdict<X>> of(String property) {
    return verdicts.stream().filter(judged -> judged.property().equals(property)).map(Judged::verdict).findFirst();
  }
}

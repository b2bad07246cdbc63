package dev.interlace.engine.property;

import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.Reductions;
import java.util.Optional;

/**
 * The answer to whether a property holds.
 *
 * @param <X> counterexample
 */
public sealed interface Verdict<X> {
  /** Searched to the end, and it holds within the bound. */
  record Holds<X>(Certificate certificate) implements Verdict<X> {}

  /**
   * It does not hold.
   *
   * @param sentence what went wrong
   * @param counterexample empty if no single execution shows it: a {@code sometimes} that is never reached
   */
  record Violated<X>(String sentence, Optional<X> counterexample) implements Verdict<X> {}

  /** Nothing was found, and not everything was searched. */
  record Undecided<X>(String reason, Coverage searched) implements Verdict<X> {}

  /**
   * What a Holds rests on.
   *
   * @param bound what was searched, for people
   * @param reductions what was left out
   * @param versions of Interlace, and of what the model was compared with
   * @param selfCheck how the same search was seen to find a violation
   */
  record Certificate(String bound, Coverage coverage, Reductions reductions, String versions, SelfCheck selfCheck) {
    /** The same with another self-check. */
    public Certificate with(SelfCheck made) {
      return new Certificate(bound, coverage, reductions, versions, made);
    }

    /** All but the self-check, for people. */
    public String searched() {
      var states = coverage.states() + " states, " + coverage.transitions() + " transitions, " + coverage.strategy();
      var leftOut = reductions.equals(Reductions.NONE) ? "" : ", reduced by " + reductions;
      return bound + ": " + states + leftOut + (coverage.fingerprintBits() == 0
          ? ", compared in full"
          : ", " + coverage.fingerprintBits() + "-bit fingerprints, collision probability <= " + coverage.collisionProbability())
          + "; " + versions;
    }

    @Override
    public String toString() {
      return searched() + "; self-check: " + selfCheck;
    }
  }
}

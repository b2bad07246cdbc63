package dev.interlace.engine.check;

import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Finding;
import dev.interlace.engine.property.Inspection;
import dev.interlace.engine.property.Liveness;
import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Reductions;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.shrink.Shrinker;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Judges every property of a scenario in one search.
 *
 * @param reductions what may be left out; a strategy that is not exhaustive leaves out nothing
 * @param stopsAtFirst whether to end at the first violation; otherwise each property gets its own verdict
 * @param shrinks whether to look for the smallest counterexample to each violated property
 * @param shrinkBudget of the search of each smaller scenario
 * @param maxCandidates how many smaller scenarios to try for one counterexample
 */
public record Checker(
    Strategy strategy, Reductions reductions, Budget budget, boolean stopsAtFirst, boolean shrinks, Budget shrinkBudget, int maxCandidates) {
  /** Exhaustive and breadth-first, with nothing left out and every counterexample shrunk. */
  public static final Checker EXHAUSTIVE =
      new Checker(new BreadthFirst(false), Reductions.NONE, Budget.DEFAULT, false, true, Budget.DEFAULT.withStates(2_000_000), 10_000);

  /** The same, leaving out what need not be searched; for systems that keep the promise of {@link dev.interlace.engine.system.Footprint}. */
  public static final Checker REDUCED = EXHAUSTIVE.with(Reductions.ALL);

  public Checker with(Strategy other) {
    return new Checker(other, reductions, budget, stopsAtFirst, shrinks, shrinkBudget, maxCandidates);
  }

  public Checker with(Reductions other) {
    return new Checker(strategy, other, budget, stopsAtFirst, shrinks, shrinkBudget, maxCandidates);
  }

  public Checker with(Budget other) {
    return new Checker(strategy, reductions, other, stopsAtFirst, shrinks, shrinkBudget, maxCandidates);
  }

  public Checker stoppingAtFirst() {
    return new Checker(strategy, reductions, budget, true, shrinks, shrinkBudget, maxCandidates);
  }

  public Checker withoutShrinking() {
    return new Checker(strategy, reductions, budget, stopsAtFirst, false, shrinkBudget, maxCandidates);
  }

  public Checker withShrinkBudget(Budget other, int candidates) {
    return new Checker(strategy, reductions, budget, stopsAtFirst, shrinks, other, candidates);
  }

  /**
   * The verdicts on {@code scenario}.
   *
   * @throws dev.interlace.engine.program.ProgramFault if a client's code breaks the rules
   * @throws dev.interlace.engine.property.PropertyFailed if a predicate throws
   */
  public <S, C, Q, R, V> Report<Counterexample<S, C, Q, R, V>> check(Scenario<S, C, Q, R, V> scenario) {
    var inspection = Inspection.of(scenario, strategy, reductions, budget, scenario.judged(), stopsAtFirst);
    if (inspection.coverage().isExhaustive() && scenario.judged().stream().anyMatch(property -> inspection.finding(property).isEmpty())) {
      inspection.checkItself();
    }
    var verdicts = new ArrayList<Report.Judged<Counterexample<S, C, Q, R, V>>>();
    for (var property : scenario.judged()) {
      var live = scenario.properties().stream().filter(own -> own.name().equals(property) && Liveness.isAbout(own)).findFirst();
      if (live.isPresent()) {
        verdicts.add(new Report.Judged<>(property, Liveness.judge(scenario, live.get(), inspection.coverage(), shrinkBudget)));
        continue;
      }
      Verdict<Counterexample<S, C, Q, R, V>> verdict = inspection.verdict(property);
      var finding = inspection.finding(property);
      verdicts.add(new Report.Judged<>(property, finding.isEmpty() ? verdict : violated(scenario, property, finding.get())));
    }
    return new Report<>(scenario.name(), verdicts, inspection.coverage(), scenario.switchedOff());
  }

  private <S, C, Q, R, V> Verdict<Counterexample<S, C, Q, R, V>> violated(
      Scenario<S, C, Q, R, V> scenario, String property, Finding finding) {
    var counterexample = shrinks
        ? new Shrinker<>(scenario, property, shrinkBudget, maxCandidates).shrink(finding.schedule(), finding.sentence())
        : Shrinker.of(scenario, property, finding.sentence(), finding.schedule(), Optional.of("not shrunk"));
    return new Verdict.Violated<>(counterexample.sentence(), Optional.of(counterexample));
  }
}

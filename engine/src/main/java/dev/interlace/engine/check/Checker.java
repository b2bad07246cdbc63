package dev.interlace.engine.check;

import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Finding;
import dev.interlace.engine.property.Inspection;
import dev.interlace.engine.property.Liveness;
import dev.interlace.engine.property.Mutations;
import dev.interlace.engine.property.Report;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.SelfCheck;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.Reductions;
import dev.interlace.engine.search.Savepoint;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.shrink.Shrinker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Judges every property of a scenario in one search.
 *
 * @param reductions what may be left out; a strategy that is not exhaustive leaves out nothing
 * @param stopsAtFirst whether to end at the first violation; otherwise each property gets its own verdict
 * @param checksItself whether to find out that the search would have found a violation of what it finds to hold
 * @param shrinks whether to look for the smallest counterexample to each violated property
 * @param shrinkBudget of the search of each smaller scenario
 * @param maxCandidates how many smaller scenarios to try for one counterexample
 */
public record Checker(
    Strategy strategy, Reductions reductions, Budget budget, boolean stopsAtFirst, boolean checksItself, boolean shrinks,
    Budget shrinkBudget, int maxCandidates) {
  /** Exhaustive and breadth-first, with nothing left out and every counterexample shrunk. */
  public static final Checker EXHAUSTIVE =
      new Checker(new BreadthFirst(false), Reductions.NONE, Budget.DEFAULT, false, true, true, Budget.DEFAULT.withStates(2_000_000), 10_000);

  /** The same, leaving out what need not be searched; for systems that keep the promise of {@link dev.interlace.engine.system.Footprint}. */
  public static final Checker REDUCED = EXHAUSTIVE.with(Reductions.ALL);

  private static final String NO_MEMORY = "the memory that Java may have is used up: give it more, or allow the search less";

  public Checker with(Strategy other) {
    return new Checker(other, reductions, budget, stopsAtFirst, checksItself, shrinks, shrinkBudget, maxCandidates);
  }

  public Checker with(Reductions other) {
    return new Checker(strategy, other, budget, stopsAtFirst, checksItself, shrinks, shrinkBudget, maxCandidates);
  }

  public Checker with(Budget other) {
    return new Checker(strategy, reductions, other, stopsAtFirst, checksItself, shrinks, shrinkBudget, maxCandidates);
  }

  public Checker stoppingAtFirst() {
    return new Checker(strategy, reductions, budget, true, checksItself, shrinks, shrinkBudget, maxCandidates);
  }

  public Checker withoutShrinking() {
    return new Checker(strategy, reductions, budget, stopsAtFirst, checksItself, false, shrinkBudget, maxCandidates);
  }

  public Checker withoutSelfCheck() {
    return new Checker(strategy, reductions, budget, stopsAtFirst, false, shrinks, shrinkBudget, maxCandidates);
  }

  public Checker withShrinkBudget(Budget other, int candidates) {
    return new Checker(strategy, reductions, budget, stopsAtFirst, checksItself, shrinks, other, candidates);
  }

  /**
   * The verdicts on {@code scenario}.
   *
   * @throws dev.interlace.engine.program.ProgramFault if a client's code breaks the rules
   * @throws dev.interlace.engine.property.PropertyFailed if a predicate throws
   */
  public <S, C, Q, R, V> Report<Counterexample<S, C, Q, R, V>> check(Scenario<S, C, Q, R, V> scenario) {
    return check(scenario, Mutations.none());
  }

  /**
   * The same.
   *
   * @param mutations how else than by what any system allows to break the scenario, to see that the search notices
   * @throws IllegalStateException if the search does not find what is there: then none of its verdicts is worth anything
   */
  public <S, C, Q, R, V> Report<Counterexample<S, C, Q, R, V>> check(
      Scenario<S, C, Q, R, V> scenario, Mutations<S, C, Q, R, V> mutations) {
    try {
      return judge(scenario, mutations);
    } catch (OutOfMemoryError full) { // everything that filled it is garbage now; what was estimated to fit did not
      var searched = new Coverage("given up", Optional.of(NO_MEMORY), 0, 0, 0, 0, 0, 0);
      var verdicts = scenario.judged().stream().map(property ->
          new Report.Judged<Counterexample<S, C, Q, R, V>>(property, new Verdict.Undecided<>(NO_MEMORY, searched))).toList();
      return new Report<>(scenario.name(), verdicts, searched, scenario.switchedOff());
    }
  }

  private <S, C, Q, R, V> Report<Counterexample<S, C, Q, R, V>> judge(
      Scenario<S, C, Q, R, V> scenario, Mutations<S, C, Q, R, V> mutations) {
    var inspection = Inspection.of(scenario, strategy, reductions, budget, scenario.judged(), stopsAtFirst);
    var verdicts = new LinkedHashMap<String, Verdict<Counterexample<S, C, Q, R, V>>>();
    for (var property : scenario.judged()) {
      verdicts.put(property, verdict(scenario, inspection, property, new SelfCheck.NotMade()));
    }
    if (checksItself && inspection.coverage().isExhaustive()) {
      check(scenario, inspection, mutations, verdicts);
    }
    var judged = verdicts.entrySet().stream().map(entry -> new Report.Judged<>(entry.getKey(), entry.getValue())).toList();
    return new Report<>(scenario.name(), judged, inspection.coverage(), scenario.switchedOff());
  }

  private <S, C, Q, R, V> Verdict<Counterexample<S, C, Q, R, V>> verdict(
      Scenario<S, C, Q, R, V> scenario, Inspection<S, C, Q, R, V> inspection, String property, SelfCheck selfCheck) {
    var live = scenario.properties().stream().filter(own -> own.name().equals(property) && Liveness.isAbout(own)).findFirst();
    if (live.isPresent()) {
      return Liveness.judge(scenario, Optional.empty(), live.get(), inspection.coverage(), shrinkBudget, selfCheck);
    }
    var finding = inspection.finding(property);
    return finding.isEmpty() ? inspection.verdict(property, selfCheck) : violated(scenario, property, finding.get());
  }

  /** Puts into every certificate how the search was seen to find violations. */
  private <S, C, Q, R, V> void check(
      Scenario<S, C, Q, R, V> scenario, Inspection<S, C, Q, R, V> inspection, Mutations<S, C, Q, R, V> mutations,
      Map<String, Verdict<Counterexample<S, C, Q, R, V>>> verdicts) {
    var holding = new ArrayList<String>();
    verdicts.forEach((property, verdict) -> {
      if (verdict instanceof Verdict.Holds<?>(var certificate) && certificate.selfCheck() instanceof SelfCheck.NotMade) {
        holding.add(property);
      }
    });
    if (holding.isEmpty()) {
      return;
    }
    var mutants = new Mutants<>(with(budget.withSavepoint(Savepoint.NONE)), scenario, holding, inspection);
    var caught = mutants.search(mutations);
    var seeded = caught.size() == holding.size() ? "" : inspection.findSeeded();
    var isCutShort = budget.interruption().get().isPresent();
    var uncaught = isCutShort ? new SelfCheck.NotMade() : new SelfCheck.Vacuous(mutants.tried(), seeded);
    for (var property : holding) {
      var certificate = ((Verdict.Holds<?>) verdicts.get(property)).certificate();
      verdicts.put(property, new Verdict.Holds<>(certificate.with(caught.getOrDefault(property, uncaught))));
    }
  }

  private <S, C, Q, R, V> Verdict<Counterexample<S, C, Q, R, V>> violated(
      Scenario<S, C, Q, R, V> scenario, String property, Finding finding) {
    var counterexample = shrinks
        ? new Shrinker<>(scenario, property, shrinkBudget, maxCandidates).shrink(finding.schedule(), finding.sentence())
        : Shrinker.of(scenario, property, finding.sentence(), finding.schedule(), Optional.of("not shrunk"));
    return new Verdict.Violated<>(counterexample.sentence(), Optional.of(counterexample));
  }
}

package dev.interlace.engine.shrink;

import dev.interlace.engine.history.Anomaly;
import dev.interlace.engine.history.DependencyGraph;
import dev.interlace.engine.history.Execution;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Inspection;
import dev.interlace.engine.property.NotInScenario;
import dev.interlace.engine.property.PropertyFailed;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Schedule;
import dev.interlace.engine.system.BuiltIn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the smallest counterexample to a property.
 *
 * <p><b>Order:</b> fewest clients, fewest operations, fewest faults, fewest steps, fewest context switches, then the clients,
 * operations and choices that come first. It is total, and every smaller candidate is decided by exhaustive search, so the result
 * depends on the scenario and the property only, never on how the violation was first found.
 *
 * <p><b>What counts as smaller:</b> a property often has the scenario's numbers in it ("the counter is 4 at the end"), and with a
 * client left out it fails without any interleaving. Such a scenario shows nothing. So if the property holds in all serial
 * executions of the given scenario, it must in those of the smaller one. A client that the property asks for is kept, and so is
 * everything without which its predicate throws.
 */
public final class Shrinker<S, C, Q, R, V> {
  private final Scenario<S, C, Q, R, V> scenario;
  private final String property;
  private final Budget budget;
  private final int maxCandidates;
  private int tried;
  private Optional<String> notMinimal = Optional.empty();

  /**
   * @param budget of the search of each candidate
   * @param maxCandidates how many smaller scenarios to try at most
   */
  public Shrinker(Scenario<S, C, Q, R, V> scenario, String property, Budget budget, int maxCandidates) {
    this.scenario = scenario;
    this.property = property;
    this.budget = budget.withSteps(Math.min(budget.steps(), scenario.maxSteps()));
    this.maxCandidates = maxCandidates;
  }

  /**
   * The smallest counterexample.
   *
   * @param found a schedule that violates the property, the answer if the budget ends before anything else is known, with {@code sentence}
   */
  public Counterexample<S, C, Q, R, V> shrink(Schedule found, String sentence) {
    var needsSerial = isJudgedOnSteps() && Inspection.holdsSerially(scenario, property, budget).equals(Optional.of(true));
    var clients = Candidates.firstClients(scenario.clients(), kept -> isViolated(scenario.with(kept, scenario.faults()), needsSerial));
    var smaller = scenario.with(clients.orElse(scenario.clients()), scenario.faults());
    for (var faults : scenario.faults().smaller()) {
      var candidate = smaller.with(smaller.clients(), faults);
      if (isViolated(candidate, needsSerial)) {
        smaller = candidate;
        break;
      }
    }
    return shortest(smaller).orElseGet(() -> asFound(found, sentence));
  }

  /** The other built-in properties compare with serial executions by themselves. */
  private boolean isJudgedOnSteps() {
    return !property.equals(BuiltIn.SERIALIZABLE) && !property.equals(BuiltIn.NO_PARTIAL_EFFECT);
  }

  private boolean isViolated(Scenario<S, C, Q, R, V> candidate, boolean needsSerial) {
    if (++tried > maxCandidates) {
      notMinimal = Optional.of("more than " + maxCandidates + " smaller scenarios; not all were tried");
      return false;
    }
    try {
      if (needsSerial && !Inspection.holdsSerially(candidate, property, budget).equals(Optional.of(true))) {
        return false;
      }
      var inspection = Inspection.of(candidate, new BreadthFirst(false), budget, List.of(property), true);
      if (inspection.finding(property).isPresent()) {
        return true;
      }
      inspection.coverage().unfinished().ifPresent(reason -> notMinimal = Optional.of("a smaller scenario was not decided: " + reason));
      return false;
    } catch (NotInScenario | PropertyFailed needed) {
      return false;
    }
  }

  private Optional<Counterexample<S, C, Q, R, V>> shortest(Scenario<S, C, Q, R, V> smaller) {
    var inspection = Inspection.of(smaller, new BreadthFirst(false), budget, List.of(property), isJudgedOnSteps());
    if (inspection.finding(property).isEmpty()) {
      return Optional.empty();
    }
    var way = new ShortestWay(inspection.world(), inspection.goal(property)).find().orElseThrow();
    var schedule = inspection.world().schedule(way.codes());
    return Optional.of(counterexample(smaller, inspection.sentence(property, way.state(), way.alarms()), schedule));
  }

  private Counterexample<S, C, Q, R, V> asFound(Schedule found, String sentence) {
    notMinimal = Optional.of("the search for something smaller ran out of budget");
    return counterexample(scenario, sentence, found);
  }

  private Counterexample<S, C, Q, R, V> counterexample(Scenario<S, C, Q, R, V> smaller, String sentence, Schedule schedule) {
    return of(smaller, property, sentence, schedule, notMinimal);
  }

  /** The counterexample that {@code schedule} is, as it stands. */
  public static <S, C, Q, R, V> Counterexample<S, C, Q, R, V> of(
      Scenario<S, C, Q, R, V> scenario, String property, String sentence, Schedule schedule, Optional<String> notMinimal) {
    var execution = Execution.replay(scenario.world(), schedule);
    var anomaly = property.equals(BuiltIn.SERIALIZABLE)
        ? DependencyGraph.of(execution, scenario.aborted()).anomaly()
        : Optional.<Anomaly>empty();
    var words = anomaly.map(shape -> shape + ". " + sentence).orElse(sentence);
    return new Counterexample<>(scenario, property, words, schedule, execution, anomaly, OptionalInt.empty(), notMinimal);
  }
}

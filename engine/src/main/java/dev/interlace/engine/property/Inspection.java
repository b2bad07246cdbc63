package dev.interlace.engine.property;

import dev.interlace.engine.history.Execution;
import dev.interlace.engine.property.SerialSpecification.Ruling;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.ReducedSpace.Keeping;
import dev.interlace.engine.search.ReducedSpace;
import dev.interlace.engine.search.Reductions;
import dev.interlace.engine.search.Savepoint;
import dev.interlace.engine.search.Schedule;
import dev.interlace.engine.search.SerialSpace;
import dev.interlace.engine.search.StateSpace;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.search.Successors;
import dev.interlace.engine.search.World;
import dev.interlace.engine.state.TupleTable;
import dev.interlace.engine.system.BuiltIn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** One search of one scenario, and what every wanted property has to say about it. */
public final class Inspection<S, C, Q, R, V> {
  private final Scenario<S, C, Q, R, V> scenario;
  private final Strategy strategy;
  private final Budget budget;
  private final Set<String> wanted;
  private final Reductions reductions;
  private final World<S, C, Q, R, V> world;
  private final Judgement<V> judgement;
  private final Coverage coverage;
  /** Outcomes that violate {@code serializable}, and {@code no partial effect}. */
  private final TupleTable notSerializable;
  private final TupleTable leftEffect;
  private Optional<String> specificationUnfinished = Optional.empty();

  private Inspection(
      Scenario<S, C, Q, R, V> scenario, Optional<World<S, C, Q, R, V>> relative, Strategy strategy, Reductions reductions, Budget budget,
      Set<String> wanted, int enough) {
    this.scenario = scenario;
    this.reductions = reductions;
    world = scenario.world(reductions.symmetry(), relative);
    judgement = new Judgement<>(world, scenario, wanted, enough, reductions.symmetry());
    var bounded = budget.withSteps(Math.min(budget.steps(), scenario.maxSteps()));
    this.strategy = strategy;
    this.budget = bounded.withSavepoint(Savepoint.NONE);
    this.wanted = wanted;
    coverage = strategy.explore(space(world), bounded, judgement);
    notSerializable = new TupleTable(1 + world.clientCount());
    leftEffect = new TupleTable(1 + world.clientCount());
    if ((wanted.contains(BuiltIn.SERIALIZABLE) || wanted.contains(BuiltIn.NO_PARTIAL_EFFECT)) && judgement.wantsMore()) {
      judgeOutcomes(this.budget);
    }
  }

  /**
   * Searches {@code scenario}.
   *
   * @param wanted names of the properties to be judged, of those that {@link Scenario#judged} lists
   * @param stopsAtFirst whether to end at the first violation of any of them
   */
  public static <S, C, Q, R, V> Inspection<S, C, Q, R, V> of(
      Scenario<S, C, Q, R, V> scenario, Strategy strategy, Budget budget, List<String> wanted, boolean stopsAtFirst) {
    return of(scenario, strategy, Reductions.NONE, budget, wanted, stopsAtFirst);
  }

  /**
   * Searches {@code scenario} and leaves out what {@code allowed} allows and neither the strategy nor a property forbids. Then {@link #goal} is of
   * no use.
   */
  public static <S, C, Q, R, V> Inspection<S, C, Q, R, V> of(
      Scenario<S, C, Q, R, V> scenario, Strategy strategy, Reductions allowed, Budget budget, List<String> wanted, boolean stopsAtFirst) {
    return until(scenario, Optional.empty(), strategy, allowed, budget, wanted, stopsAtFirst ? 1 : Integer.MAX_VALUE);
  }

  /**
   * Searches until all of {@code wanted} are violated.
   *
   * @param relative of the same system, from which it need not learn again what it knows
   */
  public static <S, C, Q, R, V> Inspection<S, C, Q, R, V> until(
      Scenario<S, C, Q, R, V> scenario, Optional<World<S, C, Q, R, V>> relative, Strategy strategy, Reductions allowed, Budget budget,
      List<String> wanted) {
    return until(scenario, relative, strategy, allowed, budget, wanted, wanted.size());
  }

  private static <S, C, Q, R, V> Inspection<S, C, Q, R, V> until(
      Scenario<S, C, Q, R, V> scenario, Optional<World<S, C, Q, R, V>> relative, Strategy strategy, Reductions allowed, Budget budget,
      List<String> wanted, int enough) {
    var names = new LinkedHashSet<>(wanted);
    var reductions = strategy.takesReductions() ? allowed : Reductions.NONE;
    try {
      return new Inspection<>(scenario, relative, strategy, reductions, budget, names, enough);
    } catch (NotSymmetric tellsApart) {
      return new Inspection<>(scenario, relative, strategy, new Reductions(reductions.order(), false), budget, names, enough);
    }
  }

  private StateSpace space(World<S, C, Q, R, V> whole) {
    if (!reductions.order()) {
      return whole;
    }
    var looksOnTheWay = scenario.properties().stream()
        .anyMatch(own -> wanted.contains(own.name()) && (own instanceof Property.Always || own instanceof Property.Sometimes));
    return new ReducedSpace(whole, looksOnTheWay ? Keeping.VIEWS : Keeping.OUTCOMES);
  }

  private Verdict.Certificate certificate(SelfCheck selfCheck) {
    return new Verdict.Certificate(scenario.bound(), coverage, reductions, scenario.versions(), selfCheck);
  }

  /**
   * Makes the same search once more, in which the outcome that was found last is declared a violation, and replays what it finds.
   *
   * @return what was found, for people; empty if there are no outcomes, and so nothing that could be declared, or the budget ended
   * @throws IllegalStateException if the search does not find it: then none of its verdicts is worth anything
   */
  public String findSeeded() {
    if (judgement.outcomes.size() == 0) {
      return "";
    }
    var seeded = judgement.outcomes.tuple(judgement.outcomes.size() - 1);
    var again = scenario.world(reductions.symmetry(), Optional.of(world));
    var other = new Judgement<>(again, scenario, new LinkedHashSet<String>(), 1, reductions.symmetry());
    other.seed(seeded);
    var searched = strategy.explore(space(again), budget, other);
    var found = other.finding(Judgement.SEEDED);
    if (found.isEmpty() && !searched.isExhaustive()) {
      return ""; // it was interrupted, or its time was up
    }
    var schedule = found.orElseThrow(() -> new IllegalStateException("self-check failed: the search does not find an outcome that is there")).schedule();
    var results = Execution.replay(scenario.world(), schedule).results();
    if (!results.equals(Judgement.results(world, seeded).all())) {
      throw new IllegalStateException("self-check failed: the schedule of an outcome leads to another: " + schedule);
    }
    return "its last outcome declared a violation";
  }

  /** What happens if the choices of {@code schedule}, which it has found, are taken. */
  public Execution<S, Q, R> replay(Schedule schedule) {
    return Execution.replay(scenario.world(false, Optional.of(world)), schedule);
  }

  /** What was left out. */
  public Reductions reductions() {
    return reductions;
  }

  /**
   * Whether {@code property}, one of the scenario's own or about steps and deadlocks, holds in all serial executions without
   * faults. Empty if the budget ends before that is known.
   */
  public static <S, C, Q, R, V> Optional<Boolean> holdsSerially(Scenario<S, C, Q, R, V> scenario, String property, Budget budget) {
    var world = scenario.world();
    var judgement = new Judgement<>(world, scenario, new LinkedHashSet<>(List.of(property)), 1, false);
    var serial = new SerialSpace(world, SerialSpace.Mode.PLAIN, (client, operation) -> List.of());
    var coverage = new BreadthFirst(false).explore(serial, budget, judgement);
    if (judgement.finding(property).isPresent()) {
      return Optional.of(false);
    }
    return coverage.isExhaustive() ? Optional.of(true) : Optional.empty();
  }

  private void judgeOutcomes(Budget budget) {
    var found = judgement.outcomes;
    var specification = new SerialSpecification(world, scenario.aborted(), budget, found);
    for (var id = 0; id < found.size(); id++) {
      var outcome = found.tuple(id);
      switch (specification.judge(outcome)) {
        case ALLOWED -> {}
        case ABORTED_LEFT_EFFECT -> leftEffect.add(outcome, 0);
        case NOT_SERIALIZABLE -> notSerializable.add(outcome, 0);
      }
    }
    specificationUnfinished = specification.unfinished();
    if (specificationUnfinished.isEmpty()) {
      report(BuiltIn.SERIALIZABLE, notSerializable, Ruling.NOT_SERIALIZABLE);
      report(BuiltIn.NO_PARTIAL_EFFECT, leftEffect, Ruling.ABORTED_LEFT_EFFECT);
    }
  }

  private void report(String property, TupleTable bad, Ruling ruling) {
    if (bad.size() > 0) {
      var outcome = bad.tuple(0);
      judgement.find(property, sentence(ruling, outcome), judgement.witness(judgement.outcomes.find(outcome, 0)));
    }
  }

  private String sentence(Ruling ruling, int[] outcome) {
    var view = world.viewValue(outcome[0]);
    var results = Judgement.results(world, outcome);
    return ruling == Ruling.NOT_SERIALIZABLE ? Sentences.notSerializable(view, results) : Sentences.leftEffect(view, results);
  }

  public World<S, C, Q, R, V> world() {
    return world;
  }

  public Coverage coverage() {
    return coverage;
  }

  /** The violation of {@code property} that was met first. */
  public Optional<Finding> finding(String property) {
    return judgement.finding(property);
  }

  /** The verdict on {@code property}; a violation without counterexample if {@link #finding} has none. */
  public <X> Verdict<X> verdict(String property, SelfCheck selfCheck) {
    var finding = judgement.finding(property);
    if (finding.isPresent()) {
      return new Verdict.Violated<>(finding.get().sentence(), Optional.empty());
    }
    var isReachability = isReachability(property);
    if (isReachability && judgement.isReached(property)) {
      return new Verdict.Holds<>(certificate(new SelfCheck.Witnessed()));
    }
    if (!coverage.isExhaustive()) {
      return new Verdict.Undecided<>(coverage.unfinished().orElseThrow(), coverage);
    }
    if (specificationUnfinished.isPresent() && (property.equals(BuiltIn.SERIALIZABLE) || property.equals(BuiltIn.NO_PARTIAL_EFFECT))) {
      return new Verdict.Undecided<>(specificationUnfinished.get(), coverage);
    }
    return isReachability
        ? new Verdict.Violated<>(Sentences.neverReached(property), Optional.empty())
        : new Verdict.Holds<>(certificate(selfCheck));
  }

  private boolean isReachability(String property) {
    return scenario.properties().stream()
        .anyMatch(own -> own.name().equals(property) && (own instanceof Property.Sometimes || own instanceof Property.SometimesAtEnd));
  }

  /** Where {@code property} is violated, for a search for the shortest way there. Of use after an exhaustive search only. */
  public Goal goal(String property) {
    return switch (property) {
      case BuiltIn.SERIALIZABLE -> new Goal(alarm(property), (state, out) -> isBad(notSerializable, state));
      case BuiltIn.NO_PARTIAL_EFFECT -> new Goal(alarm(property), (state, out) -> isBad(leftEffect, state));
      case BuiltIn.NO_CLIENT_DIES -> new Goal(alarm(property), (state, out) -> !world.initialAlarms().isEmpty());
      case BuiltIn.NO_DEADLOCK -> new Goal(alarms -> false, (state, out) -> out.isStuck() && !world.isEnded(state, 0));
      default -> own(scenario.properties().stream().filter(each -> each.name().equals(property)).findFirst().orElseThrow());
    };
  }

  private IntPredicate alarm(String property) {
    return alarms -> world.alarms(alarms).stream().anyMatch(alarm -> alarm.property().equals(property));
  }

  private Goal own(Property<V> property) {
    return switch (property) {
      case Property.Always<V>(var name, var predicate) ->
          new Goal(alarms -> false, (state, out) -> !predicate.test(world.viewValue(world.view(world.shared(state, 0)))));
      case Property.AtEnd<V>(var name, var predicate) -> new Goal(alarms -> false, (state, out) -> {
        if (!world.isEnded(state, 0)) {
          return false;
        }
        var outcome = world.outcome(state, 0);
        return !predicate.test(world.viewValue(outcome[0]), Judgement.results(world, outcome));
      });
      case Property.NoAlarm<V>(var name) -> new Goal(alarm(name), (state, out) -> false);
      case Property.Sometimes<V> sometimes ->
          throw new IllegalArgumentException("no single execution violates \"" + sometimes.name() + "\"");
      case Property.Eventually<V> eventually -> throw new IllegalArgumentException("no state violates \"" + eventually.name() + "\"");
      case Property.Ends<V> ends -> throw new IllegalArgumentException("no state violates \"" + ends.name() + "\"");
      case Property.SometimesAtEnd<V> sometimes ->
          throw new IllegalArgumentException("no single execution violates \"" + sometimes.name() + "\"");
    };
  }

  private boolean isBad(TupleTable bad, int[] state) {
    return world.isEnded(state, 0) && bad.find(world.outcome(state, 0), 0) >= 0;
  }

  /** What is wrong, in words, in a state that is the goal of {@code property}, or was reached by a step that is. */
  public String sentence(String property, int[] state, int alarms) {
    for (var alarm : world.alarms(alarms)) {
      if (alarm.property().equals(property)) {
        return alarm.sentence();
      }
    }
    var view = world.viewValue(world.view(world.shared(state, 0)));
    return switch (property) {
      case BuiltIn.NO_DEADLOCK -> Sentences.deadlock(world, state, 0);
      case BuiltIn.SERIALIZABLE -> sentence(Ruling.NOT_SERIALIZABLE, world.outcome(state, 0));
      case BuiltIn.NO_PARTIAL_EFFECT -> sentence(Ruling.ABORTED_LEFT_EFFECT, world.outcome(state, 0));
      case BuiltIn.NO_CLIENT_DIES -> world.initialAlarms().getFirst().sentence();
      default -> world.isEnded(state, 0) && isAtEnd(property)
          ? Sentences.atEnd(property, view, Judgement.results(world, world.outcome(state, 0)))
          : Sentences.always(property, view);
    };
  }

  private boolean isAtEnd(String property) {
    return scenario.properties().stream().anyMatch(own -> own.name().equals(property) && own instanceof Property.AtEnd);
  }

  /** Where a property is violated: at a step with such alarms, or in a state, given with its successors. */
  public record Goal(IntPredicate step, StateGoal state) {}

  /** Whether a state is one to look for. */
  @FunctionalInterface
  public interface StateGoal {
    boolean isReached(int[] state, Successors out);
  }
}

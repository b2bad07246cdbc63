package dev.interlace.engine.property;

import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.GivenSchedule;
import dev.interlace.engine.search.World;
import dev.interlace.engine.state.TupleTable;
import dev.interlace.engine.system.BuiltIn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Judges single executions of one scenario, one after another. What is learnt on the way is kept: steps are looked up, and an outcome is
 * compared with the serial executions once.
 *
 * <p>A {@code sometimes} is not judged: no single execution violates it.
 */
public final class ExecutionJudge<S, C, Q, R, V> {
  private final Scenario<S, C, Q, R, V> scenario;
  private final Budget budget;
  private final World<S, C, Q, R, V> world;
  private final TupleTable outcomes;
  /** Per outcome; empty where the serial executions could not be searched to their end. */
  private final List<Optional<SerialSpecification.Ruling>> rulings = new ArrayList<>();

  /** @param budget of an execution's length, and of the search of the serial executions */
  public ExecutionJudge(Scenario<S, C, Q, R, V> scenario, Budget budget) {
    this.scenario = scenario;
    this.budget = budget.withSteps(Math.min(budget.steps(), scenario.maxSteps()));
    world = scenario.world();
    outcomes = new TupleTable(1 + world.clientCount());
  }

  /** A violated property, and how. */
  public record Violation(String property, Finding finding) {}

  /**
   * What came of one execution.
   *
   * @param violations in the order of {@link Scenario#judged}
   * @param undecided why some property could not be judged; empty if all were
   */
  public record Judged(List<Violation> violations, Optional<String> undecided) {
    public Judged {
      violations = List.copyOf(violations);
    }
  }

  /** Takes {@code schedule} and judges the execution. */
  public Judged judge(GivenSchedule schedule) {
    var wanted = new LinkedHashSet<>(scenario.judged());
    var judgement = new Judgement<>(world, scenario, wanted, Integer.MAX_VALUE, false);
    var coverage = schedule.explore(world, budget, judgement);
    var undecided = Optional.<String>empty();
    if (coverage.depth() >= budget.steps() && judgement.outcomes.size() == 0) {
      undecided = Optional.of("the execution is longer than " + budget.steps() + " steps");
    }
    if (judgement.outcomes.size() > 0 && (wanted.contains(BuiltIn.SERIALIZABLE) || wanted.contains(BuiltIn.NO_PARTIAL_EFFECT))) {
      var outcome = judgement.outcomes.tuple(0);
      var ruling = ruling(outcome);
      if (ruling.isEmpty()) {
        undecided = Optional.of("there are too many serial executions to compare with");
      }
      ruling.ifPresent(known -> compare(judgement, known, outcome));
    }
    var violations = new ArrayList<Violation>();
    for (var property : scenario.judged()) {
      judgement.finding(property).ifPresent(finding -> violations.add(new Violation(property, finding)));
    }
    return new Judged(violations, undecided);
  }

  private void compare(Judgement<V> judgement, SerialSpecification.Ruling ruling, int[] outcome) {
    var view = world.viewValue(outcome[0]);
    var results = Judgement.results(world, outcome);
    switch (ruling) {
      case ALLOWED -> {}
      case ABORTED_LEFT_EFFECT -> judgement.find(BuiltIn.NO_PARTIAL_EFFECT, Sentences.leftEffect(view, results), judgement.witness(0));
      case NOT_SERIALIZABLE -> judgement.find(BuiltIn.SERIALIZABLE, Sentences.notSerializable(view, results), judgement.witness(0));
    }
  }

  private Optional<SerialSpecification.Ruling> ruling(int[] outcome) {
    var id = outcomes.idOf(outcome, 0);
    if (id == rulings.size()) {
      var specification = new SerialSpecification(world, scenario.aborted(), budget, outcomes);
      var ruling = specification.judge(outcome);
      rulings.add(specification.unfinished().isEmpty() ? Optional.of(ruling) : Optional.empty());
    }
    return rulings.get(id);
  }
}

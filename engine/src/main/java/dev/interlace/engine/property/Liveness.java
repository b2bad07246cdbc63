package dev.interlace.engine.property;

import dev.interlace.engine.history.Execution;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.Coverage;
import dev.interlace.engine.search.Lassos;
import dev.interlace.engine.search.Lassos.Lasso;
import dev.interlace.engine.search.Reductions;
import dev.interlace.engine.search.World;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Judges what must happen in the end, on the whole graph of states. */
public final class Liveness {
  private Liveness() {}

  /** Whether {@code property} is judged here, and not on the way of a search. */
  public static boolean isAbout(Property<?> property) {
    return property instanceof Property.Eventually || property instanceof Property.Ends;
  }

  /**
   * The verdict on {@code property}. A counterexample goes once round its cycle, has the fewest faults, and of such the fewest steps of all that these
   * clients have.
   *
   * <p>An execution with fewer faults is one of the same scenario, and as fair: nobody owes anybody a fault. One with fewer clients is not. Alice and
   * bob each add one, and in the end there should be two: that holds; of alice alone it does not, and what she does alone says nothing about the two.
   * Where it is violated by the two, her way alone would be shorter, and show another mistake than theirs, or none.
   *
   * @param relative a world of the same system, if there is one, from which it need not learn again what it knows
   */
  public static <S, C, Q, R, V> Verdict<Counterexample<S, C, Q, R, V>> judge(
      Scenario<S, C, Q, R, V> scenario, Optional<World<S, C, Q, R, V>> relative, Property<V> property, Coverage coverage, Budget budget, SelfCheck selfCheck) {
    var world = scenario.world(false, relative);
    var found = Lassos.find(world, goal(world, property), budget);
    if (found.unfinished().isPresent()) {
      return new Verdict.Undecided<>(found.unfinished().get(), coverage);
    }
    if (found.lasso().isEmpty()) {
      return new Verdict.Holds<>(new Verdict.Certificate(scenario.bound(), coverage, Reductions.NONE, scenario.versions(), selfCheck));
    }
    for (var fewer : scenario.faults().smaller()) {
      var calmer = scenario.with(scenario.clients(), fewer);
      var same = calmer.world(false, Optional.of(world));
      var lasso = Lassos.find(same, goal(same, property), budget).lasso();
      if (lasso.isPresent()) {
        return violated(calmer, same, property.name(), lasso.get());
      }
    }
    return violated(scenario, world, property.name(), found.lasso().get());
  }

  private static <V> Predicate<int[]> goal(World<?, ?, ?, ?, V> world, Property<V> property) {
    return switch (property) {
      case Property.Eventually<V>(var name, var predicate) ->
          state -> Judgement.ask(name, () -> predicate.test(world.viewValue(world.view(world.shared(state, 0)))));
      case Property.Ends<V> ends -> state -> world.isEnded(state, 0);
      case Property.Always<V> other -> throw notLive(other);
      case Property.AtEnd<V> other -> throw notLive(other);
      case Property.Sometimes<V> other -> throw notLive(other);
      case Property.SometimesAtEnd<V> other -> throw notLive(other);
      case Property.NoAlarm<V> other -> throw notLive(other);
    };
  }

  private static IllegalArgumentException notLive(Property<?> property) {
    return new IllegalArgumentException("\"" + property.name() + "\" is judged on the way of a search");
  }

  private static <S, C, Q, R, V> Verdict<Counterexample<S, C, Q, R, V>> violated(
      Scenario<S, C, Q, R, V> scenario, World<S, C, Q, R, V> world, String property, Lasso lasso) {
    var codes = IntStream.concat(IntStream.of(lasso.stem()), IntStream.of(lasso.cycle())).toArray();
    var schedule = world.schedule(codes);
    var isLoop = lasso.cycle().length > 0;
    var sentence = "\"" + property + "\" never comes true: " + (isLoop
        ? "from step " + (lasso.stem().length + 1) + " on the steps go round for ever, and whoever can step all the time does"
        : "the execution ends without");
    var execution = Execution.replay(scenario.world(), schedule);
    var counterexample = new Counterexample<>(
        scenario, property, sentence, schedule, execution, Optional.empty(),
        isLoop ? OptionalInt.of(lasso.stem().length + 1) : OptionalInt.empty(), Optional.empty());
    return new Verdict.Violated<>(sentence, Optional.of(counterexample));
  }
}

package dev.interlace.engine.check;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.program.Program;
import dev.interlace.engine.property.Aborted;
import dev.interlace.engine.property.Inspection;
import dev.interlace.engine.property.Liveness;
import dev.interlace.engine.property.Mutations;
import dev.interlace.engine.property.Mutations.Mutant;
import dev.interlace.engine.property.Property;
import dev.interlace.engine.property.PropertyFailed;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.property.SelfCheck;
import dev.interlace.engine.property.Verdict;
import dev.interlace.engine.search.Asked;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.DepthFirst;
import dev.interlace.engine.search.Progress;
import dev.interlace.engine.search.Strategy;
import dev.interlace.engine.search.World;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.system.SystemModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Searches mutants of a scenario for violations of what holds in the scenario itself, by the same strategy and with the same things left out, and depth-first
 * too where that does not come to an end soon.
 *
 * <p><b>Order:</b> in rounds: a few states of each mutant, then more of those that have more. In a round clients that say wrongly that they gave up, or that
 * die; the mutants that know the system; clients that return something else; one torn step at a time. Each looks for what no earlier one has violated. For what
 * is open then, the same with rarer mutants: clients that die before they do anything; more that know the system; systems that promise less.
 *
 * <p>Mutants share with the scenario what is known of the system, and of the clients that they have in common.
 */
final class Mutants<S, C, Q, R, V> {
  private static final int FEW = 1_500;
  private static final int MANY = 15_000;
  private static final int OF_A_ROUND = 75_000;
  /** How many times as long as those of the scenario, and a little, executions may be: a mutant may try again for ever. */
  private static final int LONGER = 2;
  private static final int SLACK = 50;
  private static final String DEPTH_FIRST = " (searched depth-first)";

  private final Checker checker;
  private final Scenario<S, C, Q, R, V> scenario;
  private final World<S, C, Q, R, V> world;
  private final Inspection<S, C, Q, R, V> inspection;
  private final Map<String, SelfCheck> caught = new LinkedHashMap<>();
  private final List<String> open;
  /** Sentences of the mutants that were searched. */
  private final Set<String> tried = new LinkedHashSet<>();
  private long statesLeft;

  /**
   * @param holding the properties that were found to hold
   * @param inspection by which they do
   */
  Mutants(Checker checker, Scenario<S, C, Q, R, V> scenario, List<String> holding, Inspection<S, C, Q, R, V> inspection) {
    this.checker = checker;
    this.scenario = scenario;
    this.inspection = inspection;
    world = inspection.world();
    open = new ArrayList<>(holding);
  }

  /** A search of a mutant. @param suffix what it adds to the mutant's sentence */
  private record Round(Strategy strategy, int states, String suffix) {}

  /**
   * A mutant as a scenario.
   *
   * @param relative knows what there is to be known already
   */
  private record Candidate<S, D, Q, R, V>(
      String sentence, List<String> aims, Scenario<S, D, Q, R, V> mutant, Optional<World<S, D, Q, R, V>> relative) {}

  private enum GaveUp implements Aborted {
    FOR_NO_REASON
  }

  private static final class Seeded extends RuntimeException {
    Seeded() {
      super("a mutant dies", null, false, false);
    }
  }

  /** A program of which something is changed. */
  private interface Change<Q, R> extends Function<Program<Q, R>, Program<Q, R>> {}

  /** Per property that some mutant violates which one; the others need another proof. */
  Map<String, SelfCheck> search(Mutations<S, C, Q, R, V> mutations) {
    search(candidates(mutations));
    if (!open.isEmpty()) {
      search(rarer(mutations));
    }
    return caught;
  }

  private void search(List<Candidate<S, ?, Q, R, V>> candidates) {
    var depthFirst = new DepthFirst(false);
    for (var round : List.of(new Round(checker.strategy(), FEW, ""), new Round(depthFirst, FEW, DEPTH_FIRST), new Round(depthFirst, MANY, DEPTH_FIRST))) {
      statesLeft = OF_A_ROUND;
      candidates.removeIf(candidate -> isDone(candidate, round));
    }
  }

  private List<Candidate<S, ?, Q, R, V>> rarer(Mutations<S, C, Q, R, V> mutations) {
    var candidates = new ArrayList<Candidate<S, ?, Q, R, V>>();
    for (var client : scenario.clients()) {
      var dead = client.with(List.of(new Operation<>("die", channel -> {
        throw new Seeded();
      })));
      candidates.add(with(client, dead, " dies at once", List.of(BuiltIn.NO_CLIENT_DIES)));
    }
    mutations.rarer(scenario.clients(), Asked.by(world)).forEach(mutant -> candidates.add(candidate(mutant)));
    for (var weaker : mutations.weaker(scenario.model())) {
      candidates.add(new Candidate<>(weaker.sentence(), List.of(), on(weaker.system()), Optional.empty()));
    }
    return candidates;
  }

  private List<Candidate<S, ?, Q, R, V>> candidates(Mutations<S, C, Q, R, V> mutations) {
    var candidates = new ArrayList<Candidate<S, ?, Q, R, V>>();
    for (var client : scenario.clients()) {
      candidates.add(changed(client, " says at the end that it gave up", List.of(BuiltIn.NO_PARTIAL_EFFECT), program -> channel -> {
        program.run(channel);
        return GaveUp.FOR_NO_REASON;
      }));
      candidates.add(changed(client, " dies at the end", List.of(BuiltIn.NO_CLIENT_DIES, BuiltIn.NO_PARTIAL_EFFECT), program -> channel -> {
        program.run(channel);
        throw new Seeded();
      }));
    }
    mutations.of(scenario.clients(), Asked.by(world)).forEach(mutant -> candidates.add(candidate(mutant)));
    for (var client : scenario.clients()) {
      candidates.add(changed(client, " returns something else", List.of(), program -> channel -> other(program.run(channel))));
      candidates.add(changed(client, " returns nothing", List.of(), program -> channel -> {
        program.run(channel);
        return null;
      }));
    }
    for (var request : Asked.writing(world)) {
      candidates.add(new Candidate<>(
          "the answer to " + request + " is older than its effect", List.of(), on(new StaleReplies<>(scenario.model(), request)), Optional.empty()));
    }
    return candidates;
  }

  int tried() {
    return tried.size();
  }

  private static Object other(@Nullable Object result) {
    return switch (result) {
      case null -> true;
      case Boolean truth -> !truth;
      case Long number -> number + 1;
      case Integer number -> number + 1;
      case String text -> text + "?";
      default -> GaveUp.FOR_NO_REASON;
    };
  }

  private <D> Scenario<S, D, Q, R, V> on(SystemModel<S, D, Q, R, V> other) {
    return new Scenario<>(scenario.name(), other, scenario.clients(), scenario.properties(), scenario.faults(),
        scenario.switchedOff(), scenario.aborted(), scenario.maxSteps());
  }

  private Candidate<S, C, Q, R, V> changed(Client<Q, R> changed, String sentence, List<String> aims, Change<Q, R> change) {
    var operations = new ArrayList<>(changed.operations());
    if (!operations.isEmpty()) {
      var last = operations.removeLast();
      operations.add(new Operation<>(last.name(), change.apply(last.program())));
    }
    return with(changed, changed.with(operations), sentence, aims);
  }

  private Candidate<S, C, Q, R, V> with(Client<Q, R> original, Client<Q, R> changed, String sentence, List<String> aims) {
    var clients = scenario.clients().stream().map(client -> client.equals(original) ? changed : client).toList();
    return candidate(new Mutant<>(original.name() + sentence, aims, clients));
  }

  private Candidate<S, C, Q, R, V> candidate(Mutant<Q, R> mutant) {
    return new Candidate<>(mutant.sentence(), mutant.aims(), scenario.with(mutant.clients(), scenario.faults()), Optional.of(world));
  }

  /** Searches a mutant; whether later rounds will find nothing that was not found. */
  private <D> boolean isDone(Candidate<S, D, Q, R, V> candidate, Round round) {
    var wanted = new ArrayList<>(open);
    if (!candidate.aims.isEmpty()) {
      wanted.removeIf(property -> !candidate.aims.contains(property) && !isLive(property));
    }
    if (wanted.isEmpty() || statesLeft <= 0) {
      return wanted.isEmpty();
    }
    tried.add(candidate.sentence);
    while (!wanted.isEmpty()) {
      try {
        var budget = checker.budget().withProgress(Progress.SILENT, Integer.MAX_VALUE).withStates(Math.min(checker.budget().states(), round.states))
            .withSteps(Math.min(checker.budget().steps(), LONGER * inspection.coverage().depth() + SLACK));
        var found = Inspection.until(candidate.mutant, candidate.relative, round.strategy, inspection.reductions(), budget, wanted);
        statesLeft -= found.coverage().states();
        wanted.stream().filter(property -> isViolated(candidate, found, property, budget)).forEach(property -> {
          open.remove(property);
          caught.put(property, new SelfCheck.Caught(candidate.sentence + round.suffix));
        });
        return found.coverage().isExhaustive();
      } catch (PropertyFailed failed) {
        wanted.remove(failed.property()); // its predicate never expected this mutant; the others may
      } catch (RuntimeException thrown) { // whatever a broken program runs into, beyond the model too: this mutant is of no use
        return true;
      }
    }
    return true;
  }

  private boolean isLive(String property) {
    return scenario.properties().stream().anyMatch(own -> own.name().equals(property) && Liveness.isAbout(own));
  }

  private <D> boolean isViolated(Candidate<S, D, Q, R, V> candidate, Inspection<S, D, Q, R, V> found, String property, Budget budget) {
    var live = scenario.properties().stream().filter(own -> own.name().equals(property) && Liveness.isAbout(own)).findFirst();
    if (live.isPresent()) {
      return Liveness.judge(candidate.mutant, candidate.relative, live.get(), found.coverage(), budget, new SelfCheck.NotMade())
          instanceof Verdict.Violated;
    }
    found.finding(property).ifPresent(finding -> found.replay(finding.schedule()));
    return found.finding(property).isPresent();
  }
}

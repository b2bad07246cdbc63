package dev.interlace.engine.check;

import dev.interlace.engine.history.Execution;
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
import dev.interlace.engine.system.BuiltIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Searches mutants of a scenario for violations of what holds in the scenario itself, by the same strategy and with the same things left out;
 * where that does not come to an end soon, depth-first too.
 *
 * <p><b>Order:</b> clients that die or that say wrongly that they gave up; the mutants that know the system; one torn step at a time; clients
 * that return something else. Each looks for what no earlier one has violated.
 */
final class Mutants<S, C, Q, R, V> {
  private static final int FEW = 15_000;
  private static final int MANY = 60_000;

  private final Checker checker;
  private final Scenario<S, C, Q, R, V> scenario;
  private final Map<String, SelfCheck> caught = new LinkedHashMap<>();
  private final List<String> open;
  private long statesLeft;
  private int tried;

  /**
   * @param holding the properties that were found to hold
   * @param states how many the search met by which they do
   */
  Mutants(Checker checker, Scenario<S, C, Q, R, V> scenario, List<String> holding, long states) {
    this.checker = checker;
    this.scenario = scenario;
    open = new ArrayList<>(holding);
    statesLeft = FEW + Math.min(2 * states, MANY);
  }

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
  Map<String, SelfCheck> search(Inspection<S, C, Q, R, V> inspection, Mutations<Q, R> mutations) {
    for (var client : scenario.clients()) {
      search(changed(client, " dies at the end", Optional.of(BuiltIn.NO_CLIENT_DIES), program -> channel -> {
        program.run(channel);
        throw new Seeded();
      }));
      search(changed(client, " says at the end that it gave up", Optional.of(BuiltIn.NO_PARTIAL_EFFECT), program -> channel -> {
        program.run(channel);
        return GaveUp.FOR_NO_REASON;
      }));
    }
    mutations.of(scenario.clients(), Asked.by(inspection.world())).forEach(this::search);
    for (var request : Asked.writing(inspection.world())) {
      search("the answer to " + request + " is older than its effect", Optional.empty(), torn(request));
    }
    for (var client : scenario.clients()) {
      search(changed(client, " returns something else", Optional.empty(), program -> channel -> other(program.run(channel))));
      search(changed(client, " returns nothing", Optional.empty(), program -> channel -> {
        program.run(channel);
        return null;
      }));
    }
    return caught;
  }

  int tried() {
    return tried;
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

  private Scenario<S, StaleReplies.Torn<C, R>, Q, R, V> torn(Q request) {
    return new Scenario<>(scenario.name(), new StaleReplies<>(scenario.model(), request), scenario.clients(), scenario.properties(), scenario.faults(),
        scenario.switchedOff(), scenario.aborted(), scenario.maxSteps());
  }

  private Mutant<Q, R> changed(Client<Q, R> changed, String sentence, Optional<String> aim, Change<Q, R> change) {
    var clients = new ArrayList<Client<Q, R>>();
    for (var client : scenario.clients()) {
      var operations = new ArrayList<>(client.operations());
      if (client.equals(changed) && !operations.isEmpty()) {
        var last = operations.removeLast();
        operations.add(new Operation<>(last.name(), change.apply(last.program())));
      }
      clients.add(client.with(operations));
    }
    return new Mutant<>(changed.name() + sentence, aim, clients);
  }

  private void search(Mutant<Q, R> mutant) {
    search(mutant.sentence(), mutant.aim(), scenario.with(mutant.clients(), scenario.faults()));
  }

  private <D> void search(String sentence, Optional<String> aim, Scenario<S, D, Q, R, V> mutant) {
    var wanted = new ArrayList<>(open);
    aim.ifPresent(only -> wanted.removeIf(property -> !property.equals(only) && !isLive(property)));
    if (wanted.isEmpty() || statesLeft <= 0) {
      return;
    }
    tried++;
    var isWhole = search(sentence, mutant, wanted, checker.strategy());
    wanted.retainAll(open);
    if (!isWhole && !wanted.isEmpty() && statesLeft > 0) {
      search(sentence + ", depth-first", mutant, wanted, new DepthFirst(false));
    }
  }

  private boolean isLive(String property) {
    return scenario.properties().stream().anyMatch(own -> own.name().equals(property) && Liveness.isAbout(own));
  }

  /** Whether the search came to its end. */
  private <D> boolean search(String sentence, Scenario<S, D, Q, R, V> mutant, List<String> wanted, Strategy strategy) {
    while (!wanted.isEmpty()) {
      try {
        var found = Inspection.until(mutant, strategy, checker.reductions(), few(checker.budget()), wanted);
        statesLeft -= found.coverage().states();
        wanted.stream().filter(property -> isViolated(mutant, found, property)).forEach(property -> {
          open.remove(property);
          caught.put(property, new SelfCheck.Caught(sentence));
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

  private <D> boolean isViolated(Scenario<S, D, Q, R, V> mutant, Inspection<S, D, Q, R, V> found, String property) {
    var live = mutant.properties().stream().filter(own -> own.name().equals(property) && Liveness.isAbout(own)).findFirst();
    if (live.isPresent()) {
      return starves(mutant, live.get(), found);
    }
    found.finding(property).ifPresent(finding -> Execution.replay(mutant.world(), finding.schedule()));
    return found.finding(property).isPresent();
  }

  private <D> boolean starves(Scenario<S, D, Q, R, V> mutant, Property<V> live, Inspection<S, D, Q, R, V> found) {
    return Liveness.judge(mutant, live, found.coverage(), few(checker.shrinkBudget()), new SelfCheck.NotMade()) instanceof Verdict.Violated;
  }

  private static Budget few(Budget budget) {
    return budget.withProgress(Progress.SILENT, Integer.MAX_VALUE).withStates(Math.min(budget.states(), FEW));
  }
}

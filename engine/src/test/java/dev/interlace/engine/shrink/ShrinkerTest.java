package dev.interlace.engine.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.property.Counterexample;
import dev.interlace.engine.property.Inspection;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.DepthFirst;
import dev.interlace.engine.search.Successors;
import dev.interlace.engine.search.World;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.toy.RandomScenarios;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import dev.interlace.engine.toy.Toy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Compares the shrinker with one that looks at everything. */
class ShrinkerTest {
  private static final List<String> PROPERTIES =
      List.of(BuiltIn.SERIALIZABLE, BuiltIn.NO_PARTIAL_EFFECT, BuiltIn.NO_CLIENT_DIES, BuiltIn.NO_DEADLOCK);

  private static Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario(long seed) {
    var drawn = RandomScenarios.draw(seed);
    var kept = drawn.clients().stream().filter(client -> !client.operations().isEmpty()).toList();
    return Scenario.named("drawn", new Toy(drawn.registers())).with(kept, drawn.faults());
  }

  private static boolean isViolated(Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario, String property,
      boolean alsoSerially) {
    var holdsSerially = alsoSerially || Inspection.holdsSerially(scenario, property, Budget.DEFAULT).orElseThrow();
    return holdsSerially && Inspection.of(scenario, new DepthFirst(true), Budget.DEFAULT, List.of(property), false).finding(property)
        .isPresent();
  }

  @Test
  void no_counterexample_is_smaller_than_the_shrunk_one() {
    var compared = 0;
    for (var seed = 0; seed < 400; seed++) {
      var scenario = scenario(seed);
      if (scenario.clients().isEmpty()) {
        continue;
      }
      for (var property : PROPERTIES) {
        var inspection = Inspection.of(scenario, new BreadthFirst(false), Budget.DEFAULT, List.of(property), false);
        if (inspection.finding(property).isPresent()) {
          var finding = inspection.finding(property).orElseThrow();
          var shrunk = new Shrinker<>(scenario, property, Budget.DEFAULT, 10_000).shrink(finding.schedule(), finding.sentence());
          assertThat(shrunk.notMinimal()).isEmpty();
          assertThat(describe(shrunk.scenario())).describedAs("seed %d, %s", seed, property)
              .isEqualTo(describe(smallest(scenario, property)));
          assertThat(shrunk.schedule().toText()).describedAs("seed %d, %s", seed, property).isEqualTo(new Paths(shrunk).best());
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void the_same_scenario_shrinks_to_the_same_bytes() {
    for (var seed = 0; seed < 100; seed++) {
      assertThat(all(seed)).isEqualTo(all(seed));
    }
  }

  private static String all(long seed) {
    var text = new StringBuilder();
    var scenario = scenario(seed);
    for (var property : PROPERTIES) {
      if (!scenario.clients().isEmpty()) {
        var inspection = Inspection.of(scenario, new DepthFirst(false), Budget.DEFAULT, List.of(property), false);
        inspection.finding(property).ifPresent(finding -> {
          var shrunk = new Shrinker<>(scenario, property, Budget.DEFAULT, 10_000).shrink(finding.schedule(), finding.sentence());
          text.append(finding).append(shrunk.sentence()).append(shrunk.execution());
        });
      }
    }
    return text.toString();
  }

  private static String describe(Scenario<?, ?, ?, ?, ?> scenario) {
    var text = new StringBuilder(scenario.faults().toString());
    for (var client : scenario.clients()) {
      text.append(client.name());
      client.operations().forEach(operation -> text.append(' ').append(System.identityHashCode(operation)));
    }
    return text.toString();
  }

  private record Entry(int client, int operation) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return Comparator.comparingInt(Entry::client).thenComparingInt(Entry::operation).compare(this, other);
    }
  }

  /** The first in the order, by sorting all. */
  private static Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> smallest(
      Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario, String property) {
    var isJudgedOnSteps = property.equals(BuiltIn.NO_CLIENT_DIES) || property.equals(BuiltIn.NO_DEADLOCK);
    var alsoSerially = !isJudgedOnSteps || !Inspection.holdsSerially(scenario, property, Budget.DEFAULT).orElseThrow();
    var entries = new ArrayList<Entry>();
    for (var c = 0; c < scenario.clients().size(); c++) {
      for (var operation = 0; operation < scenario.clients().get(c).operations().size(); operation++) {
        entries.add(new Entry(c, operation));
      }
    }
    var subsets = new ArrayList<List<Entry>>();
    for (var mask = 1; mask < 1 << entries.size(); mask++) {
      var chosen = mask;
      subsets.add(entries.stream().filter(entry -> (chosen >> entries.indexOf(entry) & 1) == 1).toList());
    }
    subsets.sort(Comparator.<List<Entry>>comparingLong(subset -> subset.stream().map(Entry::client).distinct().count())
        .thenComparingInt(List::size)
        .thenComparing(ShrinkerTest::compare));
    var smaller = subsets.stream()
        .map(subset -> scenario.with(restrict(scenario, subset), scenario.faults()))
        .filter(candidate -> isViolated(candidate, property, alsoSerially))
        .findFirst()
        .orElseThrow();
    var budgets = new ArrayList<FaultBudget>();
    for (var lost = 0; lost <= smaller.faults().repliesLost(); lost++) {
      for (var dropped = 0; dropped <= smaller.faults().connectionsDropped(); dropped++) {
        budgets.add(new FaultBudget(lost, dropped));
      }
    }
    budgets.sort(Comparator.<FaultBudget>comparingInt(budget -> budget.repliesLost() + budget.connectionsDropped())
        .thenComparing(FaultBudget::repliesLost));
    return budgets.stream()
        .map(budget -> smaller.with(smaller.clients(), budget))
        .filter(candidate -> isViolated(candidate, property, alsoSerially))
        .findFirst()
        .orElseThrow();
  }

  private static int compare(List<Entry> some, List<Entry> others) {
    for (var i = 0; i < some.size(); i++) {
      var order = some.get(i).compareTo(others.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<Client<Request, Long>> restrict(Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario,
      List<Entry> chosen) {
    var clients = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < scenario.clients().size(); c++) {
      var index = c;
      List<Operation<Request, Long>> operations = chosen.stream()
          .filter(entry -> entry.client() == index)
          .map(entry -> scenario.clients().get(index).operations().get(entry.operation()))
          .toList();
      if (!operations.isEmpty()) {
        clients.add(scenario.clients().get(c).with(operations));
      }
    }
    return clients;
  }

  /** Every path up to the length of a counterexample, one after another. */
  private static final class Paths {
    private final World<Store, Seat, Request, Long, SortedMap<String, Long>> world;
    private final Inspection.Goal goal;
    private final int longest;
    private final List<String> path = new ArrayList<>();
    private final List<Integer> actors = new ArrayList<>();
    private Optional<List<String>> best = Optional.empty();
    private int bestSwitches;

    Paths(Counterexample<Store, Seat, Request, Long, SortedMap<String, Long>> shrunk) {
      var inspection = Inspection.of(shrunk.scenario(), new BreadthFirst(true), Budget.DEFAULT, List.of(shrunk.property()), false);
      world = inspection.world();
      goal = inspection.goal(shrunk.property());
      longest = shrunk.schedule().choices().size();
    }

    List<String> best() {
      walk(world.initial(), 0);
      return best.orElseThrow();
    }

    private void walk(int[] state, int alarms) {
      var out = new Successors(world.width());
      world.expand(state, out);
      if (alarms != 0 && goal.step().test(alarms) || goal.state().isReached(state, out)) {
        offer();
        return;
      }
      if (path.size() == longest) {
        return;
      }
      for (var i = 0; i < out.count(); i++) {
        path.addLast(world.choice(out.code(i)).toString());
        actors.addLast(world.actor(out.code(i)));
        walk(out.state(i), out.alarms(i));
        path.removeLast();
        actors.removeLast();
      }
    }

    /** Paths come in lexicographic order, so a later one must be strictly better. */
    private void offer() {
      var clients = actors.stream().filter(actor -> actor >= 0).toList();
      var switches = 0;
      for (var i = 1; i < clients.size(); i++) {
        switches += clients.get(i).equals(clients.get(i - 1)) ? 0 : 1;
      }
      var isBetter = best.isEmpty() || path.size() < best.get().size() || path.size() == best.get().size() && switches < bestSwitches;
      if (isBetter) {
        best = Optional.of(List.copyOf(path));
        bestSwitches = switches;
      }
    }
  }
}

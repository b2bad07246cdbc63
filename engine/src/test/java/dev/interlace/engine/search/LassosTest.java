package dev.interlace.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.random.Prng;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.engine.time.SimTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Lassos in random graphs, compared with an enumeration of every walk. */
class LassosTest {
  private static final int GRAPHS = 3_000;

  /**
   * A graph whose edges have owners.
   *
   * @param targets per node and client where it can go from there; empty if it cannot step
   */
  private record Graph(List<List<List<Integer>>> targets, BitSet goals) implements SystemModel<Integer, Boolean, Integer, Boolean, Integer> {
    static Graph draw(long seed) {
      var prng = new Prng(seed);
      var nodes = 2 + prng.nextInt(3);
      var clients = 1 + prng.nextInt(2);
      var goals = new BitSet();
      var targets = new ArrayList<List<List<Integer>>>();
      for (var node = 0; node < nodes; node++) {
        goals.set(node, node > 0 && prng.nextInt(6) == 0);
        var perClient = new ArrayList<List<Integer>>();
        for (var c = 0; c < clients; c++) {
          var mine = new ArrayList<Integer>();
          for (var i = prng.nextInt(clients == 1 ? 3 : 2); i > 0; i--) {
            mine.add(prng.nextInt(nodes));
          }
          perClient.add(mine);
        }
        targets.add(perClient);
      }
      return new Graph(targets, goals);
    }

    List<Client<Integer, Boolean>> clients() {
      var clients = new ArrayList<Client<Integer, Boolean>>();
      for (var c = 0; c < targets.getFirst().size(); c++) {
        var request = c;
        clients.add(new Client<>("c" + c, List.of(new Operation<>("go", channel -> channel.retry(OptionalInt.empty(), () -> {
          channel.ask(request);
          return null;
        })))));
      }
      return clients;
    }

    @Override
    public Integer initial() {
      return 0;
    }

    @Override
    public Boolean connect() {
      return true;
    }

    @Override
    public Outcome<Integer, Boolean, Boolean> execute(Integer node, Boolean session, Integer client, Chooser chooser) {
      var mine = targets.get(node).get(client);
      return mine.isEmpty()
          ? new Outcome.Waiting<>(node, session, Effect.NONE)
          : new Outcome.Answered<>(mine.get(chooser.choose(mine.size())), session, true, Effect.NONE, Footprint.EVERYTHING, List.of());
    }

    @Override
    public Disconnected<Integer> disconnect(Integer node, Boolean session) {
      return new Disconnected<>(node, Effect.NONE);
    }

    @Override
    public Boolean observe(Boolean session, Effect effect) {
      return session;
    }

    @Override
    public SimTime wakeAt(Boolean session) {
      return SimTime.NEVER;
    }

    @Override
    public List<EnvironmentStep<Integer>> environment(Integer node, SimTime wake) {
      return List.of();
    }

    @Override
    public Integer view(Integer node) {
      return node;
    }
  }

  /** Every walk of at most so many steps, without anything remembered. */
  private static final class Walks {
    private final Graph graph;
    private final int clients;
    private int shortest = Integer.MAX_VALUE;
    private int shortestEnd = Integer.MAX_VALUE;

    Walks(Graph graph) {
      this.graph = graph;
      clients = graph.targets.getFirst().size();
      stem(0, 0);
    }

    private int mostSteps() {
      return graph.targets.size() * (clients + 1);
    }

    private boolean isStuck(int node) {
      return graph.targets.get(node).stream().allMatch(List::isEmpty);
    }

    private void stem(int node, int steps) {
      if (graph.goals.get(node) || steps >= graph.targets.size()) {
        return;
      }
      if (isStuck(node)) {
        shortestEnd = Math.min(shortestEnd, steps);
        return;
      }
      cycle(node, node, steps, 0, new boolean[clients]);
      graph.targets.get(node).forEach(mine -> mine.forEach(target -> stem(target, steps + 1)));
    }

    private void cycle(int entry, int node, int stem, int steps, boolean[] served) {
      var now = served.clone();
      var isFair = true;
      for (var c = 0; c < clients; c++) {
        now[c] |= graph.targets.get(node).get(c).isEmpty();
        isFair &= now[c];
      }
      if (steps > 0 && node == entry && isFair) {
        shortest = Math.min(shortest, stem + steps);
      }
      if (steps == mostSteps() || stem + steps + 1 >= shortest || graph.goals.get(node)) {
        return;
      }
      for (var c = 0; c < clients; c++) {
        for (var target : graph.targets.get(node).get(c)) {
          var after = now.clone();
          after[c] = true;
          cycle(entry, target, stem, steps + 1, after);
        }
      }
    }
  }

  @Test
  void a_lasso_is_found_if_there_is_one_and_it_is_the_smallest() {
    var loops = 0;
    var ends = 0;
    var none = 0;
    for (var seed = 0; seed < GRAPHS; seed++) {
      var graph = Graph.draw(seed);
      var truth = new Walks(graph);
      var world = new World<>(graph, graph.clients(), FaultBudget.NONE);
      var found = Lassos.find(world, state -> graph.goals.get(world.viewValue(world.view(world.shared(state, 0)))), Budget.DEFAULT);
      assertThat(found.unfinished()).isEmpty();
      if (truth.shortestEnd < Integer.MAX_VALUE) {
        ends++;
        assertThat(found.lasso()).describedAs("seed %d: %s", seed, graph).get()
            .satisfies(lasso -> assertThat(lasso.cycle()).isEmpty(), lasso -> assertThat(lasso.stem()).hasSize(truth.shortestEnd));
      } else if (truth.shortest < Integer.MAX_VALUE) {
        loops++;
        assertThat(found.lasso()).describedAs("seed %d: %s", seed, graph).get()
            .satisfies(lasso -> assertThat(lasso.stem().length + lasso.cycle().length).isEqualTo(truth.shortest));
      } else {
        none++;
        assertThat(found.lasso()).describedAs("seed %d: %s", seed, graph).isEmpty();
      }
    }
    assertThat(List.of(loops, ends, none)).allSatisfy(count -> assertThat(count).isGreaterThan(GRAPHS / 20));
  }
}

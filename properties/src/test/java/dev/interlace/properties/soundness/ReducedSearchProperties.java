package dev.interlace.properties.soundness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.DepthFirst;
import dev.interlace.engine.search.OptimalOrders;
import dev.interlace.engine.search.ReducedSpace;
import dev.interlace.engine.search.ReducedSpace.Keeping;
import dev.interlace.engine.search.StateSpace;
import dev.interlace.engine.search.World;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Request;
import dev.interlace.model.server.DatabaseView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever is left out of the search of a Redis scenario, every ending is found: for many more, and smaller, scenarios than in {@link
 * RedisSoundnessProperties}; both together are 20,000 and more.
 */
class ReducedSearchProperties {
  private static final int SCENARIOS = 18_000;
  private static final double ORDERS = 60;
  private static final int MOST_EXECUTIONS = 2_000;
  /** As they stand in the text of a workload; each must have been tried in many. */
  private static final List<String> FEATURES = List.of(
      "Pipeline[", "Unread[", "Branch[", "ReadThenWrite[", "Block[", "EVAL", " PX ", "EXPIRE", "Sleep[", "Clock[", "SPOP", "BLPOP", "BLMOVE", "BZMPOP", "XREADGROUP", "UNBLOCK",
      "lost <= 1", "dropped <= 1", "Listen[", "Copy[", "PUBLISH", "FLUSHALL", "SWAPDB", "MSET", "RENAME");
  private static int scenarios;
  private static int orders;
  private static final Map<String, Integer> SEEN = new TreeMap<>();

  @Provide
  Arbitrary<Workload> small() {
    return Workloads.workloads(ORDERS);
  }

  // One seed, so that every build does the same; leave it out for a campaign.
  @Property(seed = "20240102", tries = SCENARIOS + 1_100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void every_combination_of_reductions_finds_every_ending(@ForAll("small") Workload workload) {
    if (workload.clients().isEmpty()) {
      return; // nothing was short enough
    }
    EveryOrder.Found<DatabaseView> truth;
    try {
      truth = EveryOrder.of(workload.system(), workload.programs(), workload.faults(), MOST_EXECUTIONS);
    } catch (EveryOrder.TooMany tooMany) {
      return;
    }
    FEATURES.forEach(feature -> SEEN.merge(feature, workload.toString().contains(feature) ? 1 : 0, Integer::sum));
    var isDepthFirst = scenarios++ % 2 == 0;
    for (var keeping : Keeping.values()) {
      var world = new World<>(workload.system(), workload.programs(), workload.faults());
      assertThat(endings(world, new ReducedSpace(world, keeping), isDepthFirst)).as("reduced, " + keeping).isEqualTo(truth.endings());
    }
    var programs = workload.programs();
    var symmetric = new World<>(workload.system(), programs, workload.faults(), true);
    assertThat(permuted(endings(symmetric, new ReducedSpace(symmetric, Keeping.OUTCOMES), isDepthFirst), programs)).as("reduced, symmetric")
        .isEqualTo(permuted(truth.endings(), programs));
    var world = new World<>(workload.system(), workload.programs(), workload.faults());
    var found = new LinkedHashSet<Ending<DatabaseView>>();
    if (Search.explore(world, world, new OptimalOrders(), Budget.DEFAULT, found::add).isExhaustive()) {
      orders++;
      assertThat(found).as("optimal orders").isEqualTo(truth.endings());
    }
  }

  private static Set<Ending<DatabaseView>> endings(World<?, ?, ?, ?, DatabaseView> world, StateSpace space, boolean isDepthFirst) {
    return Search.endings(world, space, isDepthFirst ? new DepthFirst(false) : new BreadthFirst(false));
  }

  /** The endings with those added in which clients with the same program have changed places. */
  private static Set<Ending<DatabaseView>> permuted(Set<Ending<DatabaseView>> endings, List<Client<Request, Reply>> clients) {
    var all = new LinkedHashSet<>(endings);
    var open = new ArrayList<>(endings);
    while (!open.isEmpty()) {
      var ending = open.removeLast();
      for (var c = 0; c < clients.size(); c++) {
        for (var d = 0; d < c; d++) {
          if (clients.get(c).runsAs(clients.get(d))) {
            var results = new ArrayList<>(ending.results());
            results.set(c, ending.results().get(d));
            results.set(d, ending.results().get(c));
            var other = new Ending<>(ending.view(), results);
            if (all.add(other)) {
              open.add(other);
            }
          }
        }
      }
    }
    return all;
  }

  @AfterContainer
  static void tell() {
    System.out.println("reduced searches: " + scenarios + " scenarios, " + orders + " of them by optimal orders too; with " + SEEN);
    assertThat(scenarios).isGreaterThanOrEqualTo(SCENARIOS);
    assertThat(orders).isGreaterThan(SCENARIOS / 2);
    assertThat(SEEN.values()).allSatisfy(count -> assertThat(count).isGreaterThan(SCENARIOS / 200));
  }
}

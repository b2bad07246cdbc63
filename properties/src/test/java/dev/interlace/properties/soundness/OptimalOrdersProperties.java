package dev.interlace.properties.soundness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.OptimalOrders;
import dev.interlace.engine.search.World;
import dev.interlace.properties.bench.Workload;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Optimal orders walk one execution of each class, and none in vain: counted by brute force.
 */
class OptimalOrdersProperties {
  private static final int COMPARED = 2_000;
  private static final double ORDERS = 300;
  private static final int MOST_EXECUTIONS = 2_000;
  /** Executions of a workload. */
  private static final int MOST = 200_000;
  private static int compared;
  private static final Map<String, Integer> SEEN = new TreeMap<>();

  @Provide
  Arbitrary<dev.interlace.properties.soundness.Workload> small() {
    return Workloads.workloads(ORDERS);
  }

  // One seed, so that every build does the same; leave it out for a campaign.
  @Property(seed = "20240103", tries = 5 * COMPARED / 2, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void every_class_of_a_random_scenario_has_one_execution(@ForAll("small") dev.interlace.properties.soundness.Workload drawn) {
    var classes = drawn.clients().isEmpty()
        ? -1
        : Classes.count(new World<>(drawn.system(), drawn.programs(), FaultBudget.NONE), MOST_EXECUTIONS);
    if (classes < 0) {
      return;
    }
    compared++;
    SEEN.merge("several watched", drawn.toString().matches(".*watched=\\[\\w, \\w\\].*") ? 1 : 0, Integer::sum);
    for (var feature : new String[] {"EVAL", "Block[", "Pipeline[", "EXPIRE", " PX ", "PUBLISH", "FLUSHALL", "BLPOP", "BLMOVE", "BZPOPMIN", "Listen[", "Copy["}) {
      SEEN.merge(feature, drawn.toString().contains(feature) ? 1 : 0, Integer::sum);
    }
    assertIsOptimal(new World<>(drawn.system(), drawn.programs(), FaultBudget.NONE), classes);
  }

  private static void assertIsOptimal(World<?, ?, ?, ?, ?> world, int classes) {
    var coverage = Search.explore(world, world, new OptimalOrders(), Budget.DEFAULT, ending -> {});
    assertThat(coverage.strategy()).isEqualTo("optimal orders"); // it would tell of executions in vain
    assertThat(coverage.executions()).isEqualTo(classes);
  }

  @Example
  void every_class_of_the_workloads_has_one_execution() {
    Map.of(Workload.W1, new int[] {2, 1, 3, 1, 4, 1}, Workload.W2, new int[] {2, 1}, Workload.W3, new int[] {2, 1, 2, 2, 3, 1, 4, 1},
        Workload.W4, new int[] {2, 1}, Workload.W5, new int[] {2, 1}).forEach((workload, sizes) -> {
          for (var i = 0; i < sizes.length; i += 2) {
            var scenario = workload.scenario(sizes[i], sizes[i + 1]).scenario();
            var classes = Classes.count(scenario.world(), MOST);
            System.out.println("optimal orders: " + workload + " " + sizes[i] + " x" + sizes[i + 1] + ": " + classes + " classes");
            assertThat(classes).as(workload + " is small enough").isPositive();
            assertThat(Classes.countNormalForms(scenario.world(), MOST)).isEqualTo(classes);
            assertIsOptimal(scenario.world(), classes);
          }
        });
  }

  @Example
  void every_class_of_larger_workloads_has_one_execution() {
    Map.of(Workload.W1, new int[] {6, 1}, Workload.W2, new int[] {3, 1, 2, 2, 2, 3}, Workload.W3, new int[] {5, 1, 3, 2},
        Workload.W4, new int[] {8, 1}, Workload.W5, new int[] {3, 1, 4, 1}).forEach((workload, sizes) -> {
          for (var i = 0; i < sizes.length; i += 2) {
            var scenario = workload.scenario(sizes[i], sizes[i + 1]).scenario();
            var classes = Classes.countNormalForms(scenario.world(), MOST);
            System.out.println("optimal orders: " + workload + " " + sizes[i] + " x" + sizes[i + 1] + ": " + classes + " normal forms");
            assertThat(classes).as(workload + " is small enough").isPositive();
            assertIsOptimal(scenario.world(), classes);
          }
        });
  }

  @AfterContainer
  static void tell() {
    System.out.println("optimal orders: " + compared + " random scenarios compared, with " + SEEN);
    assertThat(compared).isGreaterThanOrEqualTo(COMPARED);
    assertThat(SEEN.values()).allSatisfy(count -> assertThat(count).isGreaterThan(20));
  }
}

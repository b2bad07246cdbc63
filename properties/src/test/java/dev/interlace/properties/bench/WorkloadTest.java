package dev.interlace.properties.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.property.Inspection;
import dev.interlace.engine.search.BreadthFirst;
import dev.interlace.engine.search.Budget;
import dev.interlace.engine.search.OptimalOrders;
import dev.interlace.engine.search.Reductions;
import dev.interlace.engine.search.Strategy;
import dev.interlace.properties.soundness.Search;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static Inspection<?, ?, ?, ?, ?> search(Workload workload, int clients, int repeat, Reductions reductions, Strategy strategy) {
    var scenario = workload.scenario(clients, repeat).scenario();
    return Inspection.of(scenario, strategy, reductions, Budget.DEFAULT, List.of(workload.property()), false);
  }

  @Test
  void every_search_comes_to_the_same_verdict() {
    for (var workload : Workload.values()) {
      for (var reductions : List.of(Reductions.NONE, new Reductions(true, false), new Reductions(false, true), Reductions.ALL)) {
        for (var strategy : List.of(new BreadthFirst(false), new BreadthFirst(true))) {
          var inspection = search(workload, 3, 1, reductions, strategy);
          assertThat(inspection.coverage().isExhaustive()).isTrue();
          assertThat(inspection.reductions()).isEqualTo(reductions);
          assertThat(inspection.finding(workload.property()).isEmpty()).describedAs("%s, %s", workload, reductions).isEqualTo(workload.holds());
        }
      }
      assertThat(search(workload, 3, 1, Reductions.NONE, new OptimalOrders()).finding(workload.property()).isEmpty()).isEqualTo(workload.holds());
    }
  }

  @Test
  void orders_that_do_not_matter_are_left_out() {
    for (var clients = 1; clients <= 14; clients++) {
      assertThat(search(Workload.W4, clients, 1, Reductions.ALL, new BreadthFirst(false)).coverage().states()).isEqualTo(4L * clients + 1);
    }
    assertThat(search(Workload.W2, 4, 2, Reductions.NONE, new BreadthFirst(false)).coverage().states()).isEqualTo(589_753);
    assertThat(search(Workload.W2, 4, 2, Reductions.ALL, new BreadthFirst(false)).coverage().states()).isLessThan(2_000);
    assertThat(search(Workload.W1, 16, 1, Reductions.ALL, new BreadthFirst(false)).coverage().states()).isLessThan(1_000);
    assertThat(search(Workload.W3, 12, 1, Reductions.ALL, new BreadthFirst(false)).coverage().states()).isLessThan(30_000);
  }

  @Test
  void one_execution_of_each_class_is_explored() {
    for (var workload : Workload.values()) {
      var world = workload.scenario(2, 1).scenario().world();
      assertThat(Search.endings(world, new OptimalOrders())).isEqualTo(Search.endings(world, new BreadthFirst(true)));
    }
    var coverage = search(Workload.W3, 4, 1, Reductions.NONE, new OptimalOrders()).coverage();
    assertThat(coverage.strategy()).isEqualTo("optimal orders");
    assertThat(coverage.executions()).isEqualTo(576);
    assertThat(search(Workload.W4, 5, 1, Reductions.NONE, new OptimalOrders()).coverage().executions()).isEqualTo(1);
  }

  @Test
  void a_state_takes_at_most_sixteen_bytes() {
    var coverage = search(Workload.W3, 5, 2, Reductions.NONE, new BreadthFirst(false)).coverage();
    assertThat((double) coverage.bytes() / coverage.states()).isLessThan(16);
  }

  @Test
  void spin_finds_as_many_states() {
    var run = Spin.isInstalled() ? new Spin(60).search(Workload.W3, 3, 2, false) : Optional.<Spin.Run>empty();
    System.out.println(run.isPresent() ? "spin: " + run.get() : "spin or gcc is not on the PATH: not compared");
    run.ifPresent(done -> assertThat(done.states())
        .isEqualTo(search(Workload.W3, 3, 2, Reductions.NONE, new BreadthFirst(false)).coverage().states()));
  }
}

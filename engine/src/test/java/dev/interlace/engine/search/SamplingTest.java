package dev.interlace.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.random.Prng;
import dev.interlace.engine.toy.BruteForce;
import dev.interlace.engine.toy.Outcomes;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.RandomScenarios;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Toy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplingTest {
  private static World<?, ?, ?, ?, ?> increments(int clients) {
    var all = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < clients; c++) {
      all.add(new Client<>("c" + c, List.of(Programs.carelessIncrement("x"))));
    }
    return new World<>(new Toy(Map.of("x", 0L)), all, FaultBudget.NONE);
  }

  @Test
  void what_samples_find_is_there() {
    for (var seed = 0; seed < 1_000; seed++) {
      var drawn = RandomScenarios.draw(seed);
      var truth = BruteForce.outcomes(new Toy(drawn.registers()), drawn.clients(), drawn.faults(), false);
      var world = new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults());
      assertThat(truth).containsAll(new Outcomes(world, world, new PctWalk(seed, 10, 3, 10)).found);
      assertThat(truth).containsAll(new Outcomes(world, world, new OrderSampling(seed, 10)).found);
      assertThat(truth).containsAll(new Outcomes(world, new FewSwitches(world, seed % 4), new BreadthFirst(false)).found);
      assertThat(new Outcomes(world, new FewSwitches(world, 100), new BreadthFirst(true)).found).describedAs("seed %d", seed).isEqualTo(truth);
    }
  }

  @Test
  void a_swarm_of_large_searches_sees_everything_and_one_of_small_ones_tells_how_much() {
    for (var seed = 0; seed < 300; seed++) {
      var drawn = RandomScenarios.draw(seed);
      var truth = BruteForce.outcomes(new Toy(drawn.registers()), drawn.clients(), drawn.faults(), false);
      var world = new World<>(new Toy(drawn.registers()), drawn.clients(), drawn.faults());
      assertThat(new Outcomes(world, world, new Swarm(seed, 1, 100_000)).found).describedAs("seed %d", seed).isEqualTo(truth);
      assertThat(truth).containsAll(new Outcomes(world, world, new Swarm(seed, 3, 20)).found);
    }
    var world = increments(4);
    var all = new Outcomes(world, world, new BreadthFirst(true)).coverage().states();
    var some = new Outcomes(world, world, new Swarm(1, 5, 30)).coverage();
    assertThat(some.states()).isBetween(40L, all - 1);
    assertThat(some.unfinished().orElseThrow())
        .isEqualTo("5 searches of at most 30 states entered 150 states together, " + some.states() + " without repetitions");
  }

  @Test
  void pct_finds_a_lost_update_as_often_as_it_promises() {
    var found = 0;
    for (var seed = 0; seed < 1_000; seed++) {
      var world = increments(2);
      found += new Outcomes(world, world, new PctWalk(seed, 1, 2, 4)).found.size() > 0
          && new Outcomes(world, world, new PctWalk(seed, 1, 2, 4)).found.first().startsWith("{x=1}") ? 1 : 0;
    }
    assertThat(new PctWalk(0, 1, 2, 4).guarantee(2)).isCloseTo(0.125, within(1e-9));
    assertThat(found).isGreaterThan(125);
    var world = increments(2);
    assertThat(new Outcomes(world, world, new PctWalk(7, 20, 2, 4)).coverage().unfinished().orElseThrow()).contains("with probability >= 0.93");
  }

  @Test
  void a_client_that_is_never_interrupted_loses_no_update() {
    var world = increments(3);
    assertThat(new Outcomes(world, new FewSwitches(world, 0), new BreadthFirst(true)).found).hasSize(6).allMatch(outcome -> outcome.startsWith("{x=3}"));
    assertThat(new Outcomes(world, new FewSwitches(world, 1), new BreadthFirst(true)).found).anyMatch(outcome -> outcome.startsWith("{x=2}"));
  }

  @Test
  void order_sampling_finds_a_lost_update() {
    var world = increments(3);
    assertThat(new Outcomes(world, world, new OrderSampling(3, 200)).found.size()).isGreaterThan(3);
  }

  @Test
  void the_estimate_is_near_the_number_of_executions() {
    var world = increments(3);
    var sampling = new Sampling(world, Budget.DEFAULT, new Outcomes(world, world, new RandomWalk(0, 1)));
    sampling.run(20_000, 16, (number, space, out) -> {
      var prng = Prng.of(5, number);
      Sampling.walk(space, 100, (state, successors) -> prng.nextInt(successors.count()), out);
    });
    var estimate = sampling.estimate();
    assertThat(estimate.mean()).isCloseTo(90, within(5 * estimate.error()));
    assertThat(estimate.error()).isBetween(0.01, 5.0);
    assertThat(new Outcomes(world, world, new RandomWalk(1, 1_000)).coverage().unfinished().orElseThrow()).contains("of about 9", "±");
  }

  @Test
  void a_search_stops_before_it_takes_too_much_memory() {
    var all = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < 5; c++) {
      all.add(new Client<>("c" + c, List.of(Programs.carelessIncrement("x"), Programs.carelessIncrement("y"))));
    }
    var world = new World<>(new Toy(Map.of("x", 0L)), all, FaultBudget.NONE);
    var outcomes = new Outcomes(world, world, new RandomWalk(0, 1));
    var coverage = new BreadthFirst(false).explore(world, Budget.DEFAULT.withBytes(300_000), outcomes);
    assertThat(coverage.unfinished().orElseThrow()).isEqualTo("more than 300000 bytes of memory");
    assertThat(coverage.bytes()).isLessThan(500_000);
  }
}

package dev.interlace.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.program.Client;
import dev.interlace.engine.property.Inspection;
import dev.interlace.engine.property.Property;
import dev.interlace.engine.property.Scenario;
import dev.interlace.engine.search.BreadthFirst.Mistake;
import dev.interlace.engine.search.BreadthFirst.Sizes;
import dev.interlace.engine.toy.FragileToy;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.RandomScenarios;
import dev.interlace.engine.toy.RandomScenarios.Drawn;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import dev.interlace.engine.toy.Toy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A search that is killed again and again, and goes on from where it was saved, ends as if nothing had happened. */
class SavepointTest {
  private static final Sizes SMALL = new Sizes(1, 7, 2, Mistake.NONE);

  private static Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario(Drawn drawn) {
    var toy = drawn.faults().hasOutages() ? new FragileToy(drawn.registers()) : new Toy(drawn.registers());
    return Scenario.named("drawn", toy).with(drawn.clients(), drawn.faults())
        .property(Property.always("x stays small", view -> view.getOrDefault("x", 0L) < 2))
        .property(Property.sometimes("y grows", view -> view.getOrDefault("y", 0L) > 1))
        .property(Property.atEnd("x and y differ", (view, results) -> !view.get("x").equals(view.get("y"))));
  }

  private static String inspect(
      Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> scenario, Reductions reductions, boolean isExact, Budget budget) {
    var inspection = Inspection.of(scenario, new BreadthFirst(isExact, SMALL), reductions, budget, scenario.judged(), false);
    var coverage = inspection.coverage();
    return coverage.states() + " states, " + coverage.transitions() + " transitions, depth " + coverage.depth() + coverage.unfinished() + "\n"
        + scenario.judged().stream().map(property -> property + ": " + inspection.finding(property)).collect(Collectors.joining("\n"));
  }

  @Test
  void a_search_that_is_killed_and_resumed_ends_as_one_that_is_not() {
    var kills = 0;
    for (var seed = 0; seed < 300; seed++) {
      var scenario = scenario(switch (seed % 4) {
        case 0, 2 -> RandomScenarios.draw(seed);
        case 1 -> RandomScenarios.drawIndependent(seed);
        default -> RandomScenarios.drawFragile(seed);
      });
      var reductions = new Reductions(seed % 3 == 0, seed % 5 == 0);
      var budget = Budget.DEFAULT.withThreads(1 + seed % 2);
      var truth = inspect(scenario, reductions, seed % 7 == 0, budget);
      var memory = new Memory(1 + seed % 4);
      for (var answer = Optional.<String>empty(); answer.isEmpty(); ) {
        try {
          answer = Optional.of(inspect(scenario, reductions, seed % 7 == 0, budget.withSavepoint(memory)));
          assertThat(answer.get()).describedAs("seed %d", seed).isEqualTo(truth);
        } catch (Killed killed) {
          kills++;
        }
      }
    }
    assertThat(kills).isGreaterThan(500);
  }

  @Test
  void a_search_that_was_told_to_stop_is_saved_where_it_stopped() {
    var scenario = scenario(RandomScenarios.draw(3));
    var truth = inspect(scenario, Reductions.NONE, false, Budget.DEFAULT);
    var memory = new Memory(Integer.MAX_VALUE);
    var asked = new int[1];
    var stopped = inspect(scenario, Reductions.NONE, false, Budget.DEFAULT.withSavepoint(memory).withDeadline(() -> ++asked[0] > 4));
    assertThat(stopped).contains("time is up");
    assertThat(memory.bytes).isNotEmpty();
    assertThat(inspect(scenario, Reductions.NONE, false, Budget.DEFAULT.withSavepoint(memory))).isEqualTo(truth);
  }

  @Test
  void what_is_of_another_search_is_refused() {
    var memory = new Memory(1);
    var budget = Budget.DEFAULT.withSavepoint(memory);
    assertThatThrownBy(() -> inspect(scenario(RandomScenarios.draw(3)), Reductions.NONE, false, budget)).isInstanceOf(Killed.class);
    assertThatThrownBy(() -> inspect(scenario(RandomScenarios.draw(4)), Reductions.NONE, false, budget)).isInstanceOf(NotThisSearch.class)
        .hasMessageContaining("another scenario");
    assertThatThrownBy(() -> inspect(scenario(RandomScenarios.draw(3)), Reductions.NONE, true, budget)).isInstanceOf(NotThisSearch.class)
        .hasMessageContaining("compares states");
    assertThatThrownBy(() -> inspect(scenario(RandomScenarios.draw(3)), new Reductions(true, false), false, budget))
        .isInstanceOf(NotThisSearch.class).hasMessageContaining("other orders");
  }

  @Test
  void programs_that_have_changed_are_noticed() {
    var memory = new Memory(4);
    var budget = Budget.DEFAULT.withSavepoint(memory);
    assertThatThrownBy(() -> inspect(increments("x"), Reductions.NONE, false, budget)).isInstanceOf(Killed.class);
    assertThatThrownBy(() -> inspect(increments("y"), Reductions.NONE, false, budget)).isInstanceOf(NotThisSearch.class)
        .hasMessageContaining("do something else");
  }

  private static Scenario<Store, Seat, Request, Long, SortedMap<String, Long>> increments(String register) {
    var scenario = Programs.scenario("increments", Map.of("x", 0L, "y", 0L));
    for (var name : List.of("alice", "bob", "carol")) {
      scenario = scenario.client(new Client<>(name, List.of(Programs.carelessIncrement(register))));
    }
    return scenario;
  }

  private static final class Killed extends RuntimeException {}

  /** Is due every now and then, and lets the search die after it was saved. */
  private static final class Memory implements Savepoint {
    private final int every;
    private int asked;
    private byte[] bytes = {};

    Memory(int every) {
      this.every = every;
    }

    @Override
    public boolean isDue() {
      return ++asked % (every + 1) == 0;
    }

    @Override
    public void save(Content content) {
      var buffer = new ByteArrayOutputStream();
      try {
        content.write(new DataOutputStream(buffer));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bytes = buffer.toByteArray();
      if (every < Integer.MAX_VALUE) {
        throw new Killed();
      }
    }

    @Override
    public Optional<DataInputStream> saved() {
      return bytes.length == 0 ? Optional.empty() : Optional.of(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
  }
}

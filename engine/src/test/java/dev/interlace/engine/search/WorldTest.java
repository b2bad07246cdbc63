package dev.interlace.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.system.Chooser;
import dev.interlace.engine.system.Outcome;
import dev.interlace.engine.toy.Outcomes;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import dev.interlace.engine.toy.Toy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static Coverage watched(int clients, OptionalInt tries) {
    var all = new ArrayList<Client<Request, Long>>();
    for (var c = 0; c < clients; c++) {
      all.add(new Client<>("c" + c, List.of(Programs.watchedIncrement("x", tries), Programs.watchedIncrement("x", tries))));
    }
    var world = new World<>(new Toy(Map.of("x", 0L)), all, FaultBudget.NONE);
    return new Outcomes(world, world, new BreadthFirst(true)).coverage();
  }

  @Test
  void endless_retries_make_a_finite_space() {
    assertThat(watched(2, OptionalInt.empty()).states()).isEqualTo(101);
    assertThat(watched(3, OptionalInt.empty()).states()).isEqualTo(1915);
  }

  @Test
  void counted_retries_make_a_larger_one() {
    assertThat(watched(2, OptionalInt.of(3)).states()).isGreaterThan(watched(2, OptionalInt.empty()).states());
  }

  @Test
  void a_request_is_executed_once_per_situation() {
    record Situation(Store store, Seat seat, Request request) {}
    Set<Situation> seen = new HashSet<>();
    var repeated = new ArrayList<Situation>();
    var toy = new Toy(Map.of("x", 0L)) {
      @Override
      public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
        var situation = new Situation(store, seat, request);
        if (!seen.add(situation)) {
          repeated.add(situation);
        }
        return super.execute(store, seat, request, chooser);
      }
    };
    var clients = List.of("alice", "bob", "carol").stream()
        .map(name -> new Client<Request, Long>(name, List.of(Programs.watchedIncrement("x", OptionalInt.empty()))))
        .toList();
    var world = new World<>(toy, clients, new FaultBudget(1, 1));
    var outcomes = new Outcomes(world, world, new DepthFirst(false));
    assertThat(outcomes.coverage().states()).isGreaterThan(seen.size());
    assertThat(repeated).isEmpty();
  }

  @Test
  void a_system_that_chooses_differently_the_second_time_is_reported() {
    var calls = new int[1];
    var toy = new Toy(Map.of()) {
      @Override
      public Outcome<Store, Seat, Long> execute(Store store, Seat seat, Request request, Chooser chooser) {
        chooser.choose(2 + calls[0]++);
        return super.execute(store, seat, request, chooser);
      }
    };
    var world = new World<>(toy, List.of(new Client<>("alice", List.of(Programs.carelessIncrement("x")))), FaultBudget.NONE);
    assertThatThrownBy(() -> new Outcomes(world, world, new BreadthFirst(false))).hasMessageContaining("nondeterministic");
  }

  @Test
  void clients_have_names_of_their_own() {
    Client<Request, Long> alice = new Client<>("alice", List.of());
    assertThatThrownBy(() -> new World<>(new Toy(Map.of()), List.of(alice, alice), FaultBudget.NONE))
        .hasMessageContaining("two clients are called alice");
  }
}

package dev.interlace.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.fault.FaultBudget;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.OperationEnd;
import dev.interlace.engine.search.Schedule;
import dev.interlace.engine.search.World;
import dev.interlace.engine.toy.Programs;
import dev.interlace.engine.toy.Request;
import dev.interlace.engine.toy.Seat;
import dev.interlace.engine.toy.Store;
import dev.interlace.engine.toy.Toy;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ExecutionTest {
  private static World<Store, Seat, Request, Long, SortedMap<String, Long>> world() {
    return new World<>(
        new Toy(Map.of("x", 5L)),
        List.of(
            new Client<>("alice", List.of(Programs.carelessIncrement("x"), Programs.operation("nothing", channel -> "done"))),
            new Client<>("bob", List.of(Programs.operation("sleep", channel -> {
              Programs.call(channel, new Request.Sleep(500));
              return Programs.call(channel, new Request.Choose("x", 3));
            })))),
        new FaultBudget(1, 1));
  }

  private static Execution<Store, Request, Long> replay(String... choices) {
    return Execution.replay(world(), Schedule.parse(List.of(choices)));
  }

  @Test
  void a_step_tells_everything_about_itself() {
    var execution = replay("alice", "alice");
    var last = execution.steps().getLast();
    assertThat(last.number()).isEqualTo(2);
    assertThat(last.before().get("x")).isEqualTo(5);
    assertThat(last.after().get("x")).isEqualTo(6);
    assertThat(last.effect().items()).isEqualTo(List.of("x"));
    assertThat(last.footprint().writes()).containsExactly("x");
    var exchange = last.exchange().orElseThrow();
    assertThat(exchange.operationName()).isEqualTo("increment");
    assertThat(exchange.request()).isEqualTo(new Request.Set("x", 6));
    assertThat(exchange.reply()).contains(6L);
    assertThat(exchange.ended()).containsExactly(new OperationEnd.Returned(6L), new OperationEnd.Returned("done"));
    assertThat(execution.results().getFirst().values()).containsExactly(6L, "done");
  }

  @Test
  void enabled_choices_come_in_their_fixed_order() {
    var execution = replay("bob", "time +500 ms", "bob", "alice", "bob#2");
    assertThat(execution.steps().get(0).enabled().toString()).isEqualTo("[alice, bob, alice!lost, alice!dropped, bob!dropped]");
    assertThat(execution.steps().get(1).enabled().toString()).isEqualTo("[alice, time +500 ms, alice!lost, alice!dropped, bob!dropped]");
    assertThat(execution.steps().get(4).enabled().toString())
        .isEqualTo("[alice, bob, bob#1, bob#2, alice!lost, alice!dropped, bob!lost, bob!lost#1, bob!lost#2, bob!dropped]");
    assertThat(execution.steps().get(1).exchange()).isEmpty();
    assertThat(execution.steps().get(4).after().get("x")).isEqualTo(2);
  }

  @Test
  void a_fault_is_a_step_and_uses_the_budget_up() {
    var execution = replay("alice", "alice!lost", "bob!dropped");
    var lost = execution.steps().get(1).exchange().orElseThrow();
    assertThat(lost.isConnectionLost()).isTrue();
    assertThat(lost.reply()).contains(6L);
    assertThat(lost.ended().getFirst()).isInstanceOf(OperationEnd.Threw.class);
    var dropped = execution.steps().get(2);
    assertThat(dropped.exchange().orElseThrow().reply()).isEmpty();
    assertThat(dropped.enabled().toString()).isEqualTo("[bob, bob!dropped]");
    assertThat(execution.results()).allMatch(result -> result.failure().isPresent());
  }

  @Test
  void a_schedule_that_does_not_fit_is_refused_with_step_and_choices() {
    assertThatThrownBy(() -> replay("alice", "carol"))
        .isInstanceOf(NotApplicable.class)
        .hasMessage("step 2: the schedule says \"carol\", but enabled is \"alice\", \"bob\","
            + " \"alice!lost\", \"alice!dropped\", \"bob!dropped\"");
    assertThatThrownBy(() -> replay("alice", "alice", "bob!dropped", "bob"))
        .hasMessage("step 4: the schedule says \"bob\", but enabled is nothing");
  }

  @Test
  void a_replay_is_the_same_twice() {
    assertThat(replay("bob", "alice", "time +500 ms", "bob", "bob#1").toString())
        .isEqualTo(replay("bob", "alice", "time +500 ms", "bob", "bob#1").toString());
  }
}

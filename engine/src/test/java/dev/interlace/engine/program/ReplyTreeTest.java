package dev.interlace.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.engine.program.ProgramFault.Reason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplyTreeTest {
  private static String call(Channel<String, String> channel, String request) {
    channel.send(request);
    return channel.receive();
  }

  @SafeVarargs
  private static ReplyTree<String, String> tree(Program<String, String>... programs) {
    var operations = new ArrayList<Operation<String, String>>();
    for (var program : programs) {
      operations.add(new Operation<>("op" + operations.size(), program));
    }
    return new ReplyTree<>(new Client<>("alice", operations));
  }

  private static Reason reason(ProgramFault fault) {
    return fault.reason();
  }

  private static ProgramFault fault(Callable<?> code) {
    try {
      code.call();
    } catch (ProgramFault fault) {
      return fault;
    } catch (Exception other) {
      throw new AssertionError(other);
    }
    throw new AssertionError("no fault");
  }

  @Test
  void a_node_holds_the_pending_request_and_then_the_result() {
    var tree = tree(channel -> call(channel, "a") + call(channel, "b"));
    assertThat(tree.request(tree.root())).isEqualTo("a");
    var second = tree.child(tree.root(), "1");
    assertThat(tree.request(second)).isEqualTo("b");
    var end = tree.child(second, "2");
    assertThat(tree.isEnded(end)).isTrue();
    assertThat(tree.result(end).values()).containsExactly("12");
  }

  @Test
  void a_program_runs_once_per_node_and_is_then_looked_up() {
    var runs = new AtomicInteger();
    var tree = tree(channel -> {
      runs.incrementAndGet();
      return call(channel, "a");
    });
    tree.child(tree.root(), "1");
    var before = runs.get();
    tree.child(tree.root(), "1");
    assertThat(runs.get()).isEqualTo(before);
  }

  @Test
  void replies_of_earlier_operations_are_forgotten_and_results_are_not() {
    var tree = tree(
        channel -> call(channel, "a").length(),
        channel -> call(channel, "b"));
    assertThat(tree.child(tree.root(), "xx")).isEqualTo(tree.child(tree.root(), "yy"));
    assertThat(tree.child(tree.root(), "xx")).isNotEqualTo(tree.child(tree.root(), "xxx"));
  }

  @Test
  void pipelined_requests_wait_in_order() {
    var tree = tree(channel -> {
      channel.send("a");
      channel.send("b");
      return channel.receive() + channel.receive();
    });
    assertThat(tree.request(tree.root())).isEqualTo("a");
    var second = tree.child(tree.root(), "1");
    assertThat(tree.request(second)).isEqualTo("b");
    assertThat(tree.result(tree.child(second, "2")).values()).containsExactly("12");
  }

  @Test
  void requests_without_a_reader_are_executed_before_the_next_operation() {
    var tree = tree(
        channel -> {
          channel.send("a");
          channel.send("b");
          return "sent";
        },
        channel -> call(channel, "c"));
    assertThat(tree.request(tree.root())).isEqualTo("a");
    var second = tree.child(tree.root(), "whatever");
    assertThat(tree.request(second)).isEqualTo("b");
    assertThat(tree.operation(second)).isZero();
    var third = tree.child(second, "whatever");
    assertThat(tree.request(third)).isEqualTo("c");
    assertThat(tree.operation(third)).isEqualTo(1);
  }

  @Test
  void a_failure_is_an_exception_with_its_message_and_ends_the_client() {
    var tree = tree(channel -> {
      throw new IllegalStateException(call(channel, "a"));
    }, channel -> call(channel, "never"));
    var end = tree.child(tree.root(), "boom");
    assertThat(tree.isEnded(end)).isTrue();
    assertThat(tree.result(end).failure()).contains(new Failure(IllegalStateException.class, "boom"));
  }

  @Test
  void arrays_become_lists_and_null_is_a_result() {
    var tree = tree(channel -> new Object[] {1, new int[] {2, 3}}, channel -> null);
    assertThat(tree.result(tree.root()).values()).containsExactly(List.of(1, List.of(2, 3)), null);
  }

  @Test
  void a_lost_connection_drops_what_is_pending_until_the_program_reconnects() {
    var tree = tree(channel -> {
      channel.send("a");
      channel.send("b");
      try {
        channel.receive();
        return "fine";
      } catch (ConnectionLost lost) {
        try {
          channel.send("c");
          return "sent while down";
        } catch (ConnectionLost still) {
          channel.reconnect();
          return call(channel, "d");
        }
      }
    });
    var again = tree.lost(tree.root());
    assertThat(tree.request(again)).isEqualTo("d");
    assertThat(tree.result(tree.child(again, "back")).values()).containsExactly("back");
  }

  @Test
  void a_connection_stays_down_for_the_next_operation() {
    var tree = tree(
        channel -> {
          try {
            return call(channel, "a");
          } catch (ConnectionLost lost) {
            return "lost";
          }
        },
        channel -> call(channel, "b"));
    var end = tree.lost(tree.root());
    assertThat(tree.result(end).values()).containsExactly("lost");
    assertThat(tree.result(end).failure()).contains(new Failure(ConnectionLost.class, "connection lost"));
  }

  // Attempts.

  private static Program<String, String> attempts(OptionalInt tries) {
    return channel -> channel.retry(tries, () -> {
      var value = call(channel, "get");
      return call(channel, "set " + value).equals("ok") ? value : null;
    });
  }

  @Test
  void an_unbounded_retry_is_a_cycle() {
    var tree = tree(attempts(OptionalInt.empty()));
    var back = tree.child(tree.child(tree.root(), "1"), "no");
    assertThat(back).isEqualTo(tree.root());
    assertThat(tree.child(tree.child(back, "2"), "no")).isEqualTo(tree.root());
    assertThat(tree.size()).isEqualTo(3);
  }

  @Test
  void a_bounded_retry_remembers_the_number_of_the_attempt_only() {
    var tree = tree(attempts(OptionalInt.of(2)));
    var second = tree.child(tree.child(tree.root(), "1"), "no");
    assertThat(second).isNotEqualTo(tree.root());
    assertThat(tree.child(tree.child(tree.root(), "2"), "no")).isEqualTo(second);
    var end = tree.child(tree.child(second, "1"), "no");
    assertThat(tree.result(end).values()).containsExactly((Object) null);
    assertThat(tree.child(tree.child(second, "2"), "no")).isEqualTo(end);
  }

  @Test
  void a_mark_without_a_count_in_its_label_is_a_cycle() {
    var tree = tree(channel -> {
      while (true) {
        channel.mark("again");
        if (call(channel, "get").equals("ok")) {
          return "done";
        }
      }
    });
    assertThat(tree.child(tree.root(), "no")).isEqualTo(tree.root());
  }

  @Test
  void a_retry_inside_a_retry_starts_afresh_with_the_outer_attempt() {
    var tree = tree(channel -> channel.retry(OptionalInt.empty(), () -> {
      var value = call(channel, "outer");
      return channel.retry(OptionalInt.of(2), () -> call(channel, "inner " + value).equals("ok") ? "done" : null);
    }));
    var inner = tree.child(tree.root(), "1");
    assertThat(tree.request(inner)).isEqualTo("inner 1");
    var secondTry = tree.child(inner, "no");
    assertThat(tree.request(secondTry)).isEqualTo("inner 1");
    assertThat(tree.child(secondTry, "no")).isEqualTo(tree.root());
  }

  @Test
  void two_retries_one_after_the_other_are_two_cycles() {
    var tree = tree(channel -> {
      var first = channel.retry(OptionalInt.empty(), () -> call(channel, "first").equals("ok") ? "done" : null);
      return channel.retry(OptionalInt.empty(), () -> call(channel, "second").equals("ok") ? first : null);
    });
    var second = tree.child(tree.root(), "ok");
    assertThat(tree.request(second)).isEqualTo("second");
    assertThat(tree.child(second, "no")).isEqualTo(second);
    assertThat(tree.child(tree.root(), "no")).isEqualTo(tree.root());
  }

  @Test
  void an_attempt_that_talks_to_nobody_for_ever_is_a_failure_of_the_client() {
    var tree = tree(channel -> channel.retry(OptionalInt.empty(), () -> null));
    assertThat(tree.result(tree.root()).failure()).isPresent();
  }

  @Test
  void an_attempt_that_depends_on_an_earlier_one_is_reported() {
    var tree = tree(channel -> {
      var seen = new HashSet<String>();
      return channel.retry(OptionalInt.empty(), () -> {
        var value = call(channel, "get");
        return call(channel, seen.add(value) ? "new" : "old").equals("ok") ? "done" : null;
      });
    });
    var fault = fault(() -> tree.child(tree.child(tree.child(tree.root(), "1"), "no"), "1"));
    assertThat(reason(fault)).isInstanceOf(Reason.LeakingAttempt.class);
    assertThat(fault).hasMessageContaining("client alice, operation op0").hasMessageContaining("old").hasMessageContaining("Cure");
  }

  @Test
  void a_counter_that_outlives_its_attempt_is_reported_when_the_result_shows_it() {
    var tree = tree(channel -> {
      var count = new AtomicInteger();
      return channel.retry(OptionalInt.empty(), () -> {
        count.incrementAndGet();
        return call(channel, "try").equals("ok") ? count.get() : null;
      });
    });
    tree.child(tree.root(), "ok");
    var fault = fault(() -> tree.child(tree.root(), "no"));
    assertThat(reason(fault)).isInstanceOf(Reason.LeakingAttempt.class);
  }

  // Rules broken.

  @Test
  void a_program_that_sends_something_else_each_time_is_reported_with_both_sequences() {
    var counter = new AtomicInteger();
    var fault = fault(() -> tree(channel -> call(channel, "get " + counter.incrementAndGet())));
    assertThat(reason(fault)).isEqualTo(new Reason.Nondeterministic(List.of("get 1", "(waits for a reply)"),
        List.of("get 2", "(waits for a reply)")));
  }

  @Test
  void a_program_that_changes_its_past_is_reported() {
    var runs = new AtomicInteger();
    var tree = tree(channel -> {
      var first = runs.incrementAndGet() <= 2 ? "a" : "b";
      return call(channel, first) + call(channel, "c");
    });
    assertThat(reason(fault(() -> tree.child(tree.root(), "1")))).isInstanceOf(Reason.Nondeterministic.class);
  }

  @Test
  void a_program_that_ends_before_it_has_read_what_it_read_before_is_reported() {
    var runs = new AtomicInteger();
    var tree = tree(channel -> runs.incrementAndGet() <= 2 ? call(channel, "a") : "early");
    assertThat(reason(fault(() -> tree.child(tree.root(), "1")))).isInstanceOf(Reason.Nondeterministic.class);
  }

  @Test
  void a_result_that_differs_by_content_is_reported_as_nondeterministic() {
    var counter = new AtomicInteger();
    var fault = fault(() -> tree(channel -> "r" + counter.incrementAndGet()));
    assertThat(reason(fault)).isInstanceOf(Reason.Nondeterministic.class);
  }

  @Test
  void a_result_without_equality_is_reported_as_such() {
    var fault = fault(() -> tree(channel -> List.of(new StringBuilder("x"))));
    assertThat(reason(fault)).isEqualTo(new Reason.ResultWithoutEquality("java.lang.StringBuilder"));
    assertThat(fault).hasMessageContaining("no equality by content");
  }

  @Test
  void a_program_that_swallows_the_suspension_and_returns_is_reported() {
    var fault = fault(() -> tree(channel -> {
      try {
        return call(channel, "a");
      } catch (Throwable thrown) {
        return "never mind";
      }
    }));
    assertThat(reason(fault)).isEqualTo(new Reason.SwallowedSuspension("returned never mind"));
  }

  @Test
  void a_program_that_wraps_the_suspension_is_reported() {
    var fault = fault(() -> tree(channel -> {
      try {
        return call(channel, "a");
      } catch (Throwable thrown) {
        throw new IllegalStateException("wrapped", thrown);
      }
    }));
    assertThat(reason(fault)).isInstanceOf(Reason.SwallowedSuspension.class);
  }

  @Test
  void a_program_that_swallows_the_suspension_in_a_retry_is_reported_and_not_repeated_for_ever() {
    var fault = fault(() -> tree(channel -> channel.retry(OptionalInt.empty(), () -> {
      try {
        return call(channel, "a");
      } catch (Throwable thrown) {
        return null;
      }
    })));
    assertThat(reason(fault)).isInstanceOf(Reason.SwallowedSuspension.class);
  }

  @Test
  void a_program_that_catches_the_suspension_again_and_again_is_named_on_the_console() {
    var console = System.err;
    var written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      fault(() -> tree(channel -> {
        for (var i = 0; i < 20_000; i++) {
          try {
            call(channel, "a");
          } catch (Throwable thrown) {
            continue;
          }
        }
        return "gave up";
      }));
    } finally {
      System.setErr(console);
    }
    assertThat(written.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("client alice, operation op0: has caught the suspension 10000 times");
  }

  @Test
  void a_program_that_asks_on_another_thread_is_reported_with_its_name() {
    var fault = fault(() -> tree(channel -> {
      var thread = new Thread(() -> assertThatThrownBy(() -> channel.send("b")).hasMessageStartingWith("client alice, operation op0: the server can"), "helper");
      thread.start();
      thread.join();
      return call(channel, "a");
    }));
    assertThat(reason(fault)).isEqualTo(new Reason.OtherThread("helper"));
    assertThat(fault).hasMessageStartingWith("client alice, operation op0: the program asks the server from another thread, helper");
  }

  private static int deeper(int depth) {
    return deeper(depth + 1) + 1;
  }

  @Test
  void a_recursion_without_end_is_reported_with_its_place() {
    var fault = fault(() -> tree(channel -> deeper(0)));
    assertThat(reason(fault)).isInstanceOf(Reason.TooDeep.class);
    assertThat(fault).hasMessageStartingWith("client alice, operation op0: the program went deeper than the stack allows, at ")
        .hasMessageContaining("ReplyTreeTest.deeper");
  }

  @Test
  void what_a_program_sends_and_reads_while_it_unwinds_is_ignored() {
    class Connection implements AutoCloseable {
      private final Channel<String, String> channel;

      Connection(Channel<String, String> channel) {
        this.channel = channel;
      }

      @Override
      public void close() {
        call(channel, "unwatch");
      }
    }
    var tree = tree(channel -> {
      try (var connection = new Connection(channel); var inner = new Connection(channel)) {
        return call(connection == inner ? channel : channel, "get");
      }
    });
    assertThat(tree.request(tree.root())).isEqualTo("get");
    var next = tree.child(tree.root(), "1");
    assertThat(tree.request(next)).isEqualTo("unwatch");
  }

  @Test
  void reading_without_a_request_is_the_clients_mistake() {
    var tree = tree(channel -> channel.receive());
    assertThat(tree.result(tree.root()).failure().orElseThrow().type()).isEqualTo(IllegalStateException.class);
  }

  @Test
  void a_clients_name_can_be_read_back_from_a_choice() {
    assertThatThrownBy(() -> new Client<String, String>("al ice", List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Client<String, String>("a#1", List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}

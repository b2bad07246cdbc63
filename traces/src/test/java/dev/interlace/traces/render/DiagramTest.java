package dev.interlace.traces.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.traces.Samples;
import dev.interlace.traces.format.KeyState;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.Trace.TraceClient;
import dev.interlace.traces.format.TraceStep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiagramTest {
  @Test
  void clients_stand_beside_each_other_and_time_runs_down() {
    assertThat(Diagram.of(Samples.oversell(), "./interlace replay oversell.json")).isEqualTo("""
        oversell violates "stock is never negative"
        "stock is never negative" does not hold in stock = "-1"

        given   SET stock 1

             │ alice           │ bob             │ changed
        ─────┼─────────────────┼─────────────────┼─────────────
           1 │ GET stock → "1" │                 │
           2 │                 │ GET stock → "1" │
           3 │                 │ DECR stock → 0  │ stock = "0"
           4 │ DECR stock → -1 │                 │ stock = "-1"

        alice   bought
        bob     bought
        end     stock = "-1"
        replay  ./interlace replay oversell.json
        """);
  }

  @Test
  void time_runs_across_all_clients() {
    assertThat(Diagram.of(Samples.expiry(), "")).isEqualTo("""
        expiry violates "the key is there"
        "the key is there" does not hold at the end: carol [(nil)]; (empty)

             │ carol                      │ changed
        ─────┼────────────────────────────┼──────────────────────────
           1 │ SET "k\\xff\\"" v PX 20 → OK │ "k\\xff\\"" = "v" (expires)
           2 │ sleep 30 ms …              │
           3 │ ~~ time +21 ms ~~          │ "k\\xff\\"" is gone
           4 │ ~~ time +9 ms ~~           │
           5 │ sleep 30 ms → OK           │
           6 │ GET "k\\xff\\"" → (nil)      │

        carol   (nil)
        end     no keys
        """);
  }

  @Test
  void faults_are_drawn() {
    assertThat(Diagram.of(Samples.appliedTwice(), "")).isEqualTo("""
        applied twice violates "counted once"
        "counted once" does not hold at the end: dave [2]; n = "2"

             │ dave                    │ changed
        ─────┼─────────────────────────┼─────────────
           1 │ INCR n → 1 ✗ reply lost │ n = "1"
           2 │ INCR n → 2              │ n = "2"

        dave    2
        end     n = "2"
        """);
  }

  @Test
  void the_results_of_several_operations_stand_in_one_line() {
    assertThat(Diagram.of(Samples.twoVisits(), "")).isEqualTo("""
        two visits violates "at most one visit"
        "at most one visit" does not hold in n = "2"

             │ erin         │ changed
        ─────┼──────────────┼─────────────
           1 │ INCR n → 1   │ n = "1"
           2 │ INCR n → 2   │ n = "2"

        erin    [1, 2]
        end     n = "2"
        """);
  }

  @Test
  void long_scripts_are_numbered_and_stand_beneath() {
    var first = "local n = redis.call('INCR', KEYS[1])\nreturn n";
    var second = "-- a comment that makes this one long\nreturn 2";
    assertThat(draw(List.of(
        step("alice", Command.of("EVAL", first, "1", "n"), Reply.of(1)),
        step("bob", Command.of("SCRIPT", "LOAD", second), Reply.bulk("7f92")),
        step("alice", Command.of("eval", first, "1", "n"), Reply.of(2)),
        step("bob", Command.of("EVAL", "return 3", "0"), Reply.of(3))))).isEqualTo("""
            drawn violates "p"
            It went wrong.

                 │ alice                   │ bob                             │ changed
            ─────┼─────────────────────────┼─────────────────────────────────┼─────────────
               1 │ EVAL <script 1> 1 n → 1 │                                 │
               2 │                         │ SCRIPT LOAD <script 2> → "7f92" │
               3 │ eval <script 1> 1 n → 2 │                                 │
               4 │                         │ EVAL "return 3" 0 → 3           │

            alice   done
            bob     done
            end     no keys
            script 1
                    local n = redis.call('INCR', KEYS[1])
                    return n
            script 2
                    -- a comment that makes this one long
                    return 2
            """);
  }

  @Test
  void what_is_too_long_goes_on_in_the_next_line() {
    var mset = Command.of("MSET", "a", "one", "b", "two", "c", "three", "d", "four", "e", "five", "f", "six");
    var changed = key("b", "a text that does not fit into the column of changed keys");
    assertThat(draw(List.of(step("alice", mset, Reply.OK, key("a", "one"), changed), step("bob", Command.of("GET", "a"), Reply.bulk("one")))))
        .isEqualTo("""
            drawn violates "p"
            It went wrong.

                 │ alice                                          │ bob           │ changed
            ─────┼────────────────────────────────────────────────┼───────────────┼──────────────────────────────────────────────
               1 │ MSET a one b two c three d four e five f six → │               │ a = "one"
                 │   OK                                           │               │ b = "a text that does not fit into the column
                 │                                                │               │   of changed keys"
               2 │                                                │ GET a → "one" │

            alice   done
            bob     done
            end     no keys
            """);
  }

  @Test
  void columns_are_narrower_where_there_are_many() {
    var clients = Stream.of("a", "b", "c", "d", "e", "f").map(name -> new TraceClient(name, "done")).toList();
    var steps = clients.stream().map(client -> step(client.name(), Command.of("GET", "a key with a long name"), Reply.bulk("value"))).toList();
    var trace = new Trace("drawn", "p", "It went wrong.", Trace.Start.at(0), OptionalLong.empty(), List.of(), clients, steps, List.of());
    assertThat(Diagram.of(trace, "").lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
  }

  @Test
  void every_key_that_expires_at_one_instant_is_named() {
    var passing = new TraceStep("time +86400000 ms", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        TraceStep.Fault.NONE, 86_400_000, List.of(gone("session:1"), gone("session:2")), List.of("time +86400000 ms"));
    var alone = new Trace("drawn", "p", "It went wrong.", Trace.Start.at(0), OptionalLong.empty(), List.of(), CLIENTS.subList(0, 1), List.of(passing), List.of());
    assertThat(Diagram.of(alone, "")).isEqualTo("""
        drawn violates "p"
        It went wrong.

             │ alice                   │ changed
        ─────┼─────────────────────────┼──────────────────
           1 │ ~~ time +86400000 ms ~~ │ session:1 is gone
             │                         │ session:2 is gone

        alice   done
        end     no keys
        """);
  }

  @Test
  void what_is_wrong_from_the_start_needs_no_table() {
    assertThat(draw(List.of())).isEqualTo("""
        drawn violates "p"
        It went wrong.

        before the first step

        alice   done
        bob     done
        end     no keys
        """);
  }

  @Test
  void a_long_sentence_is_broken_at_blanks() {
    var sentence = "word ".repeat(40).strip();
    var lines = Diagram.of(new Trace("s", "p", sentence, Trace.Start.at(0), OptionalLong.empty(), List.of(), CLIENTS, List.of(), List.of()), "").lines().toList();
    assertThat(lines.subList(1, 3)).isEqualTo(List.of("word ".repeat(24).strip(), "  " + "word ".repeat(16).strip()));
  }

  private static final List<TraceClient> CLIENTS = List.of(new TraceClient("alice", "done"), new TraceClient("bob", "done"));

  private static String draw(List<TraceStep> steps) {
    return Diagram.of(new Trace("drawn", "p", "It went wrong.", Trace.Start.at(0), OptionalLong.empty(), List.of(), CLIENTS, steps, List.of()), "");
  }

  private static TraceStep step(String client, Command command, Reply reply, KeyState... changed) {
    return new TraceStep(client, Optional.of(client), Optional.of("work"), Optional.of(command), Optional.of(reply), TraceStep.Fault.NONE, 0,
        List.of(changed), List.of(client));
  }

  private static KeyState key(String name, String value) {
    return new KeyState(0, Bytes.of(name), Optional.of(new KeyState.Stored("string", Reply.bulk(value), Entry.NEVER)));
  }

  private static KeyState gone(String name) {
    return new KeyState(0, Bytes.of(name), Optional.empty());
  }
}

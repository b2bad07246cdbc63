package dev.interlace.traces.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.traces.Samples;
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
        ─────┼────────────────────────────┼─────────────
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
}

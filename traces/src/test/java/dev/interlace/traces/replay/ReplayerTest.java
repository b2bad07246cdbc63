package dev.interlace.traces.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.traces.Samples;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceFile;
import org.junit.jupiter.api.Test;

class ReplayerTest {
  @Test
  void a_trace_happens_again() {
    for (var trace : new Trace[] {Samples.oversell(), Samples.expiry(), Samples.appliedTwice(), Samples.fromTheStart()}) {
      assertThat(Replayer.replay(trace)).as(trace.scenario()).isEqualTo(new Replay.Reproduced(trace.steps().size()));
    }
  }

  @Test
  void the_first_different_reply_ends_it_and_is_named() {
    var changed = edited("\"bulk\" : \"1\"", "\"bulk\" : \"2\"");
    assertThat(Replayer.replay(changed)).isEqualTo(new Replay.Diverged("step 1, alice", "\"2\"", "\"1\""));
  }

  @Test
  void a_changed_key_that_differs_is_named() {
    var json = TraceFile.toJson(Samples.oversell());
    var at = json.indexOf("\"changed\"");
    var edited = json.substring(0, at) + json.substring(at).replaceFirst("\"key\" : \"stock\"", "\"key\" : \"stick\"");
    assertThat(Replayer.replay(TraceFile.fromJson(edited, "t")))
        .isInstanceOfSatisfying(Replay.Diverged.class, diverged -> assertThat(diverged.where()).contains("changed keys"));
  }

  @Test
  void a_choice_that_is_not_enabled_is_named() {
    assertThat(Replayer.replay(edited("\"choice\" : \"alice\"", "\"choice\" : \"alice#1\"")))
        .isInstanceOfSatisfying(Replay.Diverged.class, diverged -> assertThat(diverged.now()).contains("enabled is [alice, bob]"));
  }

  @Test
  void a_fault_that_did_not_happen_is_named() {
    assertThat(Replayer.replay(edited("\"command\"", "\"fault\" : \"reply lost\", \"command\"")))
        .isEqualTo(new Replay.Diverged("step 1, alice, fault", "reply lost", "none"));
  }

  private static Trace edited(String from, String to) {
    return TraceFile.fromJson(TraceFile.toJson(Samples.oversell()).replaceFirst(from, to), "edited");
  }
}

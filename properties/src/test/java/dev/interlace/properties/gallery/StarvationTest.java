package dev.interlace.properties.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlace.traces.format.BadTrace;
import dev.interlace.traces.format.Trace;
import dev.interlace.traces.format.TraceFile;
import dev.interlace.traces.render.Diagram;
import dev.interlace.traces.replay.Replay;
import dev.interlace.traces.replay.Replayer;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A saved execution that goes round for ever. That it is found, and the smallest, is for {@link CorpusTest}. */
class StarvationTest {
  private static final Trace STARVING = TraceFile.read(Path.of("../traces/corpus/P5/starving/the-payment-is-made-in-the-end.json"));

  private static Trace repeatingFrom(int step) {
    return new Trace(STARVING.scenario(), STARVING.property(), STARVING.sentence(), STARVING.start(), STARVING.seed(), STARVING.given(),
        STARVING.clients(), STARVING.steps(), OptionalInt.of(step), STARVING.end());
  }

  @Test
  void what_is_repeated_for_ever_is_replayed_twice() {
    assertThat(STARVING.repeatsFrom()).hasValue(1);
    assertThat(STARVING.unrolled().steps()).hasSize(2 * STARVING.steps().size());
    assertThat(Replayer.replay(STARVING)).isEqualTo(new Replay.Reproduced(STARVING.steps().size()));
  }

  @Test
  void a_round_that_does_not_lead_back_diverges() {
    assertThat(Replayer.replay(repeatingFrom(12))).isInstanceOf(Replay.Diverged.class);
  }

  @Test
  void a_trace_cannot_repeat_what_it_has_not() {
    var json = TraceFile.toJson(repeatingFrom(16));
    assertThatThrownBy(() -> TraceFile.fromJson(json, "x.json")).isInstanceOf(BadTrace.class).hasMessageContaining("there are only 15 steps");
  }

  @Test
  void the_picture_shows_where_the_round_begins_and_ends() {
    assertThat(Diagram.of(STARVING, "")).contains("~~ from here on, for ever: ~~").contains("~~ and again from step 1 ~~");
  }
}

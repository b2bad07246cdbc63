package dev.interlace.engine.history;

import dev.interlace.engine.search.Choice;
import dev.interlace.engine.system.Alarm;
import dev.interlace.engine.system.Effect;
import dev.interlace.engine.system.Footprint;
import java.util.List;
import java.util.Optional;

/**
 * One step of an execution.
 *
 * @param number counted from 1
 * @param enabled every choice there was, in their fixed order; {@code choice} is among them
 * @param before the shared state before the step
 * @param footprint none for a step in which nothing was executed
 * @param exchange what went between a client and the system; empty for a step of the environment
 */
public record Step<S, Q, R>(
    int number,
    Choice choice,
    List<Choice> enabled,
    S before,
    S after,
    Effect effect,
    Footprint footprint,
    List<Alarm> alarms,
    Optional<Exchange<Q, R>> exchange) {
  public Step {
    enabled = List.copyOf(enabled);
    alarms = List.copyOf(alarms);
  }
}

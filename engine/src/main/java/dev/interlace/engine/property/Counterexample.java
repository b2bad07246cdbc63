package dev.interlace.engine.property;

import dev.interlace.engine.history.Anomaly;
import dev.interlace.engine.history.Execution;
import dev.interlace.engine.search.Schedule;
import java.util.Optional;

/**
 * An execution that violates a property.
 *
 * @param scenario the smallest one found; {@code schedule} is one of its
 * @param sentence what went wrong, for people
 * @param anomaly what the literature calls it, if serializability is violated and the execution shows why
 * @param notMinimal why something smaller may exist; empty if nothing does
 */
public record Counterexample<S, C, Q, R, V>(
    Scenario<S, C, Q, R, V> scenario,
    String property,
    String sentence,
    Schedule schedule,
    Execution<S, Q, R> execution,
    Optional<Anomaly> anomaly,
    Optional<String> notMinimal) {}

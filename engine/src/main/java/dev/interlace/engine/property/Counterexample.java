package dev.interlace.engine.property;

import dev.interlace.engine.history.Anomaly;
import dev.interlace.engine.history.Execution;
import dev.interlace.engine.search.Schedule;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An execution that violates a property.
 *
 * @param scenario the smallest one found; {@code schedule} is one of its
 * @param sentence what went wrong, for people
 * @param anomaly what the literature calls it, if serializability is violated and the execution shows why
 * @param repeatsFrom the number of the step, counted from 1, from which on the steps are repeated for ever; empty if the execution ends
 * @param notMinimal why something smaller may exist; empty if nothing does
 */
public record Counterexample<S, C, Q, R, V>(
    Scenario<S, C, Q, R, V> scenario,
    String property,
    String sentence,
    Schedule schedule,
    Execution<S, Q, R> execution,
    Optional<Anomaly> anomaly,
    OptionalInt repeatsFrom,
    Optional<String> notMinimal) {}

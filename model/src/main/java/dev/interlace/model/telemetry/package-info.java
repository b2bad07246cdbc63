/**
 * What a server that runs counts and knows of itself, and a state in exploration does not.
 *
 * <p>Imports {@code bytes}. Read {@link dev.interlace.model.telemetry.Telemetry}, then {@link dev.interlace.model.telemetry.ProcessFacts}.
 */
@NullMarked
package dev.interlace.model.telemetry;

import org.jspecify.annotations.NullMarked;

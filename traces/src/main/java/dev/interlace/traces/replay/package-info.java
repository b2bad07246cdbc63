/**
 * Seeing a trace happen again: on the model, strictly, and on a real server.
 *
 * <p>Imports {@code format}, {@code oracle}, the engine and the model. Read {@link dev.interlace.traces.replay.Replayer}, then
 * {@link dev.interlace.traces.replay.Confirmer}.
 */
@NullMarked
package dev.interlace.traces.replay;

import org.jspecify.annotations.NullMarked;

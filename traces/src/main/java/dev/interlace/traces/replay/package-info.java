/**
 * Seeing a trace happen again: on the model, strictly, and on a real server.
 *
 * <p>Imports {@code format} and {@code oracle}. Read {@link dev.interlace.traces.replay.Replayer}, then
 * {@link dev.interlace.traces.replay.Confirmer}.
 */
@NullMarked
package dev.interlace.traces.replay;

import org.jspecify.annotations.NullMarked;

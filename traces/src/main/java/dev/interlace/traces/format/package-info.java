/**
 * The trace: one violating execution as a file that explains itself and replays without the code that produced it.
 *
 * <p>Imports engine and model values, and Jackson. Read {@link dev.interlace.traces.format.Trace}, then
 * {@link dev.interlace.traces.format.TraceFile}.
 */
@NullMarked
package dev.interlace.traces.format;

import org.jspecify.annotations.NullMarked;

/**
 * Traces for people: a column per client, time downwards.
 *
 * <p>Imports {@code format}. Read {@link dev.interlace.traces.render.Diagram}.
 */
@NullMarked
package dev.interlace.traces.render;

import org.jspecify.annotations.NullMarked;

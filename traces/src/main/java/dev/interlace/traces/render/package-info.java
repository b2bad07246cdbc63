/**
 * Traces for people: a column per client, time downwards.
 *
 * <p>Imports {@code format} and the values in it. Read {@link dev.interlace.traces.render.Diagram}.
 */
@NullMarked
package dev.interlace.traces.render;

import org.jspecify.annotations.NullMarked;

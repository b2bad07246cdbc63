/**
 * Executable specs: Markdown chapters whose transcripts of several clients are run against a server, and the chapters that ship with
 * Interlace.
 *
 * <p>Imports the engine, the model, {@code traces.oracle} and commonmark. Read {@link dev.interlace.properties.spec.Chapter} first
 * for the format, then {@link dev.interlace.properties.spec.SpecRunner} and {@link dev.interlace.properties.spec.SpecTarget}.
 */
@NullMarked
package dev.interlace.properties.spec;

import org.jspecify.annotations.NullMarked;

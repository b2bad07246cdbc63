/**
 * Plays the same random commands on the model and on a real server and compares every reply and what is left in the databases.
 *
 * <p>Imports {@code model} and {@code traces.oracle}. Read {@link dev.interlace.properties.conformance.Conformance} first, then
 * {@link dev.interlace.properties.conformance.Sequences}, which draws the commands, and {@link
 * dev.interlace.traces.oracle.Agreement}, which compares replies. To add a family: a {@code …ConformanceTest} with a list of {@link
 * dev.interlace.properties.conformance.Template} lines.
 */
@NullMarked
package dev.interlace.properties.conformance;

import org.jspecify.annotations.NullMarked;

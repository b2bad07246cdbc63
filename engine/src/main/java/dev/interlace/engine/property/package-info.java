/**
 * What an execution must satisfy, and the judgement of a search: scenarios, properties, verdicts, reports, and serial executions
 * as the specification of all others.
 *
 * <p>Imports {@code search}, {@code history} and what they build on. Read {@link dev.interlace.engine.property.Scenario}, then
 * {@link dev.interlace.engine.property.Property} and {@link dev.interlace.engine.property.Inspection}.
 */
@NullMarked
package dev.interlace.engine.property;

import org.jspecify.annotations.NullMarked;

/**
 * Executions step by step, and what they say about the operations in them.
 *
 * <p>Imports {@code search} and what it builds on. Read {@link dev.interlace.engine.history.Execution}, then {@link
 * dev.interlace.engine.history.DependencyGraph} and {@link dev.interlace.engine.history.Anomaly}.
 */
@NullMarked
package dev.interlace.engine.history;

import org.jspecify.annotations.NullMarked;

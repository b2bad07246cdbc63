/**
 * What may break, how often, and what is promised when it does.
 *
 * <p>Imports nothing of the engine. Read {@link dev.interlace.engine.fault.FaultBudget}.
 */
@NullMarked
package dev.interlace.engine.fault;

import org.jspecify.annotations.NullMarked;

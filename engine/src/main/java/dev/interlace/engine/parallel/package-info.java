/**
 * The only threads of the engine.
 *
 * <p>Imports nothing of the engine. Read {@link dev.interlace.engine.parallel.Crew}.
 */
@NullMarked
package dev.interlace.engine.parallel;

import org.jspecify.annotations.NullMarked;

/**
 * The engine's only source of randomness: one fixed algorithm from a seed.
 *
 * <p>Imports the JDK only. Read {@link dev.interlace.engine.random.Prng}.
 */
@NullMarked
package dev.interlace.engine.random;

import org.jspecify.annotations.NullMarked;

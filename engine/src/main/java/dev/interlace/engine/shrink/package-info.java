/**
 * From a scenario and a property that does not hold in it to the one smallest counterexample.
 *
 * <p>Imports {@code property} and what it builds on. Read {@link dev.interlace.engine.shrink.Shrinker}, then {@link
 * dev.interlace.engine.shrink.ShortestWay}.
 */
@NullMarked
package dev.interlace.engine.shrink;

import org.jspecify.annotations.NullMarked;

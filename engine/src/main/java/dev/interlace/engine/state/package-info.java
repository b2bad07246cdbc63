/**
 * Primitive tables under the search: a state of the world is a few ints, and nothing here makes an object for one.
 *
 * <p>Imports nothing of the engine. Read {@link dev.interlace.engine.state.Interner}, then {@link
 * dev.interlace.engine.state.LongIntMap} and {@link dev.interlace.engine.state.VisitedSet}.
 */
@NullMarked
package dev.interlace.engine.state;

import org.jspecify.annotations.NullMarked;

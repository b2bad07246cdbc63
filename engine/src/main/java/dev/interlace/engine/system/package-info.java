/**
 * What a system under test offers to the search: an initial state, and pure transitions between immutable values.
 *
 * <p>Imports {@code time} and {@code fault} only. Read {@link dev.interlace.engine.system.SystemModel}, then
 * {@link dev.interlace.engine.system.Outcome}.
 */
@NullMarked
package dev.interlace.engine.system;

import org.jspecify.annotations.NullMarked;

/**
 * The engine's front door: a scenario goes in, a report comes out.
 *
 * <p>Imports everything else of the engine. Read {@link dev.interlace.engine.check.Checker}.
 */
@NullMarked
package dev.interlace.engine.check;

import org.jspecify.annotations.NullMarked;

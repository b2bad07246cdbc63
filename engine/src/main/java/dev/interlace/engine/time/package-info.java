/**
 * Virtual time. Nothing here, or anywhere in the engine, asks a real clock.
 *
 * <p>Imports the JDK's values only. Read {@link dev.interlace.engine.time.SimTime}.
 */
@NullMarked
package dev.interlace.engine.time;

import org.jspecify.annotations.NullMarked;

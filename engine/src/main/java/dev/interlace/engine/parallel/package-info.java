/**
 * The only threads of the engine: those that search, and one that looks after programs that do not come back.
 *
 * <p>Imports nothing of the engine. Read {@link dev.interlace.engine.parallel.Crew}.
 */
@NullMarked
package dev.interlace.engine.parallel;

import org.jspecify.annotations.NullMarked;

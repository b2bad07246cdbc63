/**
 * A disk as programs may rely on it: what an operation promises, and all that a power loss may leave of what was not synced.
 *
 * <p>Imports {@code random}. Read {@link dev.interlace.engine.disk.Disk} first, then {@link dev.interlace.engine.disk.DiskState}, the value,
 * and {@link dev.interlace.engine.disk.PowerLoss}.
 */
@NullMarked
package dev.interlace.engine.disk;

import org.jspecify.annotations.NullMarked;

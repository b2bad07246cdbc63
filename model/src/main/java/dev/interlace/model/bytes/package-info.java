/**
 * Byte strings, the only string type of the model.
 *
 * <p>Imports the JDK only. Read {@link dev.interlace.model.bytes.Bytes} first, then {@link dev.interlace.model.bytes.CommandLine}.
 */
@NullMarked
package dev.interlace.model.bytes;

import org.jspecify.annotations.NullMarked;

/**
 * Append-only files: the text of what is appended, the manifest of the files that belong together, and how they are read.
 *
 * <p>Imports {@code bytes}, {@code keyspace}, {@code value}, {@code rdb} and {@code resp}. Read {@link dev.interlace.model.aof.AofManifest} first, then {@link
 * dev.interlace.model.aof.AofText} and {@link dev.interlace.model.aof.AofReader}.
 */
@NullMarked
package dev.interlace.model.aof;

import org.jspecify.annotations.NullMarked;

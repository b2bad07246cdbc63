/**
 * The sixteen databases: storage that is cheap to snapshot, and the one door through which commands read and write it.
 *
 * <p>Imports {@code bytes}, {@code collection}, {@code value} and {@code notice}. Read {@link dev.interlace.model.keyspace.Keyspace}, then
 * {@link dev.interlace.model.keyspace.Database}, the door, and {@link dev.interlace.model.keyspace.Journal}, what it notes.
 */
@NullMarked
package dev.interlace.model.keyspace;

import org.jspecify.annotations.NullMarked;

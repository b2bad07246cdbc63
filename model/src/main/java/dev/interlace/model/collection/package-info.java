/**
 * Persistent collections: a changed one shares nearly everything with the one before, so that a snapshot is one reference, or a few.
 *
 * <p>Imports {@code bytes}. Read {@link dev.interlace.model.collection.HashTrie} for what is looked up by a key,
 * {@link dev.interlace.model.collection.Sequence} for what has an order, and {@link dev.interlace.model.collection.Row} for what mostly changes at
 * its ends.
 */
@NullMarked
package dev.interlace.model.collection;

import org.jspecify.annotations.NullMarked;

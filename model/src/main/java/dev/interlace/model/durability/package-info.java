/**
 * What a server keeps on a disk, and when: RDB files by its own rules or on demand, and an append-only log.
 *
 * <p>Imports {@code bytes}, {@code keyspace}, {@code rdb}, {@code aof} and {@code settings}; of the engine {@code disk} and {@code fault}. Read {@link
 * dev.interlace.model.durability.Durability} first, then {@link dev.interlace.model.durability.AppendLog} and {@link
 * dev.interlace.model.durability.Snapshots}; for what a search knows of all that, {@link dev.interlace.model.durability.Recoverable}.
 */
@NullMarked
package dev.interlace.model.durability;

import org.jspecify.annotations.NullMarked;

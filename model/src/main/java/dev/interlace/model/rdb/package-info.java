/**
 * Redis' own serialization, version 10: of a value, which DUMP answers and RESTORE reads, and of everything, which is an RDB file.
 *
 * <p>Imports {@code bytes}, {@code value} and {@code keyspace}. Read {@link dev.interlace.model.rdb.DumpPayload} first, then {@link
 * dev.interlace.model.rdb.ValueWriter} and {@link dev.interlace.model.rdb.ValueReader}; then {@link dev.interlace.model.rdb.RdbWriter}.
 */
@NullMarked
package dev.interlace.model.rdb;

import org.jspecify.annotations.NullMarked;

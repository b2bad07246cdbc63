/**
 * Redis' own serialization of a value, version 10: what DUMP answers and RESTORE reads.
 *
 * <p>Imports {@code bytes} and {@code value}. Read {@link dev.interlace.model.rdb.DumpPayload} first, then {@link
 * dev.interlace.model.rdb.ValueWriter} and {@link dev.interlace.model.rdb.ValueReader}.
 */
@NullMarked
package dev.interlace.model.rdb;

import org.jspecify.annotations.NullMarked;

/**
 * The values that keys hold: one class per type, with all algorithms of the type.
 *
 * <p>Strings are immutable. The aggregates are mutable while one keyspace owns them and are copied before the first write once they
 * are shared with a snapshot; {@code keyspace} sees to that. Imports {@code bytes} and {@code collection}. Read
 * {@link dev.interlace.model.value.RedisValue} first.
 */
@NullMarked
package dev.interlace.model.value;

import org.jspecify.annotations.NullMarked;

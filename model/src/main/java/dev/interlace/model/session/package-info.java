/**
 * What the server keeps for one connection, as immutable values.
 *
 * <p>Imports {@code bytes}, {@code request}, {@code keyspace}. Read {@link dev.interlace.model.session.Session}, then
 * {@link dev.interlace.model.session.Watches}.
 */
@NullMarked
package dev.interlace.model.session;

import org.jspecify.annotations.NullMarked;

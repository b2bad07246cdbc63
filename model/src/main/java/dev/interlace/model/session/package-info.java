/**
 * What the server keeps for one connection, as immutable values.
 *
 * <p>Imports {@code bytes}, {@code clients}, {@code reply}, {@code request}, {@code keyspace} and {@code notice}. Read {@link dev.interlace.model.session.Session},
 * {@link dev.interlace.model.session.Watches}.
 */
@NullMarked
package dev.interlace.model.session;

import org.jspecify.annotations.NullMarked;

/**
 * What the server keeps for one connection, as immutable values.
 *
 * <p>Imports {@code bytes}, {@code reply}, {@code request}, {@code keyspace}, {@code resp} and {@code notice}. Read
 * {@link dev.interlace.model.session.Session}, then {@link dev.interlace.model.session.Watches}.
 */
@NullMarked
package dev.interlace.model.session;

import org.jspecify.annotations.NullMarked;

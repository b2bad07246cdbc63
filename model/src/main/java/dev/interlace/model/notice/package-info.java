/**
 * What one step tells the sessions of other connections: keys and users that changed, and messages to single clients.
 *
 * <p>Imports {@code bytes}, {@code reply} and {@code acl}. Read {@link dev.interlace.model.notice.Notice}.
 */
@NullMarked
package dev.interlace.model.notice;

import org.jspecify.annotations.NullMarked;

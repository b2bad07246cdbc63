/**
 * What one step tells the sessions of other connections: keys that changed, and messages to single clients.
 *
 * <p>Imports {@code bytes} and {@code reply}. Read {@link dev.interlace.model.notice.Notice}.
 */
@NullMarked
package dev.interlace.model.notice;

import org.jspecify.annotations.NullMarked;

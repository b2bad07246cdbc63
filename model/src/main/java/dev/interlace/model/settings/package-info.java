/**
 * The part of the server's state that its operator decides, and what may be decided: the parameters of {@code redis.conf}.
 *
 * <p>Imports {@code bytes} and {@code acl}. Read {@link dev.interlace.model.settings.Settings}, then {@link dev.interlace.model.settings.Parameter} and
 * {@link dev.interlace.model.settings.Kind}.
 */
@NullMarked
package dev.interlace.model.settings;

import org.jspecify.annotations.NullMarked;

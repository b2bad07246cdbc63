/**
 * How the server is set up: its configuration under the names of {@code redis.conf}, and who may do what.
 *
 * <p>Imports {@code bytes}. Read {@link dev.interlace.model.settings.Settings}.
 */
@NullMarked
package dev.interlace.model.settings;

import org.jspecify.annotations.NullMarked;

/**
 * What a client can ask for: commands for the server, and the passing of time.
 *
 * <p>Imports {@code bytes}. Read {@link dev.interlace.model.request.Request}.
 */
@NullMarked
package dev.interlace.model.request;

import org.jspecify.annotations.NullMarked;

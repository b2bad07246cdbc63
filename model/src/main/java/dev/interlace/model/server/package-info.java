/**
 * The server: the one pipeline that every command passes, its state as a value, and the server as a system that the engine can explore.
 *
 * <p>Imports everything above it and the engine. Read {@link dev.interlace.model.server.RedisServer}, the pipeline, then
 * {@link dev.interlace.model.server.RedisSystem}.
 */
@NullMarked
package dev.interlace.model.server;

import org.jspecify.annotations.NullMarked;

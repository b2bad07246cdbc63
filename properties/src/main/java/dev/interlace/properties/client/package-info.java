/**
 * Ways for client code to become programs that the engine explores: unmodified Jedis over a socket that is no socket, and a small client
 * for those without Jedis.
 *
 * <p>Imports the engine, the model and Jedis. Read
 * {@link dev.interlace.properties.client.JedisProgram}, then {@link dev.interlace.properties.client.ChannelSocket}.
 */
@NullMarked
package dev.interlace.properties.client;

import org.jspecify.annotations.NullMarked;

/**
 * The front door for client code: a scenario of ordinary Jedis programs goes in, a report comes out.
 *
 * <p>Imports the engine, the model, traces and {@code client}. Read {@link dev.interlace.properties.RedisScenario},
 * then {@link dev.interlace.properties.Interlace}.
 */
@NullMarked
package dev.interlace.properties;

import org.jspecify.annotations.NullMarked;

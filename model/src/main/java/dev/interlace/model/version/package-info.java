/**
 * Which version of Redis is modelled, and what is peculiar to it. Imports nothing. Read
 * {@link dev.interlace.model.version.RedisVersion}.
 */
@NullMarked
package dev.interlace.model.version;

import org.jspecify.annotations.NullMarked;

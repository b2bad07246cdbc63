/**
 * The mistakes that people make with Redis, as mutants of a scenario's clients: what a search that finds nothing must be seen to find.
 *
 * <p>Imports {@code client} and what the engine and the model offer. Read {@link dev.interlace.properties.mutation.RedisMutations}, then {@link
 * dev.interlace.properties.mutation.Mistake}.
 */
@NullMarked
package dev.interlace.properties.mutation;

import org.jspecify.annotations.NullMarked;
